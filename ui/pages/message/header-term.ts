// What a row of the parsed message says, as a term of the filter. Pure.
//
//   User-Agent  Asterisk 18   header["User-Agent"] = "Asterisk 18"    the whole header
//   Via · branch  z9hG4bK7    header["Via"] ~ "z9hG4bK7"              a part of it: the header holds this text

import type { MessageDetail } from '../../../server/wire/types.ts';
import type { FilterTerm } from '../../filter/terms.ts';
import { headerField } from '../../filter/values.ts';
import type { TreeNode } from './message-tree.ts';

/** Undefined for the start line, for what the language takes for no name of a header, and for what a header holds only when decoded. */
export function headerTerm(
  { id, value }: Pick<TreeNode, 'id' | 'value'>,
  headers: MessageDetail['headers'],
): FilterTerm | undefined {
  const [, at, part] = /^h(\d+)(\..*)?$/.exec(id) ?? [];
  const header = at === undefined ? undefined : headers[Number(at)];
  const field = header === undefined ? undefined : headerField(header.canonical);
  if (header === undefined || field === undefined || value === '') return undefined;
  if (part === undefined) return { field, operator: '=', value };
  return header.value.toLowerCase().includes(value.toLowerCase()) ? { field, operator: '~', value } : undefined;
}
