import { beginRecord, valuesOfRows } from '#rules/disclosures/check-record.ts'
import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { publicView } from '#rules/disclosures/views.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Tx } from '#records/database.ts'
import { getSchema } from '#records/disclosures.ts'
import { appendDraftEvent, draftRows, findDraftForUpdate, findOpenCorrection, listDraftEvents, type DraftRow } from '#records/drafts.ts'
import { eraseFromDraft } from '#records/erasures.ts'
import { getWholeVersion } from '#records/publication.ts'
import type { Context } from '../context.ts'
import { publicFieldsOf, type ErasedPlace } from './erased-places.ts'
import { isErased, type ErasedWord } from './erased-words.ts'

/** The correction of a record that is under way, locked. */
export async function lockCorrection(tx: Tx, disclosureId: string): Promise<DraftRow | undefined> {
  const open = await findOpenCorrection(tx, disclosureId)
  return open && findDraftForUpdate(tx, open.id)
}

type Line = { readonly seq: number; readonly values: Values }

/**
 * Deletes an erased value from the correction that is under way, wherever it stands on its way, and writes it into its history: whoever has it open
 * must load it anew before saving. Other people’s lines with the same words stay as many as are published; where it cannot be told which line is
 * which, nothing is taken and the gate says so.
 */
export async function eraseFromCorrection(context: Context, tx: Tx, officer: Officer, draft: DraftRow, word: ErasedWord, places: readonly ErasedPlace[]): Promise<void> {
  const schema = await getSchema(tx, draft.itemSlug, draft.schemaVersion)
  const field = publicFieldsOf(schema, word.rowSeq).find(({ key }) => key === word.fieldKey)
  if (!field) return
  const lines = (await linesOf(context, tx, draft, schema, word)).filter(({ values }) => isErased(context, word, field, values[field.key]))
  if (lines.length === 0) return
  const base = await getWholeVersion(tx, draft.countyCode, draft.disclosureId, draft.baseVersion)
  const others = (word.rowSeq === 0 ? [base.fields] : base.rows).filter(values => isErased(context, word, field, values[field.key])).length
  const taken = (others === 0 ? lines : lines.filter(line => isPlace(line, schema, field, draft, places))).slice(0, Math.max(0, lines.length - others))
  for (const { seq } of taken) await eraseFromDraft(tx, draft.id, seq, field.key)
  if (taken.length === 0) return
  const seq = (await listDraftEvents(tx, draft.id)).length + 1
  await appendDraftEvent(tx, { draftId: draft.id, seq, action: 'erase', officerId: officer.id, note: null, at: new Date(context.clock.now()) })
}

async function linesOf(context: Context, tx: Tx, draft: DraftRow, schema: FieldSchema, { rowSeq }: ErasedWord): Promise<Line[]> {
  const today = context.clock.today()
  if (rowSeq === 0) return [{ seq: 0, values: beginRecord(schema, draft.fields, 0, today).fields }]
  const lines: Line[] = []
  for await (const { rows, before } of draftRows(tx, draft.id)) for (const [at, values] of valuesOfRows(schema, rows, today).entries()) lines.push({ seq: before + at + 1, values })
  return lines
}

/** Whether a line of the correction is one that was erased: it stands where that stood, or says the same beside. */
function isPlace({ seq, values }: Line, schema: FieldSchema, { key }: Field, draft: DraftRow, places: readonly ErasedPlace[]): boolean {
  const said = (whole: Values) => JSON.stringify(Object.entries(whole).filter(([other]) => other !== key).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  const shown = said(publicView(schema, { fields: {}, rows: [values] }).rows[0]!)
  return places.some(place => (place.version === draft.baseVersion && place.seq === seq) || said(place.whole.values) === shown)
}
