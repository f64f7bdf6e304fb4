/**
 * An object that inherits no key, so that `__proto__` or `constructor` in a file is a key like any other. Made in this way instead of
 * by `Object.create(null)`, whose objects are kept as hash tables: a list of a hundred thousand rows takes a quarter of the memory.
 */
export function bareValues<Value>(): Record<string, Value> {
  return new Bare() as Record<string, Value>
}

const Bare = function () { /* nothing of its own */ } as unknown as new () => object
Bare.prototype = Object.freeze(Object.create(null) as object)
