import { expect, test } from 'vitest';
import { commandsIn } from '../../../ui/base/commands-in.ts';

const commands = (text: string): readonly string[] =>
  commandsIn(text)
    .filter(part => part.isCommand)
    .map(part => part.text);

test('what follows a colon and blanks is a command to the end of its line', () => {
  const hint = [
    'Run it as root; root is given up:   sudo /usr/bin/node /x/sipscope live -i eth0',
    'Or let tcpdump capture:   sudo setcap cap_net_raw,cap_net_admin+eip "$(readlink -f "$(command -v tcpdump)")"',
  ].join('\n  ');
  expect(commands(hint)).toEqual([
    'sudo /usr/bin/node /x/sipscope live -i eth0',
    'sudo setcap cap_net_raw,cap_net_admin+eip "$(readlink -f "$(command -v tcpdump)")"',
  ]);
});
test('a command within a sentence ends where the sentence goes on', () => {
  expect(commands('Install it with sudo apt-get install tcpdump, then try again.')).toEqual([
    'sudo apt-get install tcpdump',
  ]);
  expect(commands('Type `npm rebuild cap` and start again.')).toEqual(['npm rebuild cap']);
});
test('plain words have no command, and nothing of a text is lost', () => {
  expect(commandsIn('Plug it in; is it up?')).toEqual([{ text: 'Plug it in; is it up?', isCommand: false }]);
  expect(commands('The adapter is apt to fail.')).toEqual([]);
  expect(
    commandsIn('First line.\nSecond line.')
      .map(part => part.text)
      .join(''),
  ).toBe('First line.\nSecond line.');
});
