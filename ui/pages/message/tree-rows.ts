// The rows of a tree that are seen, in order, and where a key leads from one of them (WAI-ARIA tree pattern). Pure.

import type { TreeNode } from './message-tree.ts';

export interface TreeRow {
  readonly node: TreeNode;
  /** From 1. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly parent: string | undefined;
}

export function visibleRows(nodes: readonly TreeNode[], open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (siblings: readonly TreeNode[], level: number, parent: string | undefined): void => {
    siblings.forEach((node, at) => {
      rows.push({ node, level, position: at + 1, siblings: siblings.length, parent });
      if (open.has(node.id)) add(node.children, level + 1, node.id);
    });
  };
  add(nodes, 1, undefined);
  return rows;
}

export interface TreeMove {
  /** Id of the row to go to. */
  readonly to?: string;
  readonly open?: readonly string[];
  readonly close?: string;
}

/** What a key does at the row `at`; undefined when it is none of the tree's. */
export function treeMove(
  rows: readonly TreeRow[],
  at: number,
  key: string,
  open: ReadonlySet<string>,
): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const { node, parent } = row;
  const isOpen = open.has(node.id);
  const to = (place: number): TreeMove => ({
    to: rows[Math.min(rows.length - 1, Math.max(0, place))]?.node.id ?? node.id,
  });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowRight':
      if (node.children.length === 0) return {};
      return isOpen ? to(at + 1) : { open: [node.id] };
    case 'ArrowLeft':
      if (isOpen && node.children.length > 0) return { close: node.id };
      return parent === undefined ? {} : { to: parent };
    case 'Enter':
    case ' ':
      if (node.children.length === 0) return {};
      return isOpen ? { close: node.id } : { open: [node.id] };
    case '*':
      return {
        open: rows
          .filter(other => other.parent === parent && other.node.children.length > 0)
          .map(other => other.node.id),
      };
    default:
      return typed(rows, at, key);
  }
}

/** A letter goes to the next row whose name begins with it. */
function typed(rows: readonly TreeRow[], at: number, key: string): TreeMove | undefined {
  if (!/^[A-Za-z0-9]$/.test(key)) return undefined;
  const letter = key.toLowerCase();
  const after = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  const found = after.find(row => row.node.name.toLowerCase().startsWith(letter));
  return found === undefined ? {} : { to: found.node.id };
}
