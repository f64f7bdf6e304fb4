import { opener } from '#platform/sealing/opening.ts'
import { readIdentity } from '#rules/identity/sealed.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'

/** Keys of requests made in this page, by their public half: in memory alone. Each is also saved as a file, because a request may take days. */
const made = new Map<string, string>()

/** A key for one request: its public half is sent, the other saved among the downloads. */
export async function makeViewKey(): Promise<string> {
  const identity = await opener.makeIdentity()
  const recipient = await opener.recipientOf(identity)
  made.set(recipient, identity)
  const address = URL.createObjectURL(new Blob([`# viewing key of one request\n${identity}\n`], { type: 'text/plain' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: `viewing-key-${recipient.slice(-8)}.txt` })
  link.click()
  URL.revokeObjectURL(address)
  return recipient
}

/** The key out of a file that was saved; undefined when there is none in it. */
export function keyIn(text: string): string | undefined {
  return opener.identityIn(text)
}

/** Opens what was opened for us, with one of the keys of this page or the one from a file. Undefined when none fits or it is of another case. */
export async function openViewed(sealed: Uint8Array, caseId: string, fromFile: string | undefined): Promise<EnteredPerson | undefined> {
  for (const identity of [...fromFile === undefined ? [] : [fromFile], ...made.values()]) {
    try {
      return readIdentity(new TextDecoder().decode(await opener.open(identity, sealed)), caseId)
    } catch {
      continue // another request's key
    }
  }
  return undefined
}

/** Whether a key was made in this page; otherwise its file is needed. */
export function hasViewKey(): boolean {
  return made.size > 0
}

/** The ciphertext of a request for whoever's turn it is; the fetch is recorded. */
export async function fetchSealed(id: string): Promise<Uint8Array> {
  const reply = await fetch(`/api/v1/identity-requests/${id}/sealed`, { credentials: 'same-origin' })
  if (!reply.ok) throw new Error('the ciphertext was not given')
  return new Uint8Array(await reply.arrayBuffer())
}
