import { describe, expect, test } from 'vitest';
import { branchesOf, messageTree, openAtFirst, type TreeNode } from '../../../../ui/pages/message/message-tree.ts';
import { messageDetail } from '../../../support/message-detail.ts';

const part = (name: string, value: string) => ({ name, value });
const show = (nodes: readonly TreeNode[], indent = ''): readonly string[] =>
  nodes.flatMap(node => [
    `${indent}${node.name}${node.note === '' ? '' : ` (${node.note})`}: ${node.value}`,
    ...show(node.children, `${indent}  `),
  ]);
const header = (
  canonical: string,
  value: string,
  parts: readonly { name: string; value: string }[],
  name = canonical,
) => ({
  name,
  canonical,
  value,
  parts,
  problems: [],
});

describe('a message as a tree', () => {
  test('begins with its request line, or its status line', () => {
    expect(show(messageTree(messageDetail({ startLine: 'INVITE sip:a@b SIP/2.0' })))).toEqual([
      'Request line: INVITE sip:a@b SIP/2.0',
      '  method: INVITE',
      '  Request-URI: sip:a@b',
      '  version: SIP/2.0',
    ]);
    expect(show(messageTree(messageDetail({ startLine: 'SIP/2.0 486 Busy Here' })))[2]).toBe('  status code: 486');
  });
  test('numbers the hops of all Vias, in one header or in several', () => {
    const headers = [
      header('Via', 'a, b', [part('value 1', 'a'), part('host', 'a'), part('value 2', 'b'), part('host', 'b')]),
      header('Via', 'c', [part('host', 'c')], 'v'),
    ];
    expect(show(messageTree(messageDetail({ headers })).slice(1))).toEqual([
      'Via: a, b',
      '  hop 1 (last sender): a',
      '    host: a',
      '  hop 2: b',
      '    host: b',
      'Via (v · hop 3): c',
      '  host: c',
    ]);
  });
  test('puts the pieces of a URI below it', () => {
    const headers = [
      header('From', '<sip:a@b;x>;tag=1', [
        part('uri', 'sip:a@b;x'),
        part('user', 'a'),
        part('host', 'b'),
        part('uri;x', ''),
        part('tag', '1'),
      ]),
    ];
    expect(show(messageTree(messageDetail({ headers })).slice(1))).toEqual([
      'From: <sip:a@b;x>;tag=1',
      '  uri: sip:a@b;x',
      '    user: a',
      '    host: b',
      '    ;x: ',
      '  tag: 1',
    ]);
  });
  test('puts the claims of a signed identity below header and payload', () => {
    const headers = [
      header('Identity', 'x', [part('header alg', 'ES256'), part('payload attest', 'A'), part('signature', 's')]),
    ];
    expect(show(messageTree(messageDetail({ headers })).slice(1))).toEqual([
      'Identity: x',
      '  header: ',
      '    alg: ES256',
      '  payload: ',
      '    attest: A',
      '  signature: s',
    ]);
  });
  test('has what is wrong at its header, and what is missing at the start line', () => {
    const problem = { severity: 'error', message: 'm', rfc: '', place: 'header' } as const;
    const lint = [
      { ...problem, id: 'missing-to', header: 'To' },
      { ...problem, id: 'via', header: 'Via', at: 0 },
    ];
    const tree = messageTree(messageDetail({ headers: [header('Via', 'a', [])], lint }));
    expect(tree.map(node => node.problems.map(each => each.id))).toEqual([['missing-to'], ['via']]);
    expect(openAtFirst(tree).has('h0')).toBe(true);
  });
});

test('a list of plain words is closed at first, all branches can be opened', () => {
  const headers = [header('Allow', 'INVITE, BYE', [part('method', 'INVITE'), part('method', 'BYE')])];
  const tree = messageTree(messageDetail({ headers }));
  expect(openAtFirst(tree).has('h0')).toBe(false);
  expect(branchesOf(tree).map(node => node.id)).toEqual(['h0']);
});
