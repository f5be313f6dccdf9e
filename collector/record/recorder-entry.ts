// Where the recorder's program lies: beside this file when compiled, `recorder.js` beside the program when bundled. From source (tests)
// it is the compiled one, for Node 20 does not run TypeScript.

import { existsSync } from 'node:fs';

export function recorderEntry(here: string = import.meta.url, exists: (url: URL) => boolean = existsSync): URL {
  if (here.endsWith('.ts')) return new URL('../../dist/collector/record/recorder-main.js', here);
  const compiled = new URL('./recorder-main.js', here);
  return exists(compiled) ? compiled : new URL('./recorder.js', here);
}
