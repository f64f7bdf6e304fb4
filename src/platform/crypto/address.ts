import { unwrapCaseKey, wrapCaseKey } from './case-key.ts'
import type { KeyRing } from './key-ring.ts'

/** Wraps an address for messages, bound to the case or officer it belongs to: moved to another row it opens no more. */
export function wrapAddress(wrappingKey: KeyRing, boundTo: string, address: string): Buffer {
  return wrapCaseKey(wrappingKey, `address ${boundTo}`, Buffer.from(address))
}

/** Throws when the wrapping belongs to somebody else or was changed. */
export function unwrapAddress(wrappingKey: KeyRing, boundTo: string, wrapped: Buffer): string {
  return unwrapCaseKey(wrappingKey, `address ${boundTo}`, wrapped).toString()
}
