// The player of a call or a stream, with its outline as asked. A view function.

import { html, type TemplateResult } from 'lit';
import type { Waveform } from '../../../server/wire/types.ts';
import type { Asked } from '../../state/app-state.ts';
import { soundUrl } from '../../state/parts.ts';
import '../../widgets/audio-player.ts';

export function soundView(sound: Asked<Waveform>): TemplateResult {
  return html`<audio-player .url=${sound.value === undefined ? '' : soundUrl(sound.id)} .sound=${sound.value} .problem=${sound.problem}></audio-player>`;
}
