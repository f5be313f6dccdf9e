// HOT. The numbers by which the tracker compares messages: hashes of tags and branches, likeness, flags. Part of `tracker.ts`'s path.
// Takes lent bytes and their scan, gives numbers, allocates nothing. Bench: test/bench (report --json --summary).

import { hashBytes } from '../bytes/ascii.ts';
import { Fault, Feature, type SipScan } from '../model/sip.ts';
import { MessageFlag } from '../store/message-table.ts';

const COOKIE = Buffer.from('z9hG4bK');

/** Hash of a tag, never 0 for one that is there: 0 means no tag. */
export function tagHash(bytes: Buffer, start: number, end: number): number {
  return end > start ? hashBytes(bytes, start, end) | 1 : 0;
}

/** What tells transactions of one leg apart beside CSeq: branch and sent-by of the top Via (RFC 3261 §17.2.3). */
export function branchKey(bytes: Buffer, scan: SipScan, fromTag: number): number {
  const sentBy = hashBytes(bytes, scan.sentByStart, scan.sentByEnd);
  const branch = hashBytes(bytes, scan.branchStart, scan.branchEnd);
  const key = branch ^ Math.imul(sentBy, 0x9e3779b1);
  if (hasMagicCookie(bytes, scan.branchStart, scan.branchEnd)) return key | 0;
  // Without the cookie the From tag joins the key; the To tag may be new in a response.
  return (key ^ Math.imul(fromTag, 0x85ebca6b)) | 0;
}

/** RFC 3261 §8.1.1.7: the branch starts with "z9hG4bK"; tokens are case-insensitive (§7.3.1), so some write it in capitals. */
function hasMagicCookie(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < COOKIE.length) return false;
  for (let i = 0; i < COOKIE.length; i++) if ((bytes[start + i] | 0x20) !== (COOKIE[i] | 0x20)) return false;
  return true;
}

/** Responses of one transaction with the same code are the same message only when To tag, RSeq and (1xx) length agree too. */
export function likenessOf(scan: SipScan, toTag: number): number {
  const length = scan.statusCode < 200 ? scan.end - scan.start : 0;
  return (toTag ^ Math.imul(scan.rseq, 0x9e3779b1) ^ Math.imul(length, 0x85ebca6b)) >>> 0;
}

/** Bits of MessageFlag that the scan and the capture decide; `missing` are payload bytes that the snap length cut. */
export function flagsOf(scan: SipScan, isRequest: boolean, missing: number): number {
  let flags = isRequest ? MessageFlag.Request : 0;
  if (scan.features & (Feature.Sdp | Feature.Multipart)) flags |= MessageFlag.Sdp;
  if (scan.faults !== 0) flags |= MessageFlag.Malformed;
  if (scan.faults & Fault.BodyTruncated || missing > 0) flags |= MessageFlag.Truncated;
  return flags;
}
