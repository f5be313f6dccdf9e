import { expect, test } from 'vitest';
import { attributeOf, childOf, childrenOf, readXml, textOf } from '../../../../collector/sip/bodies/xml.ts';

test('elements without their prefixes, attributes, texts', () => {
  const root = readXml(
    '<?xml version="1.0"?><p:a xmlns:p="urn:p" p:x="1"><p:b> one &amp; two </p:b><c><![CDATA[<3>]]></c></p:a>',
  );
  expect(root?.name).toBe('a');
  expect(attributeOf(root, 'x')).toBe('1');
  expect(textOf(root, 'b')).toBe('one & two');
  expect(childOf(root, 'c')?.text).toBe('<3>');
  expect(childrenOf(root, 'd')).toEqual([]);
});

test('what is not well-formed is read up to there', () => {
  expect(textOf(readXml('<a><b>1</b><c>2</a>'), 'b')).toBe('1');
  expect(readXml('hello')).toBeUndefined();
  expect(readXml('')).toBeUndefined();
});

test('entities of a document are not expanded, external ones not fetched', () => {
  const bomb =
    '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;"><!ENTITY f SYSTEM "file:///etc/passwd">]><a><b>&y;&f;</b></a>';
  const text = textOf(readXml(bomb), 'b');
  expect(text).not.toContain('xxx');
  expect(text).not.toContain('root');
});

test('depth, elements and size are bounded', () => {
  const depth = (element: ReturnType<typeof readXml>): number =>
    element === undefined ? 0 : 1 + depth(element.children[0]);
  expect(depth(readXml('<a>'.repeat(100_000)))).toBeLessThanOrEqual(32);
  expect(readXml(`<a>${'<b/>'.repeat(30_000)}</a>`)?.children.length).toBeLessThanOrEqual(20_000);
  expect(readXml(`<a>${'x'.repeat(600_000)}</a>`)).toBeUndefined();
  expect(readXml(`<a>${'x'.repeat(9000)}</a>`)?.text.length).toBeLessThanOrEqual(8192);
});
