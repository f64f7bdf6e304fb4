import { useSyncExternalStore } from 'react'
import { opener } from '#platform/sealing/opening.ts'
import { sealer } from '#platform/sealing/sealing.ts'
import type { Language } from '#text/language.ts'
import { fetchFile } from '../client.ts'

/** The key of the office. It lives in this page's memory alone: never sent, never stored. */
let identity: string | undefined
const listeners = new Set<() => void>()

function set(next: string | undefined): void {
  identity = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the key has been chosen. */
export function useHasKey(): boolean {
  return useSyncExternalStore(subscribe, () => identity !== undefined)
}

/** Takes the key from a key file; false when there is none in it, or not one of `recipients`. */
export async function takeKey(text: string, recipients: readonly string[]): Promise<boolean> {
  const found = opener.identityIn(text)
  const recipient = found && await opener.recipientOf(found).catch(() => undefined)
  if (!found || !recipient || (recipients.length > 0 && !recipients.includes(recipient))) return false
  set(found)
  return true
}

export function forgetKey(): void {
  set(undefined)
}

/** Opens what is sealed to the office. Throws when the key is another or the bytes were changed. */
export function openSealed(ciphertext: Uint8Array): Promise<Uint8Array> {
  return opener.open(identity!, ciphertext)
}

/** Seals to somebody. */
export function sealBytes(recipients: readonly string[], plain: string | Uint8Array): Promise<Uint8Array> {
  return sealer.seal(recipients, plain)
}

/** Seals to somebody, in base64. */
export async function sealTo(recipients: readonly string[], plain: string | Uint8Array): Promise<string> {
  return base64(await sealBytes(recipients, plain))
}

export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  return btoa(text)
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), character => character.charCodeAt(0))
}

/** A sealed part as the server holds it; the fetch is recorded there. */
export function fetchPart(id: string, n: number, language: Language): Promise<Uint8Array> {
  return fetchFile(`/api/v1/tips/${id}/parts/${n}`, language)
}

/** SHA-256 in hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...sum].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
