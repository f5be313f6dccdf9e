// The name under which a body part is downloaded. Pure: nothing of the traffic goes into it but the kind of its type.

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^application\/sdp\b/i, 'sdp'],
  [/xml/i, 'xml'],
  [/json/i, 'json'],
  [/^message\/sipfrag\b/i, 'sip'],
  [/^text\//i, 'txt'],
];

/** `demo-message-42-part-1.sdp`; part from 0. */
export function partFileName(id: string, part: number, contentType: string): string {
  const ending = ENDINGS.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'bin';
  const name = id.replace(/:(\d+)$/, '-message-$1').replace(/[^A-Za-z0-9._-]+/g, '_');
  return `${name}-part-${part + 1}.${ending}`;
}
