// A day of mixed traffic, from noon to noon: calls of every outcome, registrations with challenges and failures, keep-alives, repeated
// messages; the same bytes in every run. Calls last up to an hour, so that many cross the hour and some cross midnight.

import { hexDigits, makeRandom } from '../bench/capture/random.mjs';
import {
  answers,
  hangsUp,
  invited,
  refused,
  refusedWith,
  rings,
  rungThen,
  type Scribe,
  type Story,
} from './kpi-stories.ts';
import { type PacketRecord, udpFrame } from './pcap-builder.ts';
import { EPOCH, type MessageOptions, messageText } from './trace.ts';

const HOUR = 3_600_000;
const NOON = 12 * HOUR;
const TRUNKS = ['10.0.1.1', '10.0.1.2', '10.0.2.1'];

/** Packets in time order; `legs` is how many Call-IDs there are. */
export function trafficDay(legs: number, seed = 1): PacketRecord[] {
  const random = makeRandom(seed);
  const packets = new PacketScribe();
  const tellers = tellersOf(random);
  for (let leg = 0; leg < legs; leg++) {
    // The last hour stays without new calls but for a few, so that most are over at the end and some are not.
    const at = NOON + Math.floor(random() * (leg % 50 === 0 ? 24 : 23) * HOUR);
    const teller = tellers[Math.floor(random() * tellers.length)];
    packets.trunk = TRUNKS[Math.floor(random() * TRUNKS.length)];
    teller(packets, `${hexDigits(random, 16)}@day`, at);
  }
  return packets.records.sort((a, b) => (a.timeMicros ?? 0) - (b.timeMicros ?? 0));
}

/** The packets of each hour, the k-th from k hours after noon on. */
export function hoursOf(records: readonly PacketRecord[]): PacketRecord[][] {
  const hours: PacketRecord[][] = Array.from({ length: 24 }, () => []);
  for (const record of records) {
    const hour = Math.floor(((record.timeMicros ?? 0) - EPOCH) / 1000 / HOUR) - 12;
    hours[Math.min(hour, 23)].push(record);
  }
  return hours;
}

/** What happens, as often as it stands here. */
function tellersOf(random: () => number): readonly Story[] {
  const answered: Story = (t, callId, at) => {
    const ring = 50 + Math.floor(random() * 4000);
    const answer = ring + Math.floor(random() * 20_000);
    invited(t, callId, at);
    rings(t, callId, at, ring);
    answers(t, callId, at, answer);
    hangsUp(t, callId, at, answer + 10 + Math.floor(random() ** 4 * HOUR));
  };
  const challenged: Story = (t, callId, at) => {
    invited(t, callId, at);
    refused(t, callId, at, 407, 30);
    invited(t, callId, at + 50, { cseq: 2 });
    answers(t, callId, at, 900, { cseq: 2 });
    hangsUp(t, callId, at, 60_000);
  };
  const insists: Story = (t, callId, at) => {
    for (const wait of [0, 500, 1500, 3500, 7500]) t.request('INVITE', { callId, at: at + wait });
  };
  const neverEnds: Story = (t, callId, at) => {
    invited(t, callId, at);
    answers(t, callId, at, 700);
  };
  const registers =
    (...codes: readonly number[]): Story =>
    (t, callId, at) => {
      codes.forEach((code, i) => {
        const request = { callId, cseq: i + 1, at: at + i * 80 };
        t.request('REGISTER', request);
        t.response(code, 'REGISTER', { ...request, at: request.at + 20 + Math.floor(random() * 40) });
      });
    };
  const refreshes: Story = (t, callId, at) => {
    for (let i = 0; i < 3; i++) registers(200)(t, callId, at + i * HOUR * random());
  };
  const lost: Story = (t, callId, at) => {
    for (const wait of [0, 500, 1500]) t.request('REGISTER', { callId, at: at + wait });
  };
  const pings: Story = (t, callId, at) => {
    t.request('OPTIONS', { callId, at });
    t.response(200, 'OPTIONS', { callId, at: at + 3 });
  };
  return [
    answered,
    answered,
    answered,
    answered,
    answered,
    answered,
    challenged,
    refusedWith(486),
    refusedWith(404),
    refusedWith(503),
    refusedWith(302),
    rungThen(480),
    rungThen(487),
    rungThen(603),
    insists,
    neverEnds,
    registers(401, 200),
    registers(401, 200),
    registers(401, 403),
    registers(401),
    refreshes,
    lost,
    pings,
  ];
}

/** Makes a packet of each message: requests of the caller from a trunk to the switch, the way back for responses. */
class PacketScribe implements Scribe {
  readonly records: PacketRecord[] = [];
  trunk = TRUNKS[0];
  private id = 0;

  request(method: string, options: MessageOptions): void {
    const text = messageText(`${method} sip:bob@example.net SIP/2.0`, method, options);
    this.add(text, options, `${this.trunk}:5060`, '10.0.0.2:5060');
  }

  response(code: number, method: string, options: MessageOptions): void {
    this.add(messageText(`SIP/2.0 ${code} Words`, method, options), options, '10.0.0.2:5060', `${this.trunk}:5060`);
  }

  private add(text: string, { at = 0 }: MessageOptions, from: string, to: string): void {
    this.id = (this.id + 1) & 0xffff;
    const bytes = udpFrame(text, { from, to, id: this.id });
    this.records.push({ bytes, timeMicros: EPOCH + Math.floor(at * 1000) });
  }
}
