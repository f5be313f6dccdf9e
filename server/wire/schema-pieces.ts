// What schemas of answers are made of: plain values, lists, optional values.

import { type Static, type TSchema, Type } from 'typebox';

export const Text = Type.String();
export const Count = Type.Integer({ minimum: 0 });
export const Flag = Type.Boolean();
export const Time = Type.Integer({ description: 'µs since the epoch' });
export const Duration = Type.Number({ description: 'milliseconds' });
/** Arrays of answers are nobody's to change. */
export const list = <Item extends TSchema>(item: Item) => Type.Unsafe<readonly Static<Item>[]>(Type.Array(item));
export const maybe = <Item extends TSchema>(item: Item) => Type.Optional(item);
/** One of these words. */
export const oneOf = <Word extends string>(...words: readonly Word[]) =>
  Type.Unsafe<Word>({ type: 'string', enum: [...words] });
export const orNull = <Item extends TSchema>(item: Item) => Type.Union([item, Type.Null()]);
