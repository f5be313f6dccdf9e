// What is asked for, made a plan: the request of a command line or of the page, with the defaults of the collector where it is
// silent. Also: what to call a plan, where its spool lies, and in what two plans differ.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { ApiError } from './errors.ts';
import { LIMITS } from './wire/limits.ts';
import type { CaptureEngine, RecordPlan, SpoolLimits } from './wire/types.ts';

export interface RecordRequest {
  readonly interfaces: readonly string[];
  readonly filter: string;
  readonly promiscuous: boolean;
  readonly hep: readonly string[];
  readonly engine?: CaptureEngine;
  readonly bufferBytes?: number;
  readonly hepKey?: string;
  readonly hepCertificate?: string;
  readonly hepPrivateKey?: string;
  /** Undefined: a place of its own under the user's state folder. */
  readonly spool?: string;
  readonly limits: Partial<SpoolLimits>;
}

/** What a plan has when nobody says otherwise. */
export interface PlanDefaults {
  readonly engine: CaptureEngine;
  readonly bufferBytes: number;
  readonly limits: SpoolLimits;
  /** The folder of the spool with this name. */
  spool(name: string): string;
}

/** Throws an ApiError when the request asks for nothing, or for what does not fit together. */
export function makePlan(request: RecordRequest, defaults: PlanDefaults): RecordPlan {
  const { filter, promiscuous, hepKey, hepCertificate, hepPrivateKey } = request;
  const interfaces = [...new Set(request.interfaces)];
  const hep = [...new Set(request.hep)];
  assertInputs(interfaces, hep);
  if (
    hep.some(address => address.startsWith('tls:')) &&
    (hepCertificate === undefined || hepPrivateKey === undefined)
  ) {
    const hint = 'Start sipscope with --hep-cert FILE and --hep-private-key FILE.';
    throw new ApiError(400, 'SIPA_NO_CERTIFICATE', 'A HEP listener with TLS needs a certificate and its key.', hint);
  }
  return {
    spool: resolve(request.spool ?? defaults.spool(spoolName({ interfaces, hep, filter: filter.trim() }))),
    interfaces,
    engine: request.engine ?? defaults.engine,
    filter: filter.trim(),
    bufferBytes: request.bufferBytes ?? defaults.bufferBytes,
    promiscuous,
    hep,
    ...(hepKey !== undefined && { hepKey }),
    ...(hepCertificate !== undefined && { hepCertificate: resolve(hepCertificate) }),
    ...(hepPrivateKey !== undefined && { hepPrivateKey: resolve(hepPrivateKey) }),
    limits: { ...defaults.limits, ...request.limits },
  };
}

function assertInputs(interfaces: readonly string[], hep: readonly string[]): void {
  if (interfaces.length === 0 && hep.length === 0) {
    const hint = 'Name an interface, for example -i eth0 or -i any, or a HEP listener: --hep udp:0.0.0.0:9060.';
    throw new ApiError(400, 'SIPA_NOTHING_TO_RECORD', 'Nothing to record: no interface and no HEP listener.', hint);
  }
  if (interfaces.length > LIMITS.liveInputs || hep.length > LIMITS.liveInputs) {
    const hint = 'Record "any", which is all interfaces, or start several captures.';
    throw new ApiError(400, 'SIPA_TOO_MANY_INPUTS', `One capture has at most ${LIMITS.liveInputs} inputs.`, hint);
  }
}

type Inputs = Pick<RecordPlan, 'interfaces' | 'hep'>;

/** `eth0, hep udp:0.0.0.0:9060`: what the page calls a live capture. */
export function planName({ interfaces, hep }: Inputs): string {
  return [...interfaces, ...hep.map(address => `hep ${address}`)].join(', ');
}

const SPOOL_NAME_LENGTH = 80;

/**
 * A folder name for what is recorded: the same inputs and filter have the same spool, whatever their order; with another filter the
 * same interface has another one, so that both can be recorded at once. Never empty, never a path.
 */
export function spoolName({ interfaces, hep, filter }: Inputs & Pick<RecordPlan, 'filter'>): string {
  const inputs = [...interfaces.toSorted(), ...hep.map(address => `hep-${address}`).sort()];
  if (filter !== '') inputs.push(filter);
  const words = inputs.map(input => input.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|[-.]+$/g, ''));
  const name = words.join('+');
  // Names that were rewritten or cut could meet another one's.
  const isExact = name.length <= SPOOL_NAME_LENGTH && words.join('\0') === interfaces.toSorted().join('\0');
  if (isExact && name !== '') return name;
  const digest = createHash('sha1').update(inputs.join('\0')).digest('hex').slice(0, 6);
  return `${name.slice(0, SPOOL_NAME_LENGTH - 7)}-${digest}`.replace(/^-/, '');
}

/** In words, what a running plan has other than the wanted one; empty when they record the same. Secrets are not compared. */
export function planDifferences(running: RecordPlan, wanted: RecordPlan): string[] {
  const told = (plan: RecordPlan): Record<string, string> => ({
    interfaces: plan.interfaces.toSorted().join(', '),
    hep: plan.hep.toSorted().join(', '),
    engine: plan.engine,
    filter: plan.filter,
    buffer: `${plan.bufferBytes} bytes`,
    promiscuous: plan.promiscuous ? 'yes' : 'no',
    certificate: plan.hepCertificate ?? '',
    'spool size': `${plan.limits.spoolBytes} bytes`,
    'spool age': `${plan.limits.spoolSeconds} s`,
    'segment size': `${plan.limits.segmentBytes} bytes`,
    'segment age': `${plan.limits.segmentSeconds} s`,
  });
  const has = told(running);
  return Object.entries(told(wanted)).flatMap(([key, value]) =>
    has[key] === value ? [] : [`${key} ${quoted(has[key] ?? '')} instead of ${quoted(value)}`],
  );
}

function quoted(text: string): string {
  return text === '' ? 'none' : `"${text}"`;
}
