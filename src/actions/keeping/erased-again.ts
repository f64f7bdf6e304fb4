import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import type { Problem } from '#rules/disclosures/problems.ts'
import type { Db, Tx } from '#records/database.ts'
import type { DraftRow } from '#records/drafts.ts'
import { listErasedFingerprints } from '#records/erasures.ts'
import { getWholeVersion } from '#records/publication.ts'
import type { Context } from '../context.ts'
import { publicFieldsOf } from './erased-places.ts'
import { isErased, type ErasedWord } from './erased-words.ts'

/** What erasures mean for a correction, found while its rows come. */
export type GrowingErased = {
  /** Looks through the next rows, of which `before` have come already. */
  take(rows: readonly Values[], before: number): void
  /** Once all rows have come: the problems without what erasures excuse, and with what they forbid. */
  judge(problems: readonly Problem[]): Promise<readonly Problem[]>
}

type Watched = { readonly word: ErasedWord; readonly field: Field; readonly rows: number[] }

/**
 * A correction says no value again that was erased from its record: no more lines have it than the published version, where somebody else may. And
 * what was erased is not missing, though its field must be filled.
 */
export async function beginErased(context: Context, db: Db | Tx, draft: DraftRow, schema: FieldSchema, fields: Values): Promise<GrowingErased> {
  const words = draft.baseVersion === 0 ? [] : await listErasedFingerprints(db, draft.disclosureId)
  const watched = words.flatMap((word): Watched[] => {
    const field = publicFieldsOf(schema, word.rowSeq).find(({ key }) => key === word.fieldKey)
    return field ? [{ word: { ...word, disclosureId: draft.disclosureId }, field, rows: [] }] : []
  })
  const look = ({ word, field, rows }: Watched, values: Values, row: number) => { if (isErased(context, word, field, values[field.key])) rows.push(row) }
  for (const watch of watched) if (watch.word.rowSeq === 0) look(watch, fields, 0)
  return {
    take(rows, before) {
      for (const watch of watched) if (watch.word.rowSeq > 0) for (const [at, row] of rows.entries()) look(watch, row, before + at + 1)
    },
    async judge(problems) {
      const isAsked = watched.some(({ rows }) => rows.length > 0) || problems.some(({ code }) => code === 'missing')
      if (watched.length === 0 || !isAsked) return problems
      const base = await getWholeVersion(db, draft.countyCode, draft.disclosureId, draft.baseVersion)
      return [...withoutErased(problems, watched, base), ...saidAgain(context, watched, base)]
    },
  }
}

type Base = Awaited<ReturnType<typeof getWholeVersion>>
const linesOf = (base: Base, { word }: Watched) => (word.rowSeq === 0 ? [base.fields] : base.rows)

/** A value that the published version lacks too is not missing: only an erasure can have taken one that must be there. */
function withoutErased(problems: readonly Problem[], watched: readonly Watched[], base: Base): Problem[] {
  const excused = watched.filter((watch, at) => {
    const missing = problems.filter(problem => isMissing(problem, watch)).length
    const isFirst = watched.findIndex(other => other.word.fieldKey === watch.word.fieldKey && partOf(other) === partOf(watch)) === at
    return isFirst && missing > 0 && missing <= linesOf(base, watch).filter(values => values[watch.field.key] === undefined).length
  })
  return problems.filter(problem => !excused.some(watch => isMissing(problem, watch)))
}

function isMissing({ code, place }: Problem, watch: Watched): boolean {
  return code === 'missing' && place.part === partOf(watch) && place.key === watch.field.key
}

function partOf({ word }: Watched): 'field' | 'row' {
  return word.rowSeq === 0 ? 'field' : 'row'
}

function saidAgain(context: Context, watched: readonly Watched[], base: Base): Problem[] {
  const problems = new Map<string, Problem>()
  for (const watch of watched) {
    const { word, field, rows } = watch
    if (rows.length === 0 || rows.length <= linesOf(base, watch).filter(values => isErased(context, word, field, values[field.key])).length) continue
    for (const row of rows) problems.set(`${row}/${field.key}`, { place: row === 0 ? { part: 'field', key: field.key } : { part: 'row', key: field.key, row }, code: 'erased-value' })
  }
  return [...problems.values()]
}
