import { expect, test } from 'vitest';
import { standardIo } from '../../../collector/commands/command-io.ts';

test('standard output that is no terminal has no width and no colours', () => {
  const { columns, colour } = standardIo();
  expect(colour).toBe(process.stdout.isTTY === true && !process.env['NO_COLOR']);
  expect(columns).toBe(process.stdout.isTTY ? process.stdout.columns : undefined);
});
