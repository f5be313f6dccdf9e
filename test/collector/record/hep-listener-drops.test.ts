import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import { udpDrops, udpRows } from '../../../collector/record/hep-listener-drops.ts';

const TABLE = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 1103: 00000000:2364 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 20311 2 0000000000000000 17
 1104: 0100007F:2364 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 20312 2 0000000000000000 4
 2000: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 19000 2 0000000000000000 9
`;

test('the rows of a port, by its hexadecimal number', () => {
  expect(udpRows(TABLE, 9060)).toEqual([
    { inode: '20311', drops: 17 },
    { inode: '20312', drops: 4 },
  ]);
  expect(udpRows(TABLE, 68)).toEqual([{ inode: '19000', drops: 9 }]);
  expect(udpRows(TABLE, 9061)).toEqual([]);
  expect(udpRows('', 9060)).toEqual([]);
  expect(udpRows('header\n garbage :2364\n', 9060)).toEqual([]);
});

test.skipIf(process.platform !== 'linux')('of two sockets on one port, that of this process is told', async () => {
  const bind = (address: string, port: number) =>
    new Promise<ReturnType<typeof createSocket>>(resolve => {
      const socket = createSocket('udp4');
      onTestFinished(() => void socket.close());
      socket.bind({ address, port }, () => resolve(socket));
    });
  const { port } = (await bind('127.0.0.1', 0)).address();
  await bind('127.0.0.2', port);
  expect(udpDrops(port, false)).toBe(0);
  expect(udpDrops(port, true)).toBeUndefined();
});
