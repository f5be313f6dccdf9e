// Names that the user gives to hosts (`--alias FILE`): one a line, the most specific one wins.
//
//   10.0.0.7 sbc-1                # an address
//   10.0.0.7:5080 sbc-1 trunk     # one port of it: the name may have blanks
//   10.1.0.0/16 phones            # a network
//   [2001:db8::7]:5060 sbc-1      # IPv6
//
// Takes the text of the file, gives the names; a line that is none is an AliasError with the line's number and a hint.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { addressBits } from './bytes/address-bits.ts';
import type { HostNames } from './ladder/hosts.ts';
import { systemCode } from './segment/error.ts';

interface Network {
  readonly bits: bigint;
  readonly prefix: number;
  readonly isIpv6: boolean;
  readonly name: string;
}

const MAX_LINES = 100_000;
const MAX_NAME = 100;

export class AliasError extends Error {
  readonly code: 'SIPA_BAD_ALIAS' | 'SIPA_ALIAS_UNREADABLE' | 'SIPA_ALIAS_NOT_WRITTEN';
  readonly hint: string;

  constructor(code: AliasError['code'], message: string, hint: string) {
    super(message);
    this.name = 'AliasError';
    this.code = code;
    this.hint = hint;
  }
}

export class Aliases {
  private readonly byAddress = new Map<string, string>();
  /** By `address port`. */
  private readonly byPort = new Map<string, string>();
  /** Longest prefix first. */
  private readonly networks: Network[] = [];

  /** `path` is named in errors. Throws AliasError. */
  constructor(text: string, path: string) {
    const lines = text.split('\n');
    if (lines.length > MAX_LINES) {
      throw new AliasError(
        'SIPA_BAD_ALIAS',
        `${path} has more than ${MAX_LINES} lines.`,
        'Give networks names: 10.1.0.0/16 phones',
      );
    }
    for (const [i, line] of lines.entries()) this.readLine(withoutComment(line), `${path}, line ${i + 1}`);
    this.networks.sort((a, b) => b.prefix - a.prefix);
  }

  /** That of the port, else of the address, else of the smallest network around it. */
  nameOf(address: string, port: number | undefined): { readonly name: string; readonly isOfPort: boolean } | undefined {
    const key = canonical(address);
    const ofPort = port === undefined ? undefined : this.byPort.get(`${key} ${port}`);
    if (ofPort !== undefined) return { name: ofPort, isOfPort: true };
    const name = this.byAddress.get(key) ?? this.networkOf(address);
    return name === undefined ? undefined : { name, isOfPort: false };
  }

  /** What has a name: addresses, ports of them, networks. */
  get named(): readonly string[] {
    const networks = this.networks.map(({ bits, prefix, isIpv6 }) => {
      const host = BigInt((isIpv6 ? 128 : 32) - prefix);
      return `network ${isIpv6} ${(bits >> host) << host}/${prefix}`;
    });
    return [...this.byAddress.keys(), ...this.byPort.keys(), ...networks];
  }

  private networkOf(address: string): string | undefined {
    if (this.networks.length === 0) return undefined;
    const isIpv6 = address.includes(':');
    const bits = addressBits(address);
    const shift = (prefix: number): bigint => BigInt((isIpv6 ? 128 : 32) - prefix);
    return this.networks.find(
      one => one.isIpv6 === isIpv6 && bits !== undefined && bits >> shift(one.prefix) === one.bits >> shift(one.prefix),
    )?.name;
  }

  private readLine(line: string, where: string): void {
    if (line === '') return;
    const [, host = '', name = ''] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    if (name === '' || name.length > MAX_NAME)
      throw badLine(where, line, 'an address and a name of at most 100 characters');
    const network = /^(.*)\/(\d{1,3})$/.exec(host);
    if (network !== null) {
      this.addNetwork(network[1], Number(network[2]), name, where);
      return;
    }
    const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(host) ?? [
      undefined,
      undefined,
      host,
    ];
    const address = bracketed ?? plain ?? host;
    if (isIP(address) === 0) throw badLine(where, host, 'an IP address');
    if (port !== undefined && Number(port) > 65_535) throw badLine(where, port, 'a port up to 65535');
    if (port === undefined) this.byAddress.set(canonical(address), name);
    else this.byPort.set(`${canonical(address)} ${Number(port)}`, name);
  }

  private addNetwork(address: string, prefix: number, name: string, where: string): void {
    const bits = addressBits(address);
    const isIpv6 = address.includes(':');
    if (bits === undefined) throw badLine(where, address, 'an IP address');
    if (prefix > (isIpv6 ? 128 : 32)) throw badLine(where, `/${prefix}`, `a prefix up to ${isIpv6 ? 128 : 32}`);
    this.networks.push({ bits, prefix, isIpv6, name });
  }
}

/**
 * What is wrong with a list that is to be saved, a line each, in the words of AliasError; empty when it can be used. At most `limit` of
 * them. Two names for one host are wrong here: who writes them means one of them.
 */
export function aliasProblems(text: string, limit: number): readonly string[] {
  const lines = text.split('\n');
  // Of a list that is too long no line is looked at.
  if (lines.length > MAX_LINES) return problemsOf(() => new Aliases(text, 'The list')).told;
  const problems: string[] = [];
  const lineByNamed = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    const { made, told } = problemsOf(() => new Aliases(withoutComment(line), `Line ${i + 1}`));
    problems.push(...told);
    for (const named of made?.named ?? []) {
      const before = lineByNamed.get(named);
      if (before === undefined) lineByNamed.set(named, i + 1);
      else problems.push(`Line ${i + 1}: the same host has a name in line ${before}.`);
    }
    if (problems.length >= limit) break;
  }
  return problems.slice(0, limit);
}

function problemsOf(make: () => Aliases): { readonly made?: Aliases; readonly told: readonly string[] } {
  try {
    return { made: make(), told: [] };
  } catch (error) {
    if (!(error instanceof AliasError)) throw error;
    return { told: [error.message.replace(', line 1:', ':')] };
  }
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/, '').trim();
}

/** Names of hosts for a ladder: those of the user before those that the capture has itself. */
export function hostNames(own: ReadonlyMap<string, string>, aliases: Aliases | undefined): HostNames {
  if (aliases === undefined) return own;
  return { get: key => own.get(key), aliasOf: (address, port) => aliases.nameOf(address, port) };
}

/** Throws AliasError. */
export async function readAliases(path: string): Promise<Aliases> {
  return new Aliases(await readAliasText(path), path);
}

/** The file as it is written. Throws AliasError. */
export async function readAliasText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = systemCode(error);
    throw new AliasError(
      'SIPA_ALIAS_UNREADABLE',
      `The aliases in ${path} cannot be read: ${why}.`,
      'Name a text file with lines as: 10.0.0.7 sbc-1',
    );
  }
}

/** Replaces the file as a whole, so that nobody ever reads half of one. Throws AliasError. */
export async function saveAliasText(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    const why = systemCode(error);
    const hint = 'Name a file that can be written with --alias.';
    throw new AliasError('SIPA_ALIAS_NOT_WRITTEN', `The names were not saved in ${path}: ${why}.`, hint);
  }
}

/** IPv6 addresses are written in many ways. */
function canonical(address: string): string {
  return address.includes(':') ? `v6 ${addressBits(address)}` : address;
}

function badLine(where: string, what: string, expected: string): AliasError {
  return new AliasError(
    'SIPA_BAD_ALIAS',
    `${where}: "${what}" is not ${expected}.`,
    'Write lines as: 10.0.0.7 sbc-1, 10.0.0.7:5080 trunk, 10.1.0.0/16 phones',
  );
}
