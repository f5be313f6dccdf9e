// HEP servers of the recorder: UDP, TCP and TLS. Each gives whole raw frames of any version with the two ends they came between, refuses
// what is no HEP or lacks the secret, and counts both. The frames go into the spool as they are; decoding is the pipeline's.

import { type HepUrl, hepUrlText } from '../hep/hep-url.ts';
import type { InputStatus } from '../model/live.ts';
import { HepGate } from './hep-listener-gate.ts';
import { openHepStreamServer } from './hep-listener-stream.ts';
import { openHepUdpServer } from './hep-listener-udp.ts';

/**
 * One whole HEP frame: gunzipped when it was gzip, otherwise as it came. Lent: `bytes` are overwritten after the call.
 * Addresses are texts, IPv4-mapped ones as IPv4; a local address that the system does not tell is `0.0.0.0` or `::`.
 */
export type OnHepBytes = (
  bytes: Buffer,
  remoteAddress: string,
  remotePort: number,
  localAddress: string,
  localPort: number,
) => void;

export interface HepListenerOptions {
  readonly url: HepUrl;
  readonly onFrame: OnHepBytes;
  /** Frames without it are refused, and it is blotted out of those that are given. */
  readonly key?: string;
  /** Paths of PEM files, for TLS. */
  readonly certificate?: string;
  readonly privateKey?: string;
}

export interface HepListener {
  /** `hep udp:0.0.0.0:9060`, with the port that was taken when 0 was asked for. */
  readonly name: string;
  readonly port: number;
  status(): InputStatus;
  /** The writer is behind: stop reading. TCP and TLS senders wait; UDP waits in the kernel, whose drops are counted. */
  pause(): void;
  resume(): void;
  close(): Promise<void>;
}

/** Listens, or throws HepError: SIPA_HEP_PORT_IN_USE, SIPA_HEP_NO_PERMISSION, SIPA_HEP_ADDRESS, SIPA_HEP_CERTIFICATE. */
export async function openHepListener(options: HepListenerOptions): Promise<HepListener> {
  const gate = new HepGate(options.onFrame, options.key);
  const server = await (options.url.transport === 'udp'
    ? openHepUdpServer(options.url, gate)
    : openHepStreamServer(options, gate));
  const name = `hep ${hepUrlText({ ...options.url, port: server.port })}`;
  return {
    name,
    port: server.port,
    status: () => {
      const kernelDrops = server.kernelDrops();
      return {
        name,
        kind: 'hep',
        frames: gate.frames,
        bytes: gate.bytes,
        ...(kernelDrops === undefined ? {} : { kernelDrops }),
        refused: gate.refused(),
        ...(server.problem === undefined ? {} : { problem: server.problem }),
      };
    },
    pause: () => server.pause(),
    resume: () => server.resume(),
    close: () => server.close(),
  };
}
