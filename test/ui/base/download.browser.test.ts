import { expect, test } from 'vitest';
import { download, safeName } from '../../../ui/base/download.ts';

test('a name keeps what file systems take', () => {
  expect(safeName('../a b\u202e<x>@host')).toBe('a-b-x-host');
  expect([safeName(''), safeName('///'), safeName('x'.repeat(500)).length]).toEqual(['sipscope', 'sipscope', 80]);
});
test('a file is given under its name', () => {
  const clicked: string[] = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    clicked.push(this.download, this.href.slice(0, 5));
  };
  download(new Blob(['x']), 'call.svg');
  HTMLAnchorElement.prototype.click = click;
  expect(clicked).toEqual(['call.svg', 'blob:']);
});
