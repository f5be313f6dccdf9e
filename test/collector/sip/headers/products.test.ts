import { expect, test } from 'vitest';
import { products } from '../../../../collector/sip/headers/products.ts';

test('a User-Agent falls into products and comments', () => {
  expect(products('Linphone/4.2 (belle-sip (x)/1.6) y').parts).toEqual([
    { name: 'product', value: 'Linphone/4.2' },
    { name: 'comment', value: '(belle-sip (x)/1.6)' },
    { name: 'product', value: 'y' },
  ]);
  expect(products('one')).toEqual({ parts: [], problems: [] });
  expect(products('(open').problems).toEqual([]);
  expect(products('').problems).toHaveLength(1);
});
