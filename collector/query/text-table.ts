// Tables as text: columns aligned with blanks, or Markdown for a ticket. Cells come printable (bytes/printable.ts).

import { textWidth } from '../bytes/text-width.ts';

export type Table = readonly (readonly string[])[];

export function plainTable(head: readonly string[], rows: Table): string {
  if (rows.length === 0) return '  none\n';
  // Not Math.max(...): a table of 100,000 rows has more cells than a call may have arguments.
  const widths = head.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, textWidth(row[column])), textWidth(title)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells
      .map((cell, i) => cell + ' '.repeat(widths[i] - textWidth(cell)))
      .join('  ')
      .trimEnd()}\n`;
  return line(head) + rows.map(line).join('');
}

export function markdownTable(head: readonly string[], rows: Table): string {
  if (rows.length === 0) return 'None.\n';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(row => line(row.map(escapeMarkdown))).join('');
}

/** Markdown takes HTML and pipes: both are escaped, for a Call-ID may hold anything. */
export function escapeMarkdown(cell: string): string {
  return cell
    .replace(/[\\`*_{}[\]()#+!|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}
