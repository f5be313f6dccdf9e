// The picture of who asks whom, as SVG. A view function: takes where things stand and what is chosen, knows no store.
// Boxes are buttons; what a line says is in the table of its host, for those who do not see it.

import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { place } from '../../base/place.ts';
import { shortLine } from '../../base/visible-text.ts';
import { texts } from '../../texts.ts';
import { type LabelPlace, placeLabels } from './line-labels.ts';
import { BOX, type Box, type Line, type Topology, type Trouble, troubled, troubleOf } from './topology.ts';

const words = texts.hosts;
const NAME = 24;

export interface TopologyInput {
  readonly topology: Topology;
  /** Key of the host that is chosen. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

export function topologyView({ topology, chosen, onChoose }: TopologyInput): TemplateResult {
  const { boxes, lines, width, height, left, nowhere } = topology;
  const isLit = ({ link }: Line): boolean =>
    chosen === undefined || link.source === chosen || link.destination === chosen;
  const reach = new Set(chosen === undefined ? boxes.map(box => box.host.key) : [chosen]);
  for (const line of lines.filter(isLit)) for (const key of [line.link.source, line.link.destination]) reach.add(key);
  // What is lit lies on top.
  const ordered = [...lines].sort((a, b) => Number(isLit(a)) - Number(isLit(b)));
  const labelled = ordered
    .filter(line => isLit(line) && (chosen !== undefined || line.trouble !== 'none'))
    .map(line => ({ ...line, text: words.lineLabel(line.link.transactions, troubled(line.link)) }));
  const places = placeLabels(labelled);
  return html`<div class="picture" role="group" tabindex="0" data-scrolls aria-label=${words.picture}>
      <svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="presentation">
        <defs>${['none', 'some', 'much'].map(arrowHead)}</defs>
        ${ordered.map(line => lineView(line, isLit(line)))}
        ${labelled.map(({ trouble, text }, at) => labelView(trouble, text, places[at]))}
        ${boxes.map(box => boxView(box, box.host.key === chosen, reach.has(box.host.key), onChoose))}
      </svg>
    </div>
    <p class="quiet note">${words.pictureHelp}${left + nowhere === 0 ? nothing : ` ${words.left(left, nowhere)}.`}</p>`;
}

function arrowHead(trouble: string): SVGTemplateResult {
  return svg`<marker id="head-${trouble}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path class="head t-${trouble}" d="M0 0 8 4 0 8Z"/></marker>`;
}

function lineView({ link, curve, width, trouble }: Line, isLit: boolean): SVGTemplateResult {
  const [x1, y1, ...rest] = curve;
  const title = words.line(
    shortLine(link.source, 60),
    shortLine(link.destination, 60),
    link.transactions,
    troubled(link),
  );
  return svg`<path class="line t-${trouble} ${isLit ? '' : 'faint'}" d=${`M${x1} ${y1}C${rest.join(' ')}`} stroke-width=${width} marker-end="url(#head-${trouble})"><title>${title}</title></path>`;
}

function labelView(trouble: Trouble, text: string, at: LabelPlace | undefined): SVGTemplateResult {
  return svg`<text class="label t-${trouble}" x=${at?.x ?? 0} y=${at?.y ?? 0} text-anchor="middle" dominant-baseline="middle">${text}</text>`;
}

function boxView(
  { host, x, y }: Box,
  isChosen: boolean,
  isLit: boolean,
  onChoose: (key: string) => void,
): SVGTemplateResult {
  const title = host.name ?? host.key;
  const detail = [
    ...(host.name === undefined || host.name === host.key ? [] : [shortLine(host.key, NAME)]),
    ...(host.asked === 0 ? [] : [words.asks(host.asked)]),
    ...(host.got.transactions === 0 ? [] : [words.answers(host.got.transactions)]),
  ].join(' · ');
  const trouble = host.options === 'down' ? 'much' : troubleOf(host.got);
  return svg`<foreignObject x=${x} y=${y} width=${BOX.width} height=${BOX.height}>
    <button class="box t-${trouble} ${isLit ? '' : 'faint'}" aria-pressed=${isChosen} ${place({ height: `${BOX.height}px` })} @click=${() => onChoose(host.key)}>
      <b class="traffic">${shortLine(title, NAME)}</b><span>${detail}</span></button>
  </foreignObject>`;
}
