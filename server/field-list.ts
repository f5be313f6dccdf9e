// Fields of the filter language with commas between, as a query string carries them: `state,header["A,B"]`.

/** Commas between quotes belong to the name. Empty places are left out. */
export function fieldList(text: string): readonly string[] {
  const fields = text.match(/(?:"(?:\\.|[^"\\])*"?|[^",])+/g) ?? [];
  return fields.map(field => field.trim()).filter(field => field !== '');
}
