// Which endpoints SDP announced for RTP and RTCP, by which message and with which payload formats. Typed columns by endpoint id; the
// latest announcement stands.

import { Component } from './ice-candidates.ts';
import type { PayloadFormatSets } from './payload-formats.ts';
import type { SdpScan } from './sdp-scan.ts';

/** What the table of endpoints does for us (store/endpoint-table.ts). */
export interface Endpoints {
  intern(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number;
  find(addresses: Uint8Array, at: number, length: 4 | 16, port: number): number;
}

/** Is told of an endpoint and the row of the message that announced it before, when it is announced anew. */
export type OnRenewed = (endpoint: number, before: number) => void;

export class Announcements {
  /** Endpoints that the last `take` announced for RTP, each once. */
  readonly taken: number[] = [];
  private readonly endpoints: Endpoints;
  private readonly sets: PayloadFormatSets;
  /** By endpoint id: 1 + row of the message, 0 when none; id of the formats; 1 for a secure profile; position of the m-line. */
  private rows = new Uint32Array(1024);
  private formats = new Uint16Array(1024);
  private secure = new Uint8Array(1024);
  private lines = new Uint8Array(1024);
  private rtcpRows = new Uint32Array(1024);

  constructor(endpoints: Endpoints, sets: PayloadFormatSets) {
    this.endpoints = endpoints;
    this.sets = sets;
  }

  /**
   * Takes what the SDP of message `row` announces. `onRenewed` is told while what stood before still stands.
   */
  take(sdp: SdpScan, row: number, onRenewed: OnRenewed): void {
    this.taken.length = 0;
    let bundled = 0;
    if (sdp.isBundled) {
      for (let i = 0; i < sdp.count; i++) if (sdp.isRtp[i]) bundled = this.sets.union(bundled, this.sets.idOf(sdp, i));
    }
    for (let i = 0; i < sdp.count; i++) {
      const length = sdp.addressLengths[i];
      if (sdp.ports[i] === 0 || (length !== 4 && length !== 16)) continue;
      if (!sdp.isRtp[i]) {
        this.forget(this.endpoints.find(sdp.addresses, i * 16, length, sdp.ports[i]));
        continue;
      }
      const formats = sdp.isBundled ? bundled : this.sets.idOf(sdp, i);
      this.put(
        this.endpoints.intern(sdp.addresses, i * 16, length, sdp.ports[i]),
        row,
        formats,
        sdp.isSecure[i],
        i,
        onRenewed,
      );
      if (sdp.rtcpPorts[i] !== 0) this.putRtcp(sdp, i, row, length);
    }
    this.takeCandidates(sdp, row, bundled, onRenewed);
  }

  /** 1 + row of the message that announced an endpoint for RTP; 0 when none did. */
  rowAt(endpoint: number): number {
    return endpoint >= 0 && endpoint < this.rows.length ? this.rows[endpoint] : 0;
  }

  /** 1 + row of the message that announced an endpoint for RTCP alone. */
  rtcpRowAt(endpoint: number): number {
    return endpoint >= 0 && endpoint < this.rtcpRows.length ? this.rtcpRows[endpoint] : 0;
  }

  formatsAt(endpoint: number): number {
    return this.formats[endpoint];
  }

  isSecureAt(endpoint: number): boolean {
    return this.secure[endpoint] === 1;
  }

  /** Position of the m-line in its SDP. */
  lineAt(endpoint: number): number {
    return this.lines[endpoint];
  }

  private takeCandidates(sdp: SdpScan, row: number, bundled: number, onRenewed: OnRenewed): void {
    const { candidates } = sdp;
    for (let i = 0; i < candidates.count; i++) {
      const media = candidates.media[i];
      const length = candidates.addressLengths[i] === 16 ? 16 : 4;
      if (!sdp.isRtp[media]) continue;
      const endpoint = this.endpoints.intern(candidates.addresses, i * 16, length, candidates.ports[i]);
      const kind = candidates.components[i];
      if ((kind & Component.Rtcp) !== 0) {
        this.makeRoom(endpoint);
        this.rtcpRows[endpoint] = row + 1;
        continue;
      }
      // What the other side says of its own addresses is worth more.
      if ((kind & Component.Remote) !== 0 && this.rowAt(endpoint) !== 0) continue;
      const formats = sdp.isBundled ? bundled : this.sets.idOf(sdp, media);
      this.put(endpoint, row, formats, sdp.isSecure[media], media, onRenewed);
    }
  }

  private put(
    endpoint: number,
    row: number,
    formats: number,
    secure: number,
    line: number,
    onRenewed: OnRenewed,
  ): void {
    this.makeRoom(endpoint);
    const before = this.rows[endpoint] - 1;
    if (before >= 0 && before !== row) onRenewed(endpoint, before);
    if (before !== row) this.taken.push(endpoint);
    this.rows[endpoint] = row + 1;
    this.formats[endpoint] = before === row ? this.sets.union(this.formats[endpoint], formats) : formats;
    this.secure[endpoint] = secure;
    this.lines[endpoint] = line;
  }

  private putRtcp(sdp: SdpScan, media: number, row: number, length: 4 | 16): void {
    const own = sdp.rtcpAddressLengths[media];
    const port = sdp.rtcpPorts[media];
    const endpoint =
      own === 4 || own === 16
        ? this.endpoints.intern(sdp.rtcpAddresses, media * 16, own, port)
        : this.endpoints.intern(sdp.addresses, media * 16, length, port);
    this.makeRoom(endpoint);
    this.rtcpRows[endpoint] = row + 1;
  }

  /** The endpoint now carries something else (T.38 by re-INVITE): a stream that begins there is no RTP. */
  private forget(endpoint: number): void {
    if (endpoint >= 0 && endpoint < this.rows.length) this.rows[endpoint] = 0;
  }

  private makeRoom(endpoint: number): void {
    if (endpoint < this.rows.length) return;
    const room = Math.max(this.rows.length * 2, endpoint + 1);
    this.rows = grownTo(new Uint32Array(room), this.rows);
    this.formats = grownTo(new Uint16Array(room), this.formats);
    this.secure = grownTo(new Uint8Array(room), this.secure);
    this.lines = grownTo(new Uint8Array(room), this.lines);
    this.rtcpRows = grownTo(new Uint32Array(room), this.rtcpRows);
  }
}

function grownTo<Column extends Uint32Array | Uint16Array | Uint8Array>(grown: Column, column: Column): Column {
  grown.set(column);
  return grown;
}
