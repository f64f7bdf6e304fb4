import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import type { Problem } from '#rules/disclosures/problems.ts'
import type { Db, Tx } from '#records/database.ts'
import type { DraftRow } from '#records/drafts.ts'
import { listErasedFingerprints, listPublishedBefore } from '#records/erasures.ts'
import { getWholeVersion } from '#records/publication.ts'
import type { Context } from '../context.ts'
import { publicFieldsOf } from './erased-places.ts'
import { isErased, type ErasedWord } from './erased-words.ts'

/** What erasures mean for a draft, found while its rows come. */
export type GrowingErased = {
  /** Looks through the next rows, of which `before` have come already. */
  take(rows: readonly Values[], before: number): void
  /** Once all rows have come: the problems without what erasures excuse, and with what they forbid. */
  judge(problems: readonly Problem[]): Promise<readonly Problem[]>
}

type Watched = { readonly word: ErasedWord; readonly field: Field; readonly rows: number[] }

/** A version that was published before, of this record or of a withdrawn one that is published anew. */
type Before = { readonly disclosureId: string; readonly version: number }

/**
 * A draft says no value again that was erased from its record, or from a withdrawn one that it publishes anew: no more lines have it than a version that was published, where somebody else may. And
 * what was erased is not missing, though its field must be filled.
 */
export async function beginErased(context: Context, db: Db | Tx, draft: DraftRow, schema: FieldSchema, fields: Values): Promise<GrowingErased> {
  const befores: readonly Before[] = [
    ...(draft.baseVersion === 0 ? [] : [{ disclosureId: draft.disclosureId, version: draft.baseVersion }]),
    ...(await listPublishedBefore(db, draft)).map(({ id, currentVersion }) => ({ disclosureId: id, version: currentVersion })),
  ]
  const watched: Watched[] = []
  for (const { disclosureId } of befores) {
    for (const word of await listErasedFingerprints(db, disclosureId)) {
      const field = publicFieldsOf(schema, word.rowSeq).find(({ key }) => key === word.fieldKey)
      if (field) watched.push({ word: { ...word, disclosureId }, field, rows: [] })
    }
  }
  const look = ({ word, field, rows }: Watched, values: Values, row: number) => { if (isErased(context, word, field, values[field.key])) rows.push(row) }
  for (const watch of watched) if (watch.word.rowSeq === 0) look(watch, fields, 0)
  return {
    take(rows, before) {
      for (const watch of watched) if (watch.word.rowSeq > 0) for (const [at, row] of rows.entries()) look(watch, row, before + at + 1)
    },
    async judge(problems) {
      const isAsked = watched.some(({ rows }) => rows.length > 0) || problems.some(({ code }) => code === 'missing')
      if (watched.length === 0 || !isAsked) return problems
      const bases: Base[] = []
      for (const { disclosureId, version } of befores) bases.push(await getWholeVersion(db, draft.countyCode, disclosureId, version))
      return [...withoutErased(problems, watched, bases), ...saidAgain(context, watched, bases)]
    },
  }
}

type Base = Awaited<ReturnType<typeof getWholeVersion>>
/** How many lines are so, in the version that has most of them. */
const mostLines = (bases: readonly Base[], { word }: Watched, isSo: (values: Values) => boolean) => Math.max(...bases.map(base => (word.rowSeq === 0 ? [base.fields] : base.rows).filter(isSo).length))

/** A value that a published version lacks too is not missing: only an erasure can have taken one that must be there. */
function withoutErased(problems: readonly Problem[], watched: readonly Watched[], bases: readonly Base[]): Problem[] {
  const excused = watched.filter((watch, at) => {
    const missing = problems.filter(problem => isMissing(problem, watch)).length
    const isFirst = watched.findIndex(other => other.word.fieldKey === watch.word.fieldKey && partOf(other) === partOf(watch)) === at
    return isFirst && missing > 0 && missing <= mostLines(bases, watch, values => values[watch.field.key] === undefined)
  })
  return problems.filter(problem => !excused.some(watch => isMissing(problem, watch)))
}

function isMissing({ code, place }: Problem, watch: Watched): boolean {
  return code === 'missing' && place.part === partOf(watch) && place.key === watch.field.key
}

function partOf({ word }: Watched): 'field' | 'row' {
  return word.rowSeq === 0 ? 'field' : 'row'
}

function saidAgain(context: Context, watched: readonly Watched[], bases: readonly Base[]): Problem[] {
  const problems = new Map<string, Problem>()
  for (const watch of watched) {
    const { word, field, rows } = watch
    if (rows.length === 0 || rows.length <= mostLines(bases, watch, values => isErased(context, word, field, values[field.key]))) continue
    for (const row of rows) problems.set(`${row}/${field.key}`, { place: row === 0 ? { part: 'field', key: field.key } : { part: 'row', key: field.key, row }, code: 'erased-value' })
  }
  return [...problems.values()]
}
