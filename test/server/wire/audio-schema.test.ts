import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { type AudioInfoSchema, WaveformSchema } from '../../../server/wire/audio-schema.ts';
import type { AudioInfo, Waveform } from '../../../server/wire/types.ts';
import { hearCall } from '../../support/heard.ts';
import { rtpPackets } from '../../support/rtp-call.ts';
import type { Same } from '../../support/same-type.ts';

// These lines do not compile when a schema and its type drift apart.
const equal: {
  info: Same<Static<typeof AudioInfoSchema>, AudioInfo>;
  waveform: Same<Static<typeof WaveformSchema>, Waveform>;
} = { info: true, waveform: true };

test('sound has a schema that says what its type says, and a real one fits it', async () => {
  expect(Object.values(equal)).not.toContain(false);
  const { waveform } = await hearCall({}, rtpPackets(new Uint8Array(800)));
  expect(Value.Errors(WaveformSchema, waveform)).toEqual([]);
});
