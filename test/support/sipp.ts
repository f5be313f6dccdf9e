// Calls that Debian's `sipp` makes on the loopback: one phone answers after it rang, another is busy. For tests that watch real calls.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const isInstalled = spawnSync('sipp', ['-v']).error === undefined;

/** Whether sipp is here. In CI a missing one fails the tests that need it instead of skipping them. */
export const hasSipp: boolean = process.env['CI'] === 'true' || isInstalled;

/** How one stream of calls goes on. Times in ms, as in the scenario. */
export interface Calls {
  /** Port of the phone that is called; the caller takes any that is free. */
  readonly port: number;
  /** Name of the phone: the user part of the To header. */
  readonly name: string;
  readonly isBusy: boolean;
  readonly ringMs: number;
  readonly talkMs: number;
  readonly perSecond: number;
  /** sipp ends after so many calls. */
  readonly calls: number;
}

/** The programs that were started in `folder`, which takes their scenarios. `end` ends all of them. */
export class Sipp {
  readonly #folder: string;
  readonly #programs: ChildProcess[] = [];

  constructor(folder: string) {
    this.#folder = join(folder, 'sipp');
    mkdirSync(this.#folder);
  }

  /** A phone and its caller. */
  call({ port, name, isBusy, ringMs, talkMs, perSecond, calls }: Calls): void {
    const phone = this.#write(`${name}-phone.xml`, isBusy ? BUSY : answers(ringMs));
    const caller = this.#write(`${name}-caller.xml`, isBusy ? IS_REFUSED : talks(talkMs));
    this.#run(['-sf', phone, '-i', '127.0.0.1', '-p', String(port)]);
    const rate = ['-r', String(perSecond), '-m', String(calls), '-s', name];
    this.#run(['-sf', caller, '-i', '127.0.0.1', ...rate, `127.0.0.1:${port}`]);
  }

  async end(): Promise<void> {
    const ended = this.#programs.splice(0).map(program => {
      if (program.exitCode !== null || program.signalCode !== null) return undefined;
      const exit = new Promise<void>(resolve => program.once('exit', () => resolve()));
      program.kill('SIGKILL');
      return exit;
    });
    await Promise.all(ended);
  }

  #write(file: string, steps: string): string {
    const path = join(this.#folder, file);
    writeFileSync(path, `<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="${file}">${steps}</scenario>\n`);
    return path;
  }

  #run(argv: readonly string[]): void {
    this.#programs.push(spawn('sipp', [...argv, '-nostdin'], { stdio: 'ignore', cwd: this.#folder }));
  }
}

const send = (text: string, attributes = ''): string =>
  `<send${attributes}><![CDATA[\n${text.trim().replaceAll(/^ +/gm, '')}\n\n]]></send>`;

const VIA = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
const END = 'Max-Forwards: 70\nContent-Length: 0';

/** The caller's dialog; `to` is what stands behind the To header: its tag, once there is one. */
const request = (method: string, cseq: number, to: string): string =>
  send(
    `${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    ${VIA}
    From: <sip:caller-[call_number]@[local_ip]:[local_port]>;tag=c[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>${to}
    Call-ID: [call_id]
    CSeq: ${cseq} ${method}
    Contact: <sip:caller@[local_ip]:[local_port]>
    ${END}`,
    method === 'ACK' ? '' : ' retrans="500"',
  );

const response = (start: string, attributes = ''): string =>
  send(
    `SIP/2.0 ${start}
    [last_Via:]
    [last_From:]
    [last_To:];tag=p[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:phone@[local_ip]:[local_port]>
    Content-Length: 0`,
    attributes,
  );

const answers = (ringMs: number): string => `
  <recv request="INVITE"/>${response('180 Ringing')}<pause milliseconds="${ringMs}"/>
  ${response('200 OK', ' retrans="500"')}<recv request="ACK"/><recv request="BYE"/>
  ${send(`SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0`)}`;

const BUSY = `<recv request="INVITE"/>${response('486 Busy Here', ' retrans="500"')}<recv request="ACK"/>`;

const talks = (talkMs: number): string => `
  ${request('INVITE', 1, '')}<recv response="180" optional="true"/><recv response="200"/>
  ${request('ACK', 1, '[peer_tag_param]')}<pause milliseconds="${talkMs}"/>
  ${request('BYE', 2, '[peer_tag_param]')}<recv response="200"/>`;

const IS_REFUSED = `${request('INVITE', 1, '')}<recv response="486"/>${request('ACK', 1, '[peer_tag_param]')}`;
