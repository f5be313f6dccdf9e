// Where the captures for benches lie: .cache/bench/ in the repository. Made once, used again.

import { existsSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCapture } from './make-capture.mjs';
import { megabytes } from './table.mjs';

/** Counts up when the bytes change, so that old files are not taken for new ones. */
const EDITION = 1;
const FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

/** What a call and an RTP packet take in the file, generously. */
const CALL_BYTES = 8500;
const SHORT_CALL_BYTES = 1900;
const RTP_BYTES = 240;
/** Left free beside the capture. */
const RESERVE_BYTES = 512 * 1024 * 1024;

/**
 * A capture of `calls` calls (`isShort`: of few messages) with `rtp` RTP packets a direction each, or of one call of `longCall` messages. Gives its path and what
 * is in it. Ends the program with a message when the disk has no room.
 */
export function provideCapture({ calls = 100_000, isShort = false, rtp = 0, longCall = 0 }) {
  const kind = `${isShort ? 'short-' : ''}calls`;
  const name = longCall > 0 ? `call-of-${longCall}` : `${kind}-${calls}${rtp > 0 ? `-rtp-${rtp}` : ''}`;
  const path = join(FOLDER, `${name}-${EDITION}.pcap`);
  const facts = `${path}.json`;
  if (existsSync(path) && existsSync(facts)) return { path, ...JSON.parse(readFileSync(facts, 'utf8')) };
  mkdirSync(FOLDER, { recursive: true });
  assertRoom(
    longCall > 0 ? longCall * CALL_BYTES : calls * ((isShort ? SHORT_CALL_BYTES : CALL_BYTES) + 2 * rtp * RTP_BYTES),
  );
  console.error(`making ${path}`);
  const unfinished = `${path}.part`;
  const made = makeCapture(unfinished, { calls, isShort, rtp, longCall });
  renameSync(unfinished, path);
  writeFileSync(facts, JSON.stringify(made));
  return { path, ...made };
}

function assertRoom(bytes) {
  const { bavail, bsize } = statfsSync(FOLDER);
  const free = bavail * bsize;
  if (free >= bytes + RESERVE_BYTES) return;
  console.error(
    `bench: ${FOLDER} has ${megabytes(free)} free; the capture takes about ${megabytes(bytes)}, and ${megabytes(RESERVE_BYTES)} should stay. Free some, or ask for less with --calls.`,
  );
  process.exit(1);
}
