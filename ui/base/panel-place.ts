// Where a panel opens: below what it belongs to, at its left edge; where there is no room, above and to the left. Pure, px of the window.

const GAP = 4;
const EDGE = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export function panelPlace(
  anchor: Box,
  panel: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number; readonly 'max-height': number } {
  const left = Math.max(EDGE, Math.min(anchor.left, view.width - panel.width - EDGE));
  const below = view.height - anchor.bottom - GAP - EDGE;
  const above = anchor.top - GAP - EDGE;
  if (panel.height <= below || below >= above) return { left, top: anchor.bottom + GAP, 'max-height': below };
  return { left, top: Math.max(EDGE, anchor.top - GAP - panel.height), 'max-height': above };
}
