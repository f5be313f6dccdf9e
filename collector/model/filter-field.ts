// A field of the filter language as the page shows it: for completion and help. Plain and JSON-safe.

export type FilterFieldType = 'text' | 'number' | 'duration' | 'time' | 'address' | 'enum';

export interface FilterFieldHelp {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: FilterFieldType;
  /** Known values. Of an `enum` there are no others. */
  readonly values?: readonly string[];
  readonly help: string;
}
