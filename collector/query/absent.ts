// Absent values are absent keys: what JSON would do, done before a clone or a comparison sees them.

/** Takes out of a fresh object the keys that have no value, and gives it back. */
export function dropUndefined<T extends object>(row: T): T {
  for (const key of Object.keys(row) as (keyof T)[]) if (row[key] === undefined) delete row[key];
  return row;
}
