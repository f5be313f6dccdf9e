import { expect, test } from 'vitest';
import { fileError, SegmentError, systemCode } from '../../../collector/segment/error.ts';

const failed = (code: string) => Object.assign(new Error('failed'), { code });

test('what the system says becomes a code, a sentence and a hint', () => {
  for (const [code, expected] of [
    ['ENOENT', 'SIPA_FILE_NOT_FOUND'],
    ['ENOTDIR', 'SIPA_FILE_NOT_FOUND'],
    ['EACCES', 'SIPA_FILE_NO_PERMISSION'],
    ['EISDIR', 'SIPA_FILE_IS_DIRECTORY'],
    ['EMFILE', 'SIPA_TOO_MANY_FILES'],
    ['EIO', 'SIPA_FILE_UNREADABLE'],
  ]) {
    const error = fileError('/captures/a.pcap', failed(code));
    expect(error).toBeInstanceOf(SegmentError);
    expect(error.code).toBe(expected);
    expect(error.message).toMatch(/^\/captures\/a\.pcap: /);
    expect(error.hint).not.toBe('');
    expect(error.cause).toMatchObject({ code });
  }
});

test('the system code of anything thrown is its code, or its message', () => {
  expect(systemCode(failed('ENOSPC'))).toBe('ENOSPC');
  expect(systemCode(new Error('odd'))).toBe('odd');
  expect(systemCode('text')).toBe('text');
});
