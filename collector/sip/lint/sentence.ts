// Readers tell what is wrong in one sentence with its source in brackets; lint keeps the two apart.

export interface Sentence {
  readonly message: string;
  readonly rfc: string;
}

/** `… is no token (RFC 3261 §25.1)`; one without a source has that of the rule. */
export function cutSource(problem: string, rfc: string): Sentence {
  const open = problem.lastIndexOf(' (');
  const source = open === -1 || !problem.endsWith(')') ? '' : problem.slice(open + 2, -1);
  return /^(?:RFC \d|draft-)/.test(source)
    ? { message: problem.slice(0, open), rfc: source }
    : { message: problem, rfc };
}

/** The same the other way round. */
export function withSource({ message, rfc }: Sentence): string {
  return `${message} (${rfc})`;
}
