// openssl's own server and client with a relay between them that records, for what Node's TLS cannot be asked to do:
// key updates, early data, session ids.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chunk } from './tls-recording.ts';
import { type Identity, identity } from './tls-recording.ts';

export interface OpensslRecording {
  readonly chunks: readonly Chunk[];
  readonly keyLog: string;
}

/** One `openssl s_server`; `talk` makes a connection to it. */
export class OpensslServer {
  readonly identity: Identity = identity('rsa');
  private readonly folder = mkdtempSync(join(tmpdir(), 'sipscope-openssl-'));
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly output: Output;
  private port: number | undefined = undefined;

  constructor(...args: readonly string[]) {
    const [key, cert] = [this.path('key.pem'), this.path('cert.pem')];
    writeFileSync(key, this.identity.key);
    writeFileSync(cert, this.identity.cert);
    this.process = spawn('openssl', ['s_server', '-accept', '0', '-key', key, '-cert', cert, ...args]);
    this.output = new Output(this.process);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** `script` writes to the client and waits for what arrives, at either end. */
  async talk(
    args: readonly string[],
    script: (client: Output, server: Output) => Promise<void>,
  ): Promise<OpensslRecording> {
    this.port ??= Number((await this.output.until(/ACCEPT \S*:(\d+)/))[1]);
    const chunks: Chunk[] = [];
    const relay = await startRelay(this.port, chunks);
    const keyLog = this.path(`keys-${(relay.address() as AddressInfo).port}`);
    const at = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const process = spawn('openssl', ['s_client', '-connect', at, '-keylogfile', keyLog, ...args]);
    const client = new Output(process);
    try {
      await script(client, this.output);
      process.stdin.end();
      await new Promise(resolve => (process.exitCode === null ? process.once('exit', resolve) : resolve(0)));
    } finally {
      process.kill();
      relay.close();
    }
    return { chunks, keyLog: readFileSync(keyLog, 'latin1') };
  }

  close(): void {
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A process that is written to and listened to. */
export class Output {
  private readonly process: ChildProcessWithoutNullStreams;
  private text = '';
  private wake = (): void => {};

  constructor(process: ChildProcessWithoutNullStreams) {
    this.process = process;
    const onText = (bytes: Buffer): void => {
      this.text += bytes.toString('latin1');
      this.wake();
    };
    process.stdout.on('data', onText);
    process.stderr.on('data', onText);
    process.once('exit', () => this.wake());
    // The other end may be gone already.
    process.stdin.on('error', () => {});
  }

  write(text: string): void {
    this.process.stdin.write(text);
  }

  /** Waits until the output holds `pattern`; what was before and in it is used up. */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    const deadline = setTimeout(() => this.process.kill(), 8000);
    try {
      for (;;) {
        const found = pattern.exec(this.text);
        if (found !== null) {
          this.text = this.text.slice(found.index + found[0].length);
          return found;
        }
        if (this.process.exitCode !== null || this.process.killed)
          throw new Error(`openssl ended without ${pattern}:\n${this.text}`);
        await new Promise<void>(resolve => {
          this.wake = resolve;
        });
      }
    } finally {
      clearTimeout(deadline);
    }
  }
}

function startRelay(port: number, chunks: Chunk[]): Promise<Server> {
  const relay = createServer(near => {
    const far = connect(port, '127.0.0.1');
    near.on('data', bytes => {
      chunks.push({ direction: 0, bytes });
      far.write(bytes);
    });
    far.on('data', bytes => {
      chunks.push({ direction: 1, bytes });
      near.write(bytes);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.on('error', () => {});
    far.on('error', () => {});
  });
  return new Promise(resolve => relay.listen(0, '127.0.0.1', () => resolve(relay)));
}
