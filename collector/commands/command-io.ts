// Where a command writes, and what is known of the terminal behind it.

/** Where a command writes. Tests give their own. */
export interface CommandIo {
  readonly out: (text: string) => void;
  /** Standard error when it is a terminal; a progress bar is drawn there. */
  readonly progress: NodeJS.WritableStream | undefined;
  readonly error: (text: string) => void;
  /** Columns of the terminal; undefined when standard output is none. */
  readonly columns: number | undefined;
  /** Whether standard output takes ANSI colours: a terminal, and NO_COLOR is not set (no-color.org). */
  readonly colour: boolean;
}

export function standardIo(): CommandIo {
  return {
    out: text => void process.stdout.write(text),
    error: text => void process.stderr.write(text),
    progress: process.stderr.isTTY ? process.stderr : undefined,
    columns: process.stdout.isTTY ? process.stdout.columns : undefined,
    colour: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  };
}
