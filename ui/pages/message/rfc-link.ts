// `RFC 3261 §20.8` as a link to the section at the RFC editor's reader. Nothing is fetched before somebody clicks.

import { html, type TemplateResult } from 'lit';
import { messageTexts } from '../../texts-message.ts';

/** Text when it names no RFC: a draft, an ITU-T recommendation, a 3GPP specification. */
export function rfcLink(text: string): TemplateResult {
  const address = rfcAddress(text);
  return address === undefined
    ? html`<span class="rfc">${text}</span>`
    : html`<a class="rfc" href=${address} target="_blank" rel="noreferrer noopener" title=${messageTexts.lint.open}>${text}</a>`;
}

/** Where the first section that is named can be read. */
export function rfcAddress(text: string): string | undefined {
  const [, number, section] = /\bRFC (\d{1,5})(?: §([0-9A-Z][0-9A-Za-z.]*))?/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const anchor = section === undefined ? '' : `#section-${section.replace(/\.$/, '')}`;
  return `https://www.rfc-editor.org/rfc/rfc${number}.html${anchor}`;
}
