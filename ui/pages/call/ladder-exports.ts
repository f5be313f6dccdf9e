// A ladder as it is shown, as a file or into the clipboard; and its packets, which are an errand. Says what became of it, for a moment.

import type { ReactiveControllerHost } from 'lit';
import { copyText } from '../../base/clipboard.ts';
import { download, safeName } from '../../base/download.ts';
import { emit } from '../../base/emit.ts';
import type { ColourMode } from '../../ladder/colours.ts';
import type { ShownLadder } from '../../ladder/shown.ts';
import type { ErrandOrder } from '../../state/errands.ts';
import type { Store } from '../../state/store.ts';
import { texts } from '../../texts.ts';
import type { ExportOrder } from './ladder-bar.ts';

const SAID_MS = 3000;

export interface ExportInput {
  readonly store: Store;
  readonly shown: ShownLadder;
  readonly colour: ColourMode;
  /** Call-ID, for the name of the file. */
  readonly name: string;
}

export class LadderExports {
  /** Empty when there is nothing to say. */
  said = '';
  private readonly host: EventTarget & Pick<ReactiveControllerHost, 'requestUpdate'>;
  private readonly input: () => ExportInput;

  constructor(host: EventTarget & Pick<ReactiveControllerHost, 'requestUpdate'>, input: () => ExportInput) {
    this.host = host;
    this.input = input;
  }

  /** `<capture id>:<leg index>` */
  get callId(): string {
    const { route } = this.input().store.state;
    return `${route.capture}:${route.leg}`;
  }

  /** Where the server exports the whole call, up to the format. */
  get url(): string {
    const { route, timeMode } = this.input().store.state;
    return `/api/calls/${encodeURIComponent(this.callId)}/export?legs=${route.isMerged ? 'all' : 'own'}&times=${timeMode}`;
  }

  async run({ format, isCopied }: ExportOrder): Promise<void> {
    // Loaded when it is asked for first.
    const { draw, drawText } = await import('../../ladder/draw.ts');
    const { store, shown, colour, name } = this.input();
    const as = { times: store.state.timeMode, colour };
    try {
      if (isCopied && format !== 'png') {
        const isDone = await copyText(drawText(shown, format, as));
        this.say(isDone ? texts.ladder.copied : texts.ladder.notCopied);
        return;
      }
      const { blob, extension } = await draw(shown, format, as);
      download(blob, `${safeName(name)}.${extension}`);
    } catch (error) {
      // A picture that is too large is the browser's word alone.
      this.say(`${texts.ladder.exportFailed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  savePackets(hasMedia: boolean): void {
    const { store, name } = this.input();
    const isWhole = store.state.route.isMerged;
    const order = {
      verb: 'save-packets',
      call: this.callId,
      isWhole,
      hasMedia,
      name: `${safeName(name)}.pcapng`,
    } as const;
    emit<ErrandOrder>(this.host, 'errand', order);
  }

  private say(said: string): void {
    this.said = said;
    this.host.requestUpdate();
    setTimeout(() => {
      this.said = '';
      this.host.requestUpdate();
    }, SAID_MS);
  }
}
