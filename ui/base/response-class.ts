// The class of a response code, and its colour: the one place that lists, ladders, maps and charts ask. Pure.

export type ResponseClass = 'request' | '1xx' | '2xx' | '3xx' | '4xx' | '5xx' | '6xx';

const CLASSES: readonly ResponseClass[] = ['request', '1xx', '2xx', '3xx', '4xx', '5xx', '6xx'];

/** The class of a message by its status code, 0 for a request. Codes outside 100..699 count as requests do: no class. */
export function responseClass(statusCode: number): ResponseClass {
  return CLASSES[Math.floor(statusCode / 100)] ?? 'request';
}

/** Token of the colour of a code: `--class-4xx`. */
export function classToken(statusCode: number): string {
  return `--class-${responseClass(statusCode)}`;
}

/** Class of a code as a word in its colour (`styles/shared.ts`): `code-4xx`. */
export function codeInk(statusCode: number): string {
  return `code-${responseClass(statusCode)}`;
}
