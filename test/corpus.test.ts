// The shared corpus of captures from elsewhere: states of legs, worked out by a person from the messages, and RTP streams as
// tshark measures them. Skipped where the corpus is not there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CORPUS, hasCorpus, readCapture, readWithKeys } from './support/captures.ts';

interface Row {
  readonly callId: string;
  readonly kind: string;
  readonly state: string;
  readonly statusCode: number;
  readonly flags: readonly string[];
  readonly dialogs: number;
}

async function legsOf(file: string): Promise<readonly Row[]> {
  return (await readCapture(join(CORPUS, file))).list({ filter: '', sort: '', offset: 0, limit: 10_000 }).rows;
}

/** `kind state code dialogs flags` of each leg, in order of first message; what is 0 or none is left out. */
function words(row: Row): string {
  const dialogs = row.dialogs === 0 ? '' : `d${row.dialogs}`;
  return [row.kind, row.state, row.statusCode || '', dialogs, ...row.flags].filter(word => word !== '').join(' ');
}

const REVIEWED: readonly { readonly file: string; readonly why: string; readonly legs: readonly string[] }[] = [
  {
    file: 'NormB-sipnab/DTMFsipinfo.pcap',
    why: 'two CANCELs come too late: all three tries get 200 and ACK in one dialog; re-INVITEs and INFOs follow, no BYE',
    legs: ['call established 200 d1 openAtEnd'],
  },
  {
    file: 'NormB-sipnab/sip-488-codec-reject.pcapng',
    why: 'the INVITE is challenged, sent again with the next CSeq and refused by 488',
    legs: ['options succeeded 200', 'options succeeded 200', 'options succeeded 200', 'call failed 488'],
  },
  {
    file: 'NormB-sipnab/sip-auth-failure.pcapng',
    why: 'after the credentials 403, for REGISTER and SUBSCRIBE',
    legs: ['registration failed 403', 'subscription failed 403'],
  },
  {
    file: 'irontec-sngrep/aaa.pcap',
    why: 'the first Call-ID ends in a 401 that nothing follows; the INVITE given up by CANCEL ends in 408, not 487; 480 after 183',
    legs: [
      'registration challenged 401',
      'call failed 408',
      'call failed 403',
      'registration succeeded 200',
      'call failed 403',
      'call failed 480 d1',
    ],
  },
  {
    file: 'NormB-sipnab/register-invite-reinvite-bye.pcap',
    why: 'registered; called, re-INVITE, BYE and its 200',
    legs: ['registration succeeded 200', 'call ended 200 d1'],
  },
  {
    file: 'NormB-sipnab/SIP_DTMF2.cap',
    why: 'three phones register; one call is refused by 603, the other, through a proxy, is up when the capture ends',
    legs: [
      'registration succeeded 200',
      'registration succeeded 200',
      'call declined 603',
      'registration succeeded 200',
      'call established 200 d1 openAtEnd',
    ],
  },
  {
    file: 'NormB-sipnab/b2bua-asterisk.pcapng',
    why: 'both legs of the B2BUA are answered and hung up; the event packages are refused (489, 404, 480)',
    legs: [
      'registration succeeded 200',
      'registration succeeded 200',
      'publish failed 489',
      'subscription failed 489',
      'subscription failed 404',
      'call ended 200 d1',
      'call ended 200 d1',
      'subscription failed 480',
      'publish failed 489',
      'subscription failed 489',
      'publish failed 489',
      'subscription failed 489',
    ],
  },
  {
    file: 'ntop-nDPI/FAX-Call-t38-CA-TDM-SIP-FB-1.pcap',
    why: 'a refused re-INVITE (488) and one to T.38 change nothing; BYE and 200 at the end',
    legs: ['call ended 200 d1', 'call ended 200 d1'],
  },
  {
    file: 'irontec-sngrep/ipv6frag.pcap',
    why: 'behind the proxy the 200 has the second To tag and gets no ACK and no BYE; in front it has the first, with both',
    legs: ['call established 200 d2 openAtEnd ackMissing forked'],
  },
  { file: 'NormB-sipnab/sip-proxy.pcap', why: 'answered through the proxy, BYE', legs: ['call ended 200 d1'] },
  { file: 'NormB-sipnab/sip-over-tcp.pcap', why: 'the same over TCP', legs: ['call ended 200 d1'] },
  {
    file: 'zongbingwang-pcapApplication/MagicJack+_short_call.pcap',
    why: '401, then 183 and 200; the callee hangs up',
    legs: ['call ended 200 d1'],
  },
  {
    file: 'zongbingwang-pcapApplication/yate.pcap',
    why: 'two calls to an unknown number, one answered and hung up',
    legs: ['call failed 404', 'call failed 404', 'call ended 200 d1'],
  },
  {
    file: 'seladb-PcapPlusPlus/sip_reqs.pcap',
    why: 'requests only, years apart: nobody answers the INVITE; CANCEL and ACK alone prove nothing; a BYE does',
    legs: ['call timeout', 'call trying lateStart openAtEnd', 'call ended d1 lateStart'],
  },
  {
    file: 'seladb-PcapPlusPlus/sip_resp.pcap',
    why: 'responses only, years apart: 200 without ACK; 401, 401, 504, 503 to REGISTER',
    legs: [
      'call answered 200 d1 lateStart openAtEnd ackMissing',
      'registration challenged 401 lateStart',
      'registration challenged 401 lateStart',
      'registration failed 504 lateStart',
      'registration failed 503 lateStart',
    ],
  },
  {
    file: 'ntop-nDPI/webex.pcap',
    why: 'two REGISTERs sent eleven times each and never answered; traffic goes on beyond 32 s',
    legs: ['registration timeout'],
  },
  { file: 'NormB-sipnab/codec-negotiation.pcap', why: 'call, re-INVITE, BYE', legs: ['call ended 200 d1'] },
  { file: 'NormB-sipnab/invite-opus-bye.pcap', why: 'call, BYE', legs: ['call ended 200 d1'] },
  {
    file: 'NormB-sipnab/sip-rtp-g711.pcap',
    why: 'the first call is hung up, the second is up when the capture ends',
    legs: ['call ended 200 d1', 'call established 200 d1 openAtEnd'],
  },
  {
    file: 'irontec-sngrep/ipip.pcap',
    why: '183 and 200 through the tunnel, no ACK, BYE 32 s later without an answer in the capture',
    legs: ['call ended 200 d1 ackMissing'],
  },
];

describe.skipIf(!hasCorpus)('legs as a person reads them', () => {
  test.each(REVIEWED)('$file: $why', async ({ file, legs }) => {
    expect((await legsOf(file)).map(words)).toEqual(legs);
  });

  test('a trace of SIPp that uses one Call-ID for REGISTER and INVITE goes by its first request and last transaction', async () => {
    const counts = new Map<string, number>();
    for (const row of await legsOf('NormB-sipnab/sipp-branch-scenario.pcapng')) {
      const outcome = row.state === 'timeout' ? 'registration pending openAtEnd' : words(row);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    // 121 end in the 403 to their INVITE; 71 in an INVITE, 6 in a BYE and 1 in a 100 that nothing follows; all others in 200.
    expect(Object.fromEntries(counts)).toEqual({
      'registration succeeded 200': 1135,
      'registration failed 403': 121,
      'registration pending openAtEnd': 78,
    });
  });
});

interface Measured {
  readonly src: string;
  readonly src_port: number;
  readonly dst: string;
  readonly dst_port: number;
  readonly ssrc: string;
  readonly payload: string;
  readonly packets: number;
  readonly lost: number;
  readonly mean_jitter_ms: number;
  readonly max_jitter_ms: number;
  readonly max_delta_ms: number;
}

interface Expected {
  readonly file: string;
  readonly tshark?: { readonly rtp?: { readonly streams?: readonly Measured[] } };
}

const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
  readFileSync(new URL('corpus-differences.json', import.meta.url), 'utf8'),
);

const MEASURED: readonly Expected[] = (
  existsSync(join(CORPUS, 'expected')) ? readdirSync(join(CORPUS, 'expected')) : []
)
  .filter(name => name.endsWith('.json'))
  .map((name): Expected => JSON.parse(readFileSync(join(CORPUS, 'expected', name), 'utf8')))
  .filter(({ file, tshark }) => (tshark?.rtp?.streams?.length ?? 0) > 0 && DIFFERENCES[file] === undefined);

describe.skipIf(!hasCorpus)('RTP streams as tshark measures them', () => {
  test.each(MEASURED)('$file', async ({ file, tshark }) => {
    const capture = await readWithKeys(join(CORPUS, file));
    const ours = capture
      .list({ filter: 'kind = call', sort: '', offset: 0, limit: 10_000 })
      .rows.flatMap(row => capture.call(row.index)?.streams ?? []);
    const theirs = tshark?.rtp?.streams ?? [];
    expect(ours.reduce((sum, stream) => sum + stream.packets, 0)).toBe(
      theirs.reduce((sum, one) => sum + one.packets, 0),
    );
    for (const one of theirs) {
      const [source, destination] = [`${one.src}:${one.src_port}`, `${one.dst}:${one.dst_port}`];
      const stream = ours.find(
        other => other.ssrc === Number(one.ssrc) && other.source === source && other.destination === destination,
      );
      const name = `${one.ssrc} ${source} → ${destination}`;
      expect(stream?.packets, name).toBe(one.packets);
      if (stream === undefined) continue;
      // Below zero numbers repeat: tshark takes all that came from what was expected, we tell repetitions apart.
      if (one.lost < 0) continue;
      expect(stream.lost - stream.duplicates, `${name}: lost`).toBe(one.lost);
      // tshark passes over events (RFC 4733) and comfort noise, which share a stream with others, and knows no clock of some.
      if (one.payload.includes(',') || one.mean_jitter_ms <= 0) continue;
      expect(Math.abs(stream.deltaMax - one.max_delta_ms), `${name}: longest pause`).toBeLessThan(0.002);
      const tolerance = (value: number): number => 0.02 + value * 0.02;
      expect(Math.abs(stream.jitterMax - one.max_jitter_ms), `${name}: highest jitter`).toBeLessThan(
        tolerance(one.max_jitter_ms),
      );
      // Of video, many packets a timestamp, tshark's mean is not that of all values of RFC 3550 §6.4.1.
      if (one.payload === 'h263') continue;
      expect(Math.abs(stream.jitterMean - one.mean_jitter_ms), `${name}: mean jitter`).toBeLessThan(
        tolerance(one.mean_jitter_ms),
      );
    }
  });
});
