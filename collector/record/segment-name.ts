// Names of segments: `20261123T092011Z-00000042.pcapng`. The time is when it was begun, the number goes on for the life of a spool,
// so names sort in the order of recording.

const PATTERN = /^\d{8}T\d{6}Z-(\d{8})\.pcapng$/;
const SEQUENCE_DIGITS = 8;

export function segmentName(startedAt: Date, sequence: number): string {
  const time = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${time}Z-${String(sequence).padStart(SEQUENCE_DIGITS, '0')}.pcapng`;
}

/** The number in the name; undefined for any other file. */
export function segmentSequence(name: string): number | undefined {
  const digits = PATTERN.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
