// One line of a key log (SSLKEYLOGFILE, draft-ietf-tls-keylogfile) as a secret and the name it is looked up by.

/** What a secret is good for; the first letters of its key in the table. */
export const SecretKind = {
  /** Master secret by client random, TLS ≤ 1.2. */
  Master: 'm',
  /** Premaster secret by client random. */
  Premaster: 'p',
  /** Premaster secret by the first 8 bytes of its encrypted form. */
  RsaPremaster: 'r',
  /** Master secret by session id. */
  SessionMaster: 's',
  ClientHandshake: 'ch',
  ServerHandshake: 'sh',
  ClientTraffic: 'ct',
  ServerTraffic: 'st',
} as const;
export type SecretKind = (typeof SecretKind)[keyof typeof SecretKind];

/** Bytes of secret and name are one char each (latin1): a million of them take a third of what Buffers would. */
export interface LoggedSecret {
  readonly kind: SecretKind;
  readonly name: string;
  readonly secret: string;
}

const KIND_OF_LABEL: Readonly<Record<string, SecretKind>> = {
  CLIENT_RANDOM: SecretKind.Master,
  PMS_CLIENT_RANDOM: SecretKind.Premaster,
  RSA: SecretKind.RsaPremaster,
  CLIENT_HANDSHAKE_TRAFFIC_SECRET: SecretKind.ClientHandshake,
  SERVER_HANDSHAKE_TRAFFIC_SECRET: SecretKind.ServerHandshake,
  CLIENT_TRAFFIC_SECRET_0: SecretKind.ClientTraffic,
  SERVER_TRAFFIC_SECRET_0: SecretKind.ServerTraffic,
};

// Good secrets, but of no use here: early data is passed over, later traffic secrets follow from the first (RFC 8446 §7.2).
const UNUSED =
  /^(?:CLIENT_EARLY_TRAFFIC_SECRET|EARLY_EXPORTER_(?:MASTER_)?SECRET|EXPORTER_SECRET|(?:CLIENT|SERVER)_TRAFFIC_SECRET_\d+|ECH_SECRET|ECH_CONFIG) [0-9a-fA-F]+ [0-9a-fA-F]+$/;
const LINE = /^([A-Z_0-9]+) ([0-9a-fA-F]+) ([0-9a-fA-F]+)$/;
const SESSION_LINE = /^RSA Session-ID:([0-9a-fA-F]{2,64}) Master-Key:([0-9a-fA-F]{96})$/;

const RANDOM_DIGITS = 64;
const RSA_NAME_DIGITS = 16;
const MASTER_DIGITS = 96;
/** A premaster of Diffie-Hellman is as long as the group's prime: 8192 bits. */
const MAX_PREMASTER_DIGITS = 2048;

/** A comment or an empty line. */
export function isBlankLine(line: string): boolean {
  return line === '' || line.startsWith('#');
}

/** The secret of a trimmed line; `unused` when it is one that nobody needs here; undefined when it is no line of a key log. */
export function readKeyLogLine(line: string): LoggedSecret | 'unused' | undefined {
  const session = SESSION_LINE.exec(line);
  if (session !== null) return { kind: SecretKind.SessionMaster, name: unhex(session[1]), secret: unhex(session[2]) };
  const found = LINE.exec(line);
  if (found === null) return undefined;
  const [, label, name, secret] = found;
  const kind = Object.hasOwn(KIND_OF_LABEL, label) ? KIND_OF_LABEL[label] : undefined;
  if (kind === undefined) return UNUSED.test(line) ? 'unused' : undefined;
  if (name.length !== (kind === SecretKind.RsaPremaster ? RSA_NAME_DIGITS : RANDOM_DIGITS)) return undefined;
  if (!isSecretLength(kind, secret.length)) return undefined;
  return { kind, name: unhex(name), secret: unhex(secret) };
}

/** True when no longer line can begin with this one: secrets of TLS 1.3 have the length of one of two hashes. */
export function isCertainlyWhole(secret: LoggedSecret): boolean {
  switch (secret.kind) {
    case SecretKind.Master:
    case SecretKind.RsaPremaster:
    case SecretKind.SessionMaster:
      return true;
    case SecretKind.Premaster:
      return false;
    default:
      return secret.secret.length === 48;
  }
}

function isSecretLength(kind: SecretKind, digits: number): boolean {
  switch (kind) {
    case SecretKind.Master:
    case SecretKind.SessionMaster:
    case SecretKind.RsaPremaster:
      return digits === MASTER_DIGITS;
    case SecretKind.Premaster:
      return digits % 2 === 0 && digits <= MAX_PREMASTER_DIGITS;
    default:
      return digits === 64 || digits === 96;
  }
}

function unhex(digits: string): string {
  return Buffer.from(digits, 'hex').toString('latin1');
}
