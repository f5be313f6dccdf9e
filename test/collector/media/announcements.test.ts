import { describe, expect, test } from 'vitest';
import { Announcements } from '../../../collector/media/announcements.ts';
import { formatOf, PayloadFormatSets } from '../../../collector/media/payload-formats.ts';
import { SdpScan, scanSdp } from '../../../collector/media/sdp-scan.ts';
import { EndpointTable } from '../../../collector/store/endpoint-table.ts';

class Table {
  readonly endpoints = new EndpointTable();
  readonly sets = new PayloadFormatSets();
  readonly announcements = new Announcements(this.endpoints, this.sets);
  readonly renewed: string[] = [];

  take(row: number, ...lines: readonly string[]): this {
    const bytes = Buffer.from(lines.map(line => `${line}\r\n`).join(''));
    const sdp = new SdpScan();
    scanSdp(bytes, 0, bytes.length, sdp);
    this.announcements.take(sdp, row, (endpoint, before) => {
      this.renewed.push(`${this.endpoints.text(endpoint)} ${before}`);
    });
    return this;
  }

  /** Row that announces `ip:port` for RTP, or for RTCP alone; -1 when none does. */
  at(text: string, isRtcp = false): number {
    const id = this.idOf(text);
    return (isRtcp ? this.announcements.rtcpRowAt(id) : this.announcements.rowAt(id)) - 1;
  }

  idOf(text: string): number {
    return Array.from({ length: this.endpoints.size }, (_, id) => this.endpoints.text(id)).indexOf(text);
  }

  codecAt(text: string, payloadType: number): string {
    return formatOf(this.sets.get(this.announcements.formatsAt(this.idOf(text))), payloadType).name;
  }
}

const C = 'c=IN IP4 10.0.0.2';

describe('endpoints', () => {
  test('of every RTP m-line are announced, with formats, profile and position', () => {
    const table = new Table().take(
      3,
      C,
      'm=audio 6000 RTP/SAVP 97',
      'a=rtpmap:97 opus/48000/2',
      'm=video 6002 RTP/AVP 97',
      'a=rtpmap:97 H264/90000',
    );
    const [audio, video] = [table.idOf('10.0.0.2:6000'), table.idOf('10.0.0.2:6002')];
    expect(table.announcements.taken).toEqual([audio, video]);
    expect([table.at('10.0.0.2:6000'), table.at('10.0.0.2:6002')]).toEqual([3, 3]);
    expect([table.codecAt('10.0.0.2:6000', 97), table.codecAt('10.0.0.2:6002', 97)]).toEqual(['opus', 'H264']);
    expect([table.announcements.isSecureAt(audio), table.announcements.isSecureAt(video)]).toEqual([true, false]);
    expect(table.announcements.lineAt(video)).toBe(1);
  });

  test('announced anew are told of before, and the latest stands', () => {
    const table = new Table().take(3, C, 'm=audio 6000 RTP/AVP 0').take(9, C, 'm=audio 6000 RTP/AVP 8');
    expect(table.renewed).toEqual(['10.0.0.2:6000 3']);
    expect(table.at('10.0.0.2:6000')).toBe(9);
  });

  test('that turn to T.38 are none any more', () => {
    const table = new Table().take(3, C, 'm=audio 6000 RTP/AVP 0').take(4, C, 'm=image 6000 udptl t38');
    expect(table.at('10.0.0.2:6000')).toBe(-1);
  });

  test('of RTCP are those of a=rtcp', () => {
    const table = new Table().take(
      3,
      C,
      'm=audio 6000 RTP/AVP 0',
      'a=rtcp:7000',
      'm=audio 6004 RTP/AVP 0',
      'a=rtcp:7001 IN IP4 10.0.0.9',
    );
    expect([table.at('10.0.0.2:7000', true), table.at('10.0.0.9:7001', true), table.at('10.0.0.2:7000')]).toEqual([
      3, 3, -1,
    ]);
  });
});

describe('ICE', () => {
  test('candidates announce too, their bases, and their RTCP', () => {
    const table = new Table().take(
      5,
      C,
      'm=audio 6000 RTP/AVP 0',
      'a=candidate:1 1 UDP 1 192.0.2.7 7000 typ srflx raddr 10.0.0.2 rport 7002',
      'a=candidate:1 2 UDP 1 192.0.2.7 7001 typ srflx',
    );
    expect([table.at('192.0.2.7:7000'), table.at('10.0.0.2:7002'), table.at('192.0.2.7:7001', true)]).toEqual([
      5, 5, 5,
    ]);
  });

  test('remote candidates announce what the other side has not', () => {
    const table = new Table()
      .take(1, C, 'm=audio 6000 RTP/AVP 0')
      .take(5, 'c=IN IP4 10.0.0.1', 'm=audio 4000 RTP/AVP 0', 'a=remote-candidates:1 10.0.0.2 6000 2 10.0.0.2 6001')
      .take(6, 'c=IN IP4 10.0.0.1', 'm=audio 4000 RTP/AVP 0', 'a=remote-candidates:1 10.0.0.2 6008');
    expect([table.at('10.0.0.2:6000'), table.at('10.0.0.2:6008')]).toEqual([1, 6]);
  });

  test('on one transport (BUNDLE) every endpoint has the formats of all m-lines', () => {
    const table = new Table().take(
      5,
      'a=group:BUNDLE 0 1',
      C,
      'm=audio 6000 UDP/TLS/RTP/SAVPF 111',
      'a=rtpmap:111 opus/48000/2',
      'a=candidate:1 1 UDP 1 192.0.2.7 7000 typ host',
      'm=video 6000 UDP/TLS/RTP/SAVPF 96',
      'a=rtpmap:96 VP8/90000',
    );
    for (const endpoint of ['10.0.0.2:6000', '192.0.2.7:7000']) {
      expect([111, 96].map(type => table.codecAt(endpoint, type))).toEqual(['opus', 'VP8']);
    }
  });
});

test('of thousands of endpoints each keeps its message', () => {
  const table = new Table();
  for (let port = 1; port < 3000; port++) table.take(port, C, `m=audio ${port} RTP/AVP 0`);
  expect([table.at('10.0.0.2:1'), table.at('10.0.0.2:2999')]).toEqual([1, 2999]);
});
