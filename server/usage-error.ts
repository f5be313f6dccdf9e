// The user asked for something that cannot be: said in one sentence, with what to do next. Ends the program with 2.

export class UsageError extends Error {
  readonly code = 'SIPA_USAGE';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'UsageError';
    this.hint = hint;
  }
}

/** The lines a terminal gets for an error that carries a hint; undefined for one that does not (a fault of ours). */
export function describeForTerminal(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('hint' in error) || typeof error.hint !== 'string') return undefined;
  // Both may have several lines: a filter with the place where it is wrong, commands to choose from.
  const message = error.message.split('\n').map(printable);
  const hint = error.hint.split('\n').map(line => printable(line.trim()));
  return `sipscope: ${message.join('\n')}\n  ${hint.join('\n  ')}\n`;
}

/** A file name may hold what a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
