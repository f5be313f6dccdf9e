// The preview beside the list: whether and where it stands, and what its buttons do. Takes the store and how a row is opened; gives
// `navigate`. How it looks is in `preview.ts`.

import type { TemplateResult } from 'lit';
import { keep } from '../../base/keep.ts';
import { nextPreviewPlace, type PreviewPlace } from '../../state/preview.ts';
import type { Store } from '../../state/store.ts';
import { currentCapture } from '../../state/watch.ts';
import { go } from '../page.ts';
import { previewView } from './preview.ts';

/** Below this width there is no preview, px. */
const NARROW = 768;

export class Previewing {
  private readonly page: EventTarget;
  private readonly store: () => Store;
  private readonly open: (row: number) => boolean;

  constructor(page: EventTarget, store: () => Store, open: (row: number) => boolean) {
    this.page = page;
    this.store = store;
    this.open = open;
  }

  get place(): PreviewPlace {
    return this.store().state.previewPlace;
  }

  /** Whether it has room now. A phone shows one thing at a time. */
  get isShown(): boolean {
    return this.place !== 'off' && window.innerWidth >= NARROW;
  }

  /** Below, at the right, none. */
  cycle(): true {
    return this.put(nextPreviewPlace(this.place));
  }

  render(): TemplateResult {
    const { state } = this.store();
    const { preview, route } = state;
    return previewView({
      asked: route.row === undefined ? undefined : preview,
      onOpen: () => void this.open(route.row ?? -1),
      onMessage: message => {
        go(this.page, { page: 'call', capture: currentCapture(state), leg: preview?.value?.call.call.index, message });
      },
      onClose: () => void this.put('off'),
    });
  }

  private put(place: PreviewPlace): true {
    keep('preview', place);
    this.store().dispatch({ type: 'preview-place', place });
    return true;
  }
}
