// The form in the column chooser that makes a column of any header. A view function; the form is read when it is sent.

import { html, type TemplateResult } from 'lit';
import { HEADER_PLACES } from '../../state/read-columns.ts';
import { texts } from '../../texts.ts';

/** `add` gets the id of the column. */
export function addHeaderForm(add: (id: string) => void): TemplateResult {
  const words = texts.addHeader;
  return html`<form class="add-header" @submit=${(event: Event) => onSubmit(event, add)}>
    <input name="header" required pattern="[\\-\\w.!%*+\`'~]{1,64}" maxlength="64" autocapitalize="off" spellcheck="false"
      placeholder=${words.placeholder} aria-label=${words.label} title=${words.wrong} />
    <select name="place" aria-label=${words.place}>${HEADER_PLACES.map(place => html`<option value=${place}>${texts.headerPlaces[place].choice}</option>`)}</select>
    <button class="button">${words.add}</button>
  </form>`;
}

function onSubmit(event: Event, add: (id: string) => void): void {
  event.preventDefault();
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const data = new FormData(form);
  const [name, place] = [data.get('header'), data.get('place')];
  if (typeof name !== 'string' || typeof place !== 'string') return;
  add(`${place}.${name.trim()}`);
  form.reset();
}
