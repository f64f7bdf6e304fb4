import { findPersonalData } from '#rules/masking/detect.ts'
import type { DisclosureRecord, FieldSchema } from './field-schema.ts'
import { findingsIn } from './findings.ts'
import type { PlacedFinding } from './findings.ts'

/** What stands beside the fields of a draft and will be just as public. */
export type DraftWords = {
  readonly title: string
  readonly reason: string | null
  readonly attachmentNames: readonly string[]
  /** The day on which the ages of people are judged. */
  readonly today?: string
}

export const draftWordKeys = ['title', 'reason'] as const
export type DraftWordKey = (typeof draftWordKeys)[number]

/** Something personal in a draft: in the record, in the name of a file, or in the draft's own title or reason. */
export type DraftFinding = PlacedFinding | (Omit<PlacedFinding, 'place'> & { readonly place: { readonly part: 'draft'; readonly key: DraftWordKey } })

/**
 * Looks for personal data in everything that publishing a draft would show. Title and reason have a place of their own,
 * because a schema may well have a field that is called title.
 */
export function draftFindings(schema: FieldSchema, record: DisclosureRecord, words: DraftWords): DraftFinding[] {
  const beside = draftWordKeys.flatMap(key => findPersonalData(words[key] ?? '').map(finding => ({ ...finding, place: { part: 'draft' as const, key } })))
  return [...beside, ...findingsIn(schema, record, words.attachmentNames, words.today)]
}
