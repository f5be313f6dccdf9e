// Groups of options that several commands share: how captures are read, what is recorded and where to, where the page is.
// Each group adds its options to a command, and reads them back from what commander parsed.

import type { Command } from 'commander';
import type { ReadingOptions } from '../collector/index.ts';
import { DEFAULT_PORT } from './listen.ts';
import {
  readAge,
  readEngine,
  readHepAddress,
  readPort,
  readRule,
  readSize,
  readSpan,
  repeated,
} from './option-values.ts';

import type { RecordRequest } from './record-plan.ts';
import { LIMITS } from './wire/limits.ts';
import type { CaptureEngine } from './wire/types.ts';

const asWritten = (text: string): string => text;

export interface ReadingFlags {
  readonly keylog: readonly string[];
  readonly rsaKey: readonly string[];
  readonly hepTo: readonly string[];
  readonly hepToKey?: string;
  readonly alias?: string;
  readonly links?: string;
  readonly correlateHeader: readonly string[];
}

/** For everything that reads packets. */
export function addReadingOptions(command: Command): void {
  command
    .option(
      '--keylog <file>',
      'TLS secrets (SSLKEYLOGFILE), read on while it grows; may be repeated',
      repeated(asWritten),
      [],
    )
    .option('--rsa-key <file>', 'RSA private key in PEM, for TLS up to 1.2; may be repeated', repeated(asWritten), [])
    .option(
      '--hep-to <address>',
      'send what is decoded as HEP, for example udp:10.0.0.5:9060; may be repeated',
      repeated(readHepAddress),
      [],
    )
    .option('--alias <file>', 'names of hosts, one a line: 10.0.0.7 sbc-1')
    .option('--links <file>', 'which legs you cut or joined by hand: read at the start, written on every change')
    .option(
      '--correlate-header <rule>',
      'legs with the same value belong together: "X-My-ID", or "X-My-ID: ([a-z]+);.*"; may be repeated',
      repeated(readRule),
      [],
    )
    .option('--hep-to-key <secret>', 'secret for --hep-to; better in SIPSCOPE_HEP_TO_KEY, where "ps" does not show it');
}

export function readingOf(flags: ReadingFlags): ReadingOptions {
  const { keylog, rsaKey, hepTo, hepToKey, alias, links, correlateHeader } = flags;
  return {
    ...(keylog.length > 0 && { keylogs: keylog }),
    ...(rsaKey.length > 0 && { rsaKeys: rsaKey }),
    ...(alias !== undefined && { aliasFile: alias }),
    ...(links !== undefined && { linkFile: links }),
    ...(correlateHeader.length > 0 && { headerRules: correlateHeader }),
    ...(hepTo.length > 0 && { hepTo: hepTo.map(url => (hepToKey === undefined ? { url } : { url, key: hepToKey })) }),
  };
}

export interface InterfaceFlags {
  readonly interface: readonly string[];
  readonly captureFilter: string;
  readonly engine?: CaptureEngine;
  readonly buffer?: number;
  readonly promiscuous: boolean;
}

/** For commands that record interfaces. */
export function addInterfaceOptions(command: Command): void {
  command
    .option('-i, --interface <name>', 'interface to record, "any" for all; may be repeated', repeated(asWritten), [])
    .option('-f, --capture-filter <bpf>', 'record only this, as tcpdump takes it: "port 5060"', '')
    .option(
      '--engine <name>',
      'cap (libpcap in process) or tcpdump (times and drop counters of the kernel)',
      readEngine,
    )
    .option('--buffer <size>', 'kernel buffer of each interface, as 64M', readSize)
    .option('--no-promiscuous', 'only what is meant for this host, as far as the engine can');
}

export interface HepFlags {
  readonly hep: readonly string[];
  readonly hepKey?: string;
  readonly hepCert?: string;
  readonly hepPrivateKey?: string;
}

/** For commands that listen for HEP agents. */
export function addHepOptions(command: Command): void {
  command
    .option(
      '--hep <address>',
      'listen for HEP, for example udp:0.0.0.0:9060, tcp:… or tls:…; may be repeated',
      repeated(readHepAddress),
      [],
    )
    .option(
      '--hep-key <secret>',
      'only agents with this secret; better in SIPSCOPE_HEP_KEY, where "ps" does not show it',
    )
    .option('--hep-cert <file>', 'certificate of tls: listeners, in PEM')
    .option('--hep-private-key <file>', 'its private key, in PEM');
}

export interface SpoolFlags {
  readonly spool?: string;
  readonly spoolSize?: number;
  readonly spoolAge?: number;
  readonly segmentSize?: number;
  readonly segmentAge?: number;
}

/** For commands that keep what they record. */
export function addSpoolOptions(command: Command, isSpoolNeeded: boolean): void {
  const place = isSpoolNeeded
    ? 'folder to record into'
    : 'folder to record into; default: one of its own, under your state folder';
  command
    .option('--spool <dir>', place)
    .option('--spool-size <size>', 'largest spool; the oldest segments go first, as 10G', readSize)
    .option('--spool-age <age>', 'segments that ended longer ago go, as 7d; 0 keeps them', readAge)
    .option('--segment-size <size>', 'a new segment when one is so large, as 100M', readSize)
    .option('--segment-age <age>', '… or covers so much time, as 5m', readSpan);
}

type RecordFlags = Partial<InterfaceFlags> & HepFlags & SpoolFlags;

/** What was left out stays out: the collector has the defaults. */
export function recordRequestOf(flags: RecordFlags): RecordRequest {
  const { interface: interfaces = [], captureFilter = '', engine, buffer, promiscuous = true } = flags;
  const { hep, hepKey, hepCert, hepPrivateKey, spool, spoolSize, spoolAge, segmentSize, segmentAge } = flags;
  return {
    interfaces,
    filter: captureFilter,
    promiscuous,
    hep,
    ...(engine !== undefined && { engine }),
    ...(buffer !== undefined && { bufferBytes: buffer }),
    ...(hepKey !== undefined && { hepKey }),
    ...(hepCert !== undefined && { hepCertificate: hepCert }),
    ...(hepPrivateKey !== undefined && { hepPrivateKey }),
    ...(spool !== undefined && { spool }),
    limits: {
      ...(spoolSize !== undefined && { spoolBytes: spoolSize }),
      ...(spoolAge !== undefined && { spoolSeconds: spoolAge }),
      ...(segmentSize !== undefined && { segmentBytes: segmentSize }),
      ...(segmentAge !== undefined && { segmentSeconds: segmentAge }),
    },
  };
}

export interface PageFlags {
  readonly port: number;
  readonly host: string;
  readonly filter: string;
  readonly uploadLimit: number;
  readonly open: boolean;
  readonly allowRemoteCapture?: boolean;
  readonly keepRecording?: boolean;
}

/** For commands that serve the dashboard. */
export function addPageOptions(command: Command): void {
  command
    .option(
      '--port <n>',
      'port of the dashboard; one that is given is not replaced when it is in use',
      readPort,
      DEFAULT_PORT,
    )
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--filter <expr>', 'only calls that match, for example "state = failed": where the page starts', '')
    .option(
      '--upload-limit <size>',
      'largest capture that may be uploaded, as 500M or 2G',
      readSize,
      LIMITS.defaultUploadBytes,
    )
    .option('--allow-remote-capture', 'with --host: whoever reaches the page may start captures on this host')
    .option('--keep-recording', 'recorders go on when the dashboard ends; the next start takes them over')
    .option('--no-open', 'do not open a browser');
}

export function pageOf(flags: PageFlags, command: Command) {
  const { port, host, filter, uploadLimit, open, allowRemoteCapture = false, keepRecording = false } = flags;
  const isPortGiven = command.getOptionValueSource('port') !== 'default';
  const isBrowserWanted = open;
  return { port, isPortGiven, host, filter, uploadLimit, isBrowserWanted, allowRemoteCapture, keepRecording };
}
