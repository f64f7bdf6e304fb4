import type { Check, Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import type { Narrowed } from './catalogue.ts'

/** What a county asks for in a form of its own: the fields, in their order, and the checks between them that the earlier form does not have. */
export type AskedForm = { readonly fields: readonly Field[]; readonly rows?: { readonly zh: string; readonly en: string; readonly fields: readonly Field[] } | undefined; readonly checks?: readonly Check[] | undefined }

export type CountyForm = {
  readonly schema: FieldSchema
  /** Checks of the earlier form that are gone because a field they need is gone. */
  readonly dropped: readonly Check[]
}

const mostRows = 20_000

/**
 * The next form of an item: the fields as asked, and of the earlier form every check, title and total whose fields are still there, before the checks that are asked for.
 * The result is narrowed like a file of data/: what may not be public cannot become public by this way either.
 */
export function countyForm(item: { readonly slug: string; readonly zh: string; readonly en: string }, before: FieldSchema | undefined, asked: AskedForm, version: number): Narrowed<CountyForm> {
  const { slug, zh, en } = item
  const rows = asked.rows && asked.rows.fields.length > 0 ? { ...asked.rows, maximum: before?.rows?.maximum ?? mostRows } : undefined
  const bare = { item: slug, version, zh, en, fields: asked.fields, ...(rows && { rows }), checks: asked.checks ?? [] }
  const narrowed = toFieldSchema(bare)
  if (!narrowed.ok) return narrowed
  const holds = (more: object) => toFieldSchema({ ...bare, ...more }).ok
  const kept = (before?.checks ?? []).filter(check => holds({ checks: [check] }))
  const added = narrowed.value.checks.filter(check => !kept.some(known => JSON.stringify(known) === JSON.stringify(check)))
  const totalOf = before?.totalOf !== undefined && holds({ totalOf: before.totalOf }) ? before.totalOf : undefined
  const titleOf = before?.titleOf !== undefined && holds({ titleOf: before.titleOf }) ? before.titleOf : undefined
  const schema: FieldSchema = {
    ...narrowed.value, checks: [...kept, ...added],
    ...(totalOf !== undefined && { totalOf }), ...(totalOf !== undefined && before?.totalIsPaidOut && { totalIsPaidOut: true }), ...(titleOf !== undefined && { titleOf }),
  }
  if (!schema.fields.some(field => field.audience === 'public')) return { ok: false, errors: ['schema.fields: nothing is public'] }
  return { ok: true, value: { schema, dropped: (before?.checks ?? []).filter(check => !kept.includes(check)) } }
}
