// A field by which legs are counted: which one is meant, and which parts of a filter are about it alone.

import type { FilterFieldRule } from './filter-fields.ts';
import { findField, headerRule } from './filter-fields.ts';
import { type FilterNode, type FilterValue, parseFilter } from './filter-parser.ts';

/** `header` alone: the names of headers, which no comparison can be about. */
export const HEADER_NAMES = 'header names';

export interface FacetField {
  /** One name for all ways to write it. */
  readonly name: string;
  /** Undefined for the names of headers. */
  readonly rule: FilterFieldRule | undefined;
}

/** Undefined when there is no such field, or when it has no values worth a list: times and durations. */
export function facetField(written: string): FacetField | undefined {
  if (written.trim().toLowerCase() === 'header') return { name: HEADER_NAMES, rule: undefined };
  const parsed = parseFilter(`${written} exists`);
  const node = parsed.ok ? parsed.node : undefined;
  const name = node === undefined ? undefined : fieldOf(node);
  if (name === undefined || node?.type !== 'comparison') return undefined;
  const { field } = node;
  const rule = field.key === undefined ? findField(field.name) : headerRule(field.key);
  return rule === undefined || rule.type === 'time' || rule.type === 'duration' ? undefined : { name, rule };
}

/** Name of the one field that this part of a filter is about; undefined when it is about several, or searches. */
export function fieldOf(node: FilterNode): string | undefined {
  switch (node.type) {
    case 'search':
      return undefined;
    case 'not':
      return fieldOf(node.operand);
    case 'comparison': {
      const { name, key } = node.field;
      // `sip.Via` is a header too; the case of its name means nothing.
      if (key !== undefined) return `header[${key.toLowerCase()}]`;
      const rule = findField(name);
      return rule?.name === 'header' ? `header[${name.replace(/^sip\./, '').toLowerCase()}]` : rule?.name;
    }
    default: {
      const names = new Set(node.operands.map(fieldOf));
      return names.size === 1 ? [...names][0] : undefined;
    }
  }
}

/** Values that this part of a filter names one by one. */
export function namedValues(node: FilterNode): readonly string[] {
  switch (node.type) {
    case 'search':
      return [];
    case 'not':
      return namedValues(node.operand);
    case 'comparison':
      return node.operator === '=' || node.operator === 'in'
        ? node.values.filter(isSingle).map(({ text }) => text)
        : [];
    default:
      return node.operands.flatMap(namedValues);
  }
}

function isSingle({ to }: FilterValue): boolean {
  return to === undefined;
}
