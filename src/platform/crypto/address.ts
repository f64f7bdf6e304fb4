import type { KeyObject } from 'node:crypto'
import { unwrapCaseKey, wrapCaseKey } from './case-key.ts'

/** Wraps an address for messages, bound to the case or officer it belongs to: moved to another row it opens no more. */
export function wrapAddress(wrappingKey: KeyObject, boundTo: string, address: string): Buffer {
  return wrapCaseKey(wrappingKey, `address ${boundTo}`, Buffer.from(address))
}

/** Throws when the wrapping belongs to somebody else or was changed. */
export function unwrapAddress(wrappingKey: KeyObject, boundTo: string, wrapped: Buffer): string {
  return unwrapCaseKey(wrappingKey, `address ${boundTo}`, wrapped).toString()
}
