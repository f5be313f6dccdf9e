// From an agent's number and name to its capture point, without making a string for every frame.

import { hashBytes } from '../bytes/ascii.ts';
import { printable } from '../bytes/printable.ts';
import { utf8 } from '../bytes/slices.ts';
import type { CapturePoints } from '../model/points.ts';
import type { HepFrame } from './hep-frame.ts';
import { MAX_AGENT_NAME_BYTES, MAX_AGENTS } from './limits.ts';

interface Agent {
  readonly id: number;
  readonly name: Buffer;
  readonly point: number;
}

export class AgentPoints {
  private readonly points: CapturePoints;
  private readonly agents = new Map<number, Agent>();

  constructor(points: CapturePoints) {
    this.points = points;
  }

  /** The id of the point of the agent that sent `frame`, which was scanned from `bytes`. */
  idOf(bytes: Buffer, frame: HepFrame): number {
    const start = frame.agentNameStart;
    const end = Math.min(frame.agentNameEnd, start + MAX_AGENT_NAME_BYTES);
    const hash = hashBytes(bytes, start, end) ^ Math.imul(frame.agentId, 0x9e3779b1);
    const known = this.agents.get(hash);
    if (known !== undefined && known.id === frame.agentId && isSame(bytes, start, end, known.name)) return known.point;
    const point = this.points.idOf(pointName(bytes, start, end, frame.agentId), 'hep');
    // Of two agents with one hash, the first one keeps the place.
    if (known === undefined && this.agents.size < MAX_AGENTS) {
      this.agents.set(hash, { id: frame.agentId, name: Buffer.from(bytes.subarray(start, end)), point });
    }
    return point;
  }
}

/** `HEP 2001`, `HEP 2001 (node1)`, `HEP (node1)`, `HEP`. */
export function agentPointName(agentId: number, agentName: string): string {
  const id = agentId < 0 ? '' : ` ${agentId}`;
  return agentName === '' ? `HEP${id}` : `HEP${id} (${agentName})`;
}

function pointName(bytes: Buffer, start: number, end: number, agentId: number): string {
  let nameEnd = end;
  while (nameEnd > start && bytes[nameEnd - 1] === 0) nameEnd--;
  return agentPointName(agentId, printable(utf8(bytes, start, nameEnd)).trim());
}

function isSame(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  if (end - start !== other.length) return false;
  for (let i = 0; i < other.length; i++) if (bytes[start + i] !== other[i]) return false;
  return true;
}
