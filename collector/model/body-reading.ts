// A body in words and tables, ready to be shown to a person. Plain and JSON-safe; every value is from the network.

export interface BodyTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** As many cells as columns. */
  readonly rows: readonly (readonly string[])[];
  /** Rows that a limit left out. */
  readonly omitted: number;
}

export interface BodyReading {
  /** `Presence`, `ISUP IAM: initial address`. */
  readonly format: string;
  /** What defines it: `RFC 3863`, `ITU-T Q.763`. */
  readonly source: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly tables: readonly BodyTable[];
  /** What could not be read, in words. */
  readonly problems: readonly string[];
}
