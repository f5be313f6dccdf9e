// A dialog in a few words, for the tests of offer and answer: who says what, with which description.
//
//   talk().invite(sdp()).answer(200, sdp({ port: 4002 })).ack().sessions()

import { readSessions } from '../../collector/media/offer-answer.ts';
import type { SessionMessage } from '../../collector/media/offer-answer-events.ts';
import type { MediaSession } from '../../collector/model/session.ts';
import { readSdpSession } from '../../collector/sip/sdp-media.ts';

export interface SdpOptions {
  readonly address?: string;
  readonly port?: number;
  /** Payload types, or `name/clock` with a payload type: `96 opus/48000/2`. */
  readonly codecs?: readonly string[];
  readonly direction?: string;
  readonly version?: number;
  readonly id?: string;
  readonly protocol?: string;
  /** Attribute lines of the audio line, without `a=`. */
  readonly attributes?: readonly string[];
  /** Lines behind the audio line. */
  readonly more?: readonly string[];
  /** Lines of the session. */
  readonly session?: readonly string[];
}

export function sdp(options: SdpOptions = {}): string {
  const { address = '192.0.2.1', port = 4000, codecs = ['0', '8'], version = 1, id = '7' } = options;
  const { protocol = 'RTP/AVP', attributes = [], more = [], session = [], direction } = options;
  const named = codecs.filter(codec => codec.includes(' '));
  return [
    'v=0',
    `o=- ${id} ${version} IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    ...session,
    `m=audio ${port} ${protocol} ${codecs.map(codec => codec.split(' ')[0]).join(' ')}`,
    ...named.map(codec => `a=rtpmap:${codec}`),
    ...(direction === undefined ? [] : [`a=${direction}`]),
    ...attributes.map(attribute => `a=${attribute}`),
    ...more,
    '',
  ].join('\r\n');
}

interface Said {
  /** Who sends; the caller asks and the callee answers as a rule. */
  readonly by?: 'caller' | 'callee';
  readonly cseq?: number;
  readonly rseq?: number;
  readonly rack?: number;
  /** To tag of the callee. */
  readonly tag?: string;
  readonly transaction?: number;
  readonly method?: string;
}

export class Talk {
  private readonly messages: SessionMessage[] = [];
  private tag = '';
  private cseq = 0;
  private method = 'INVITE';

  invite(text?: string, said: Said = {}): this {
    return this.request('INVITE', text, said);
  }

  request(method: string, text?: string, said: Said = {}): this {
    if (said.cseq !== undefined) this.cseq = said.cseq;
    else if (method !== 'ACK') this.cseq++;
    if (method !== 'ACK') this.method = method;
    const to = said.tag ?? this.tag;
    const isCallee = said.by === 'callee';
    return this.push(
      method,
      0,
      text,
      { ...said, cseq: said.cseq ?? this.cseq },
      isCallee ? to : 'a',
      isCallee ? 'a' : to,
    );
  }

  /** A response to the latest request. */
  answer(code: number, text?: string, said: Said = {}): this {
    const tag = said.tag ?? (this.tag === '' ? 'b' : this.tag);
    if (this.tag === '' && code < 300) this.tag = tag;
    const isAsker = said.by === 'caller';
    return this.push(said.method ?? this.method, code, text, said, isAsker ? tag : 'a', isAsker ? 'a' : tag);
  }

  ack(text?: string, said: Said = {}): this {
    return this.request('ACK', text, said);
  }

  sessions(): MediaSession[] {
    return readSessions(this.messages);
  }

  /** Of the only session. */
  session(): MediaSession {
    const sessions = this.sessions();
    if (sessions.length !== 1) throw new Error(`${sessions.length} sessions`);
    return sessions[0];
  }

  private push(
    method: string,
    code: number,
    text: string | undefined,
    said: Said,
    fromTag: string,
    toTag: string,
  ): this {
    const message = this.messages.length;
    this.messages.push({
      message,
      time: message * 1000,
      isRequest: code === 0,
      method,
      code,
      cseq: said.cseq ?? this.cseq,
      rseq: said.rseq ?? -1,
      rack: said.rack ?? -1,
      fromTag,
      toTag,
      transaction: said.transaction ?? 0,
      ...(text === undefined ? {} : { sdp: readSdpSession(text) }),
    });
    return this;
  }
}

export function talk(): Talk {
  return new Talk();
}
