// What the page asks to record, made a request like that of the command line. The page names interfaces that there are and HEP
// listeners; where the spool lies, how large it gets and which secret agents need is what the server was started with.

import { parseHepUrl } from '../collector/index.ts';
import { ApiError } from './errors.ts';
import type { RecordRequest } from './record-plan.ts';
import type { InterfaceList, StartLive } from './wire/protocol.ts';

/** Options of the server's own command line that also hold for captures that the page starts. */
export type RecordDefaults = Omit<RecordRequest, 'spool' | 'interfaces' | 'hep'>;

/** What holds when the command line said nothing of recording. */
export const NO_RECORD_DEFAULTS: RecordDefaults = { filter: '', promiscuous: true, limits: {} };

/** Throws an ApiError for an interface that is not there or an address that is none. */
export function requestOf(body: StartLive, defaults: RecordDefaults, list: InterfaceList): RecordRequest {
  const { interfaces = [], hep = [], filter = '', engine = defaults.engine, bufferMegabytes } = body;
  for (const name of interfaces) assertInterface(name, list);
  for (const address of hep) assertHepAddress(address);
  assertPlainFilter(filter);
  const bufferBytes = bufferMegabytes === undefined ? defaults.bufferBytes : bufferMegabytes * 1024 ** 2;
  return {
    ...defaults,
    interfaces,
    hep,
    filter,
    promiscuous: body.promiscuous ?? defaults.promiscuous,
    ...(engine !== undefined && { engine }),
    ...(bufferBytes !== undefined && { bufferBytes }),
  };
}

function assertInterface(name: string, list: InterfaceList): void {
  const names = list.items.map(item => item.name);
  if (names.includes(name)) return;
  throw new ApiError(404, 'SIPA_NO_DEVICE', `There is no interface "${name}".`, `There are: ${names.join(', ')}.`);
}

function assertHepAddress(text: string): void {
  try {
    parseHepUrl(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = 'hint' in error ? String(error.hint) : '';
    throw new ApiError(400, 'SIPA_HEP_ADDRESS', error.message, hint);
  }
}

/** It becomes an argument of a program: no filter begins like an option. */
function assertPlainFilter(filter: string): void {
  const position = filter.search(/^\s*-|\p{Cc}/u);
  if (position === -1) return;
  const hint = 'Write the filter on one line, as tcpdump takes it: port 5060.';
  const message = 'The filter begins with a dash, or holds a control character.';
  throw new ApiError(400, 'SIPA_FILTER_WRONG', message, hint, { position, length: 1 });
}
