import type { EnteredPerson } from '../intake/person.ts'

/**
 * What stands inside the innermost layer. The case stands there too, and what it is: age binds no context, so a ciphertext moved to another
 * case says so when it is opened.
 */
export type SealedIdentity = EnteredPerson & { readonly v: 2; readonly caseId: string; readonly field: 'identity' }

export function identityText(caseId: string, person: EnteredPerson): string {
  return JSON.stringify({ v: 2, caseId, field: 'identity', ...person } satisfies SealedIdentity)
}

/** The person of an opened identity; undefined when it belongs to another case or is something else. One from before there were two groups has only the case. */
export function readIdentity(text: string, caseId: string): EnteredPerson | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null) return undefined
  const { caseId: ofCase, field = 'identity', name, phone, helper } = read as { readonly [key: string]: unknown }
  if (ofCase !== caseId || field !== 'identity') return undefined
  return { ...(typeof name === 'string' && { name }), ...(typeof phone === 'string' && { phone }), ...(typeof helper === 'string' && { helper }) }
}
