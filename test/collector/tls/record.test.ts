import { expect, test } from 'vitest';
import { versionName } from '../../../collector/tls/record.ts';

test('versions have the names that people use', () => {
  expect([0x0300, 0x0301, 0x0302, 0x0303, 0x0304].map(versionName)).toEqual([
    'SSL 3.0',
    'TLS 1.0',
    'TLS 1.1',
    'TLS 1.2',
    'TLS 1.3',
  ]);
  expect([0x0002, 0x7f1c].map(versionName)).toEqual(['version 0x0002', 'version 0x7f1c']);
});
