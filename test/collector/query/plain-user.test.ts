import { expect, test } from 'vitest';
import { PlainUser } from '../../../collector/query/plain-user.ts';
import { userIn } from '../../../collector/query/summary.ts';
import { displayOf } from '../../../collector/sip/name-addr.ts';

/** The user among other bytes, which are none of its business; undefined when it is not plain. */
function find(address: string): string | undefined {
  const bytes = Buffer.from(`<sip:x@y>${address}@b>;`);
  const user = new PlainUser();
  const start = '<sip:x@y>'.length;
  return user.find(bytes, start, bytes.length - '@b>;'.length)
    ? bytes.toString('latin1', user.start, user.end)
    : undefined;
}

test.each([
  ['"Alice" <sip:alice@a.example>;tag=9', 'alice'],
  ['"Ali;<ce" <sips:+4930-12.3_4@10.0.0.1:5061;transport=tcp>', '+4930-12.3_4'],
  ['Alice B <sip:alice@a.example:5060>', 'alice'],
  ['<sip:a@b>', 'a'],
  ['"Müller"<sip:m@b>', 'm'],
])('%s: %s', (address, user) => {
  expect(find(address)).toBe(user);
});

test.each([
  'sip:alice@a.example',
  '<sip:alice@a.example',
  '<sip:a.example>',
  '<sip:%61lice@a.example>',
  '<sip:alice:secret@a.example>',
  '<SIP:alice@a.example>',
  '<tel:+4930>',
  '"Ali\\"ce" <sip:alice@a.example>',
  '"Alice <sip:alice@a.example>',
  '<sip:alice@[2001:db8::1]>',
  '<sip:alice@a.example:123456>',
  '<sip:alice@a.example?x=y>',
  '<sip:a',
  '',
])('%s must be read', address => {
  expect(find(address)).toBeUndefined();
});

test('what it finds is what a reader of the text finds, cut anywhere', () => {
  const whole = '"Al" <sip:al.ice+7@a-b.example:5060;lr>;tag=1';
  for (let end = 0; end <= whole.length; end++) {
    const cut = whole.slice(0, end);
    const found = find(cut);
    if (found !== undefined) expect(found, cut).toBe(userIn(cut));
  }
});

test('what is shown ends behind the bracket, where it is all there and nothing stands before it', () => {
  const shown = (address: string): string => {
    const bytes = Buffer.from(address);
    const user = new PlainUser();
    expect(user.find(bytes, 0, bytes.length)).toBe(true);
    return address.slice(0, user.shownEnd);
  };
  expect(shown('"A>b" <sip:a@b;lr>;tag=1')).toBe('"A>b" <sip:a@b;lr>');
  expect([shown(' <sip:a@b>'), shown('<sip:a@b;lr')]).toEqual(['', '']);
  for (const address of ['"A>b" <sip:a@b;lr>;tag=1', '<sip:a@b>', 'Al B <sips:a@b:5060>  ;x=>'])
    expect(shown(address)).toBe(displayOf(address));
});
