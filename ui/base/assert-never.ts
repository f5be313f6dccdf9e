// Closes a switch: the compiler proves that no case is missing, and if one comes all the same it says so.

/** Throws an Error that names what was not expected. */
export function assertNever(value: never): never {
  throw new Error(`not expected: ${JSON.stringify(value)}`);
}
