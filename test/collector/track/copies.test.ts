import { describe, expect, test } from 'vitest';
import { Transport } from '../../../collector/model/packet.ts';
import { MessageFlag } from '../../../collector/store/message-table.ts';
import { type Trace, trace } from '../../support/trace.ts';

/** What the ladder shows of each row: its number when it is an arrow, the number it folds into as `=n`, what it repeats as `~n`. */
function shown(t: Trace): string {
  const m = t.store.messages;
  return Array.from({ length: m.count }, (_, row) => {
    if (m.flags[row] & MessageFlag.Duplicate) return `=${m.repeated(row)}`;
    return m.flags[row] & MessageFlag.Retransmission ? `~${m.repeated(row)}` : `${row}`;
  }).join(' ');
}

describe('copies of other capture points', () => {
  test('are duplicates, whatever their IP headers say', () => {
    const t = trace().request('INVITE', { point: 'a' }).request('INVITE', { point: 'b' });
    expect(shown(t)).toBe('0 =0');
    expect(t.leg()).toMatchObject({ messages: 2, duplicates: 1, retransmissions: 0 });
  });

  test('the k-th of one point is that of the others, though all three come before', () => {
    const t = trace();
    for (const at of [0, 500, 1500]) t.request('INVITE', { point: 'a', at });
    for (const at of [3000, 3500, 4500]) t.request('INVITE', { point: 'b', at });
    expect(shown(t)).toBe('0 ~0 ~1 =0 =1 =2');
    expect(t.leg()).toMatchObject({ duplicates: 3, retransmissions: 2 });
  });

  test('in turns', () => {
    const t = trace();
    for (const at of [0, 500, 1500])
      t.request('INVITE', { point: 'a', at }).request('INVITE', { point: 'b', at: at + 3 });
    expect(shown(t)).toBe('0 =0 ~0 =2 ~2 =4');
  });

  test('one that only the second point saw is a retransmission', () => {
    const t = trace()
      .request('INVITE', { point: 'a', at: 0 })
      .request('INVITE', { point: 'b', at: 4 })
      .request('INVITE', { point: 'b', at: 500 })
      .request('INVITE', { point: 'a', at: 504 });
    expect(shown(t)).toBe('0 =0 ~0 =2');
  });

  test('of three points fold into one', () => {
    const t = trace();
    for (const at of [0, 500]) for (const point of ['a', 'b', 'c']) t.request('INVITE', { point, at });
    expect(shown(t)).toBe('0 =0 =0 ~0 =3 =3');
  });

  test('an agent that is late and whose clock is behind is folded all the same', () => {
    const t = trace()
      .request('INVITE', { point: 'a', at: 0 })
      .request('INVITE', { point: 'a', at: 500 })
      .request('INVITE', { point: 'hep', at: 900, agentAt: -4000 })
      .request('INVITE', { point: 'hep', at: 901, agentAt: -3500 });
    expect(shown(t)).toBe('0 ~0 =0 =1');
  });

  test('more than 10 s apart they are not believed', () => {
    const t = trace().request('INVITE', { point: 'a', at: 0 }).request('INVITE', { point: 'b', at: 10_001 });
    expect(shown(t)).toBe('0 ~0');
  });

  test('of two files written one after the other, only the very same frame is one', () => {
    const t = trace();
    const [first, second] = ['1.pcap', '2.pcap'].map(name => t.points.idOf(name, 'file'));
    t.points.begin(first);
    t.request('INVITE', { point: '1.pcap', at: 0, fingerprint: 7 });
    t.points.end(first);
    t.points.begin(second);
    t.request('INVITE', { point: '2.pcap', at: 1, fingerprint: 7 }).request('INVITE', { point: '2.pcap', at: 500 });
    expect(shown(t)).toBe('0 =0 ~0');
  });

  test('on another hop, or with another answer, they are none', () => {
    const t = trace()
      .request('INVITE', { point: 'a' })
      .request('INVITE', { point: 'b', from: '2:5060', to: '3:5060' })
      .response(200, 'INVITE', { point: 'a', toTag: 'b' })
      .response(200, 'INVITE', { point: 'b', toTag: 'c' });
    expect(shown(t)).toBe('0 1 2 3');
  });

  test('over TCP an agent may name another port of the same host; over UDP that is another hop', () => {
    for (const [transport, words] of [
      [Transport.Tcp, '0 =0'],
      [Transport.Udp, '0 1'],
    ] as const) {
      const t = trace()
        .request('INVITE', { point: 'eth0', from: '1:35402', transport })
        .request('INVITE', { point: 'hep', from: '1:5060', transport });
      expect(shown(t)).toBe(words);
    }
  });

  test('a point that captures each frame twice, as `any` does, still tells sent again from seen again', () => {
    const t = trace();
    for (const [at, fingerprint] of [
      [0, 7],
      [500, 8],
    ] as const) {
      t.request('INVITE', { point: 'any', at, fingerprint }).request('INVITE', { point: 'any', at, fingerprint });
      t.request('INVITE', { point: 'hep', at: at + 1 });
    }
    expect(shown(t)).toBe('0 =0 =0 ~0 =3 =3');
  });
});

test('many messages from many points in one transaction are looked back at only so far', () => {
  const t = trace();
  for (let i = 0; i < 5000; i++) t.request('OPTIONS', { point: `p${i % 300}`, at: i / 100 });
  expect(t.leg().messages).toBe(5000);
});
