// One name in a list of names of hosts, changed as a person would: its line, in its place; comments and the rest stay. Pure.
//
//   10.0.0.7 sbc-1        # our border
//   10.0.0.0/8 phones

/** `text` with `host` (an address, or one with its port) called `name`; an empty name takes its line away. */
export function withAlias(text: string, host: string, name: string): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const at = lines.findIndex(line => hostOf(line) === host);
  const comment = /(?:^|\s)(#.*)$/.exec(lines[at] ?? '')?.[1] ?? '';
  const line = `${host} ${name}${comment === '' ? '' : ` ${comment}`}`;
  if (name === '' && at >= 0) lines.splice(at, 1);
  else if (name !== '' && at >= 0) lines[at] = line;
  else if (name !== '') lines.push(line);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function hostOf(line: string): string | undefined {
  const [host] = line
    .replace(/(^|\s)#.*$/, '')
    .trim()
    .split(/\s+/, 1);
  const bare = /^\[([^\]]*)\]$/.exec(host ?? '')?.[1];
  return bare ?? host;
}
