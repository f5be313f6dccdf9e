// Compares two types at compile time: same keys, same optional keys, and each assignable to the other; `readonly` does not count.

// A unit type is a number and an object to the compiler; here it is a number.
type Plain = string | number | boolean | undefined;

type DeepReadonly<T> = T extends number
  ? number
  : T extends Plain
    ? T
    : T extends readonly (infer Item)[]
      ? readonly DeepReadonly<Item>[]
      : T extends object
        ? // A key that may be undefined is absent once it went through JSON.
          { readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: DeepReadonly<T[Key]> } & {
            readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: DeepReadonly<NonNullable<T[Key]>>;
          }
        : T;

type Assignable<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** `keyof` of every object inside, as one union of paths: an optional key that one side lacks would else go unnoticed. */
type Paths<T> = T extends Plain
  ? never
  : T extends readonly (infer Item)[]
    ? Paths<Item>
    : T extends object
      ? { [Key in keyof T & string]-?: Key | `${Key}.${Paths<NonNullable<T[Key]>> & string}` }[keyof T & string]
      : never;

export type Same<A, B> =
  Assignable<DeepReadonly<A>, DeepReadonly<B>> extends true ? Assignable<Paths<A>, Paths<B>> : false;
