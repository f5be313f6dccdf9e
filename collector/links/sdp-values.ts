// What `sip/sdp-marks.ts` hashes, as the message has it: for two legs whose hashes agree, to make sure and to show.

import type { MessageBytes } from '../store/message-bytes.ts';

interface SdpValue {
  readonly origin: string | undefined;
  readonly media: string | undefined;
}

const MAX_REMEMBERED = 10_000;
const MAX_LINES = 10_000;

export class SdpValues {
  private readonly bytes: MessageBytes;
  private readonly byRow = new Map<number, SdpValue>();

  constructor(bytes: MessageBytes) {
    this.bytes = bytes;
  }

  /** `o=root 555055307 IN IP4 10.0.0.9`: without the version of the session. */
  origin(row: number): string | undefined {
    return this.of(row).origin;
  }

  /** `media at IN IP4 10.0.0.9 port 18010`. */
  media(row: number): string | undefined {
    return this.of(row).media;
  }

  private of(row: number): SdpValue {
    const known = this.byRow.get(row);
    if (known !== undefined) return known;
    const message = this.bytes.read(row).toString('latin1');
    const body = message.slice(bodyStart(message));
    const values = readValues(body);
    if (this.byRow.size < MAX_REMEMBERED) this.byRow.set(row, values);
    return values;
  }
}

/** By the rules of `scanSdpMarks`. */
function readValues(body: string): SdpValue {
  let origin: string | undefined;
  let connection: string | undefined;
  let port: string | undefined;
  for (const line of body.split('\n', MAX_LINES)) {
    const value = line.slice(2).replace(/\r$/, '');
    const words = value.split(' ', 6);
    if (line.startsWith('c=')) connection = value;
    else if (line.startsWith('m=')) {
      if (port !== undefined) break;
      port = words[1] === undefined || words[1].startsWith('0') ? undefined : words[1];
    } else if (line.startsWith('o=') && words.length === 6) {
      const [user, id, _version, ...address] = words;
      origin ??= `o=${user} ${id} … ${address.join(' ')}`;
    }
    if (connection !== undefined && port !== undefined) break;
  }
  const isMedia = connection !== undefined && port !== undefined;
  return { origin, media: isMedia ? `media at ${connection} port ${port}` : undefined };
}

function bodyStart(message: string): number {
  const empty = /\r?\n\r?\n/.exec(message);
  return empty === null ? message.length : empty.index + empty[0].length;
}
