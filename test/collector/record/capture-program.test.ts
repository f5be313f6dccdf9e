import { expect, test } from 'vitest';
import { capProgram, readCapLine } from '../../../collector/record/capture-program.ts';

test('lines of a capture process say what it knows', () => {
  expect(readCapLine('drops 10 3')).toEqual({ kernelDrops: 3 });
  expect(readCapLine('lost 5')).toEqual({ lost: 5 });
  const problem = { code: 'SIPA_NO_CAP', message: 'm', hint: 'h' };
  expect(readCapLine(`problem ${JSON.stringify(problem)}`)).toEqual({ problem });
});

test.each(['', 'Warning: lo: no IPv4 address', 'problem {"code":"SIPA', 'problem 7', 'problem {}', 'lost', 'lost x'])(
  '"%s" says nothing',
  line => expect(readCapLine(line)).toBeUndefined(),
);

test('its times are marked as ours', () => {
  const program = capProgram({ interface: 'lo', filter: '', bufferBytes: 1 }, new URL('file:///x.js'));
  expect(program.isApproximate).toBe(true);
});
