import { sql } from 'kysely'
import type { HidablePart, HidingReason } from '#rules/objections/hiding.ts'
import type { ObjectionState } from '#rules/objections/lifecycle.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** An objection as it stands beside the record. */
export type PublicObjection = {
  readonly id: string
  readonly disclosureId: string
  readonly version: number
  readonly rowSeq: number | null
  readonly fieldKey: string | null
  readonly question: string
  readonly raisedOn: string
  readonly state: ObjectionState
  readonly dueOn: string | null
  readonly answer: string | null
  readonly answeredOn: string | null
  readonly decision: string | null
  readonly decidedOn: string | null
  readonly correctedIn: number | null
  /** Texts that were said and are hidden, each with the reason and since when. */
  readonly hidden: readonly { readonly part: HidablePart; readonly reason: HidingReason; readonly on: string }[]
}

const columns = ['id', 'disclosureId', 'version', 'rowSeq', 'fieldKey', 'question', 'raisedOn', 'state', 'dueOn', 'answer', 'answeredOn', 'decision', 'decidedOn', 'correctedIn',
  sql<PublicObjection['hidden']>`coalesce((select jsonb_agg(jsonb_build_object('part', part, 'reason', reason, 'on', hidden_on)) from pub.objection_hiding as gone where gone.objection_id = objection.id), '[]')`.as('hidden')] as const

const ofRecord = prepare<{ county: number; id: string; most: number }>()('record_objections', given =>
  compiler.selectFrom('pub.objection').select(columns).where('countyCode', '=', given.county).where('disclosureId', '=', given.id).orderBy('raisedOn', 'desc').orderBy('id').limit(given.most))

/** The objections to a record, the newest first. */
export async function listRecordObjections(reader: PublicReader, of: { readonly countyCode: number; readonly id: string }, most: number): Promise<PublicObjection[]> {
  return await ofRecord.run(reader, { county: of.countyCode, id: of.id, most }) as unknown as PublicObjection[]
}

const one = prepare<{ id: string }>()('objection', given => compiler.selectFrom('pub.objection').select(columns).where('id', '=', given.id))

/** One objection by its id. */
export async function getPublicObjection(reader: PublicReader, id: string): Promise<PublicObjection> {
  const [found] = await one.run(reader, { id })
  if (!found) throw new Error('no objection ' + id)
  return found as unknown as PublicObjection
}
