// Sets style properties one by one through the CSSOM. A `style="…"` attribute, which `styleMap` writes at first, is
// refused by a Content-Security-Policy without 'unsafe-inline'; properties are not.

import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

export type Placement = Readonly<Record<string, string>>;

class Place extends Directive {
  private set: Placement = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('place() stands inside the tag, not in an attribute');
  }

  override render(_placement: Placement): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [placement]: [Placement]): typeof noChange {
    const element = part.element;
    if (!(element instanceof HTMLElement || element instanceof SVGElement)) return noChange;
    for (const name of Object.keys(placement)) {
      const value = placement[name];
      if (value !== undefined && value !== this.set[name]) element.style.setProperty(name, value);
    }
    for (const name of Object.keys(this.set)) {
      if (!(name in placement)) element.style.removeProperty(name);
    }
    this.set = placement;
    return noChange;
  }
}

/** `<div ${place({transform: 'translateY(26px)'})}>`; names as in CSS, with dashes. */
export const place = directive(Place);
