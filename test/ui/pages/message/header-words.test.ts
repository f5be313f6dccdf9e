import { expect, test } from 'vitest';
import { EXPLAINED, wordOf } from '../../../../ui/pages/message/header-words.ts';

test('every header that is taken apart has words, in one short sentence with a source', () => {
  expect(EXPLAINED.length).toBeGreaterThan(120);
  for (const name of EXPLAINED) {
    const [text, rfc] = wordOf(name, '') ?? ['', ''];
    expect(text, name).toMatch(/^[A-Z0-9].{5,200}\.$|^An address\.$/);
    expect(rfc, name).toMatch(
      name.startsWith('X-') ? /^$/ : /^(?:RFC \d+(?: §[\d.A-Z]+)?|3GPP TS [\d.]+.*|draft-\S+ §\d+)$/,
    );
  }
});
test('names are found in any case, parameters by header before those of all', () => {
  expect(wordOf('via', 'branch')?.[1]).toBe('RFC 3261 §8.1.1.7');
  expect(wordOf('From', 'TAG')?.[1]).toBe('RFC 3261 §19.3');
  expect(wordOf('X-Unknown', '')).toBeUndefined();
  expect(wordOf('Via', 'constructor')).toBeUndefined();
});
