/**
 * A key for one act: sent again with every retry, so that the act takes effect once. Not `crypto.randomUUID`, which browsers
 * hide from pages without https, and an intranet may have none.
 */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}
