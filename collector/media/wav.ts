// A WAV file around samples of 16 bits (Microsoft RIFF, format 1): a header of 44 bytes, then the channels in turn, little-endian.
//
//   RIFF size WAVE │ fmt  16 │ 1 channels rate bytes/s block 16 │ data size │ L R L R …

export const WAV_HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;
const PCM = 1;
const FORMAT_BYTES = 16;

export interface WavFormat {
  readonly sampleRate: number;
  readonly channels: number;
}

/** The header in front of `dataBytes` bytes of samples; less than 4 GiB, for the format has no room for more. */
export function wavHeader({ sampleRate, channels }: WavFormat, dataBytes: number): Buffer {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(dataBytes + WAV_HEADER_BYTES - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(FORMAT_BYTES, 16);
  header.writeUInt16LE(PCM, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(channels * BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
