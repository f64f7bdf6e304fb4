import type { EnteredPerson } from '../intake/person.ts'

/** What of a person may stand in it, in the order it is shown. */
export const personFields = ['name', 'phone', 'helper', 'forWhom'] as const satisfies readonly (keyof EnteredPerson)[]

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
  const { caseId: ofCase, field = 'identity', ...kept } = read as { readonly [key: string]: unknown }
  if (ofCase !== caseId || field !== 'identity') return undefined
  return Object.fromEntries(personFields.flatMap(name => (typeof kept[name] === 'string' ? [[name, kept[name]]] : [])))
}
