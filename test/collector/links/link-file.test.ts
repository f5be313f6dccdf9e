import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLinkFile, saveDecision } from '../../../collector/links/link-file.ts';

function path(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sipscope-links-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'links.json');
}

test('a file that is not there has nothing in it; decisions come back as they stand', async () => {
  const file = path();
  expect(await readLinkFile(file)).toEqual([]);
  await saveDecision(file, { from: 'a', to: 'b', action: 'cut' });
  await saveDecision(file, { from: 'c', to: 'd', action: 'join' });
  await saveDecision(file, { from: 'b', to: 'a', action: 'reset' });
  expect(await readLinkFile(file)).toEqual([{ from: 'c', to: 'd', action: 'join' }]);
  expect(readdirSync(dirname(file))).toEqual(['links.json']);
});

test.each(['', '{}', '[]', '{"links":[{"from":"a"}]}', '{"links":[{"from":"a","to":"b","action":"burn"}]}'])(
  '%j is refused with a hint, and never written over',
  async content => {
    const file = path();
    writeFileSync(file, content);
    await expect(readLinkFile(file)).rejects.toMatchObject({
      code: 'SIPA_LINKS_UNREADABLE',
      hint: expect.stringContaining('"cut"'),
    });
    await expect(saveDecision(file, { from: 'a', to: 'b', action: 'cut' })).rejects.toMatchObject({
      code: 'SIPA_LINKS_UNREADABLE',
    });
  },
);

test('a folder that cannot be written says so', async () => {
  await expect(saveDecision('/nowhere/links.json', { from: 'a', to: 'b', action: 'cut' })).rejects.toMatchObject({
    code: 'SIPA_LINKS_NOT_WRITTEN',
  });
});
