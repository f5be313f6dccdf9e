export interface Endpoint {
  readonly address: string;
  readonly port: number;
}
export function endpoint(address: string, port: number): Endpoint;
export class PcapWriter {
  constructor(path: string);
  write(time: number, from: Endpoint, to: Endpoint, payload: string | Buffer): void;
  close(): void;
}
