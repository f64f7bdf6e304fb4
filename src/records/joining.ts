import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db, Tx } from './database.ts'

const joined = new AsyncLocalStorage<Tx>()

/** Whatever `work` asks of a joinable handle takes part in this transaction: so better-auth, which has a handle of its own, does nothing that our entry is not one with. */
export function joining<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return joined.run(tx, work)
}

/** A handle that takes part in the transaction of `joining`, and outside of one is as it was given. Everything asked for must be waited for within `work`. */
export function joinable(db: Db, schema?: string): Db {
  const within = (handle: Db): Db => schema === undefined ? handle : handle.withSchema(schema)
  return new Proxy(within(db), {
    get(alone, name) {
      const tx = joined.getStore()
      // A transaction within one is that one, and so is a connection of one's own: it ends with the work around it.
      if (tx && (name === 'transaction' || name === 'connection')) return () => ({ execute: <T>(work: (tx: Tx) => Promise<T>) => work(within(tx) as Tx) })
      const handle = tx ? within(tx) : alone
      const value: unknown = Reflect.get(handle, name, handle)
      return typeof value === 'function' && name !== 'fn' ? (value as (...given: unknown[]) => unknown).bind(handle) : value
    },
  })
}
