import { sql } from 'kysely'
import type { ItemChange } from '#rules/catalogue/county-list.ts'
import type { CountyProcedure } from '#rules/catalogue/county-procedure.ts'
import type { AskedBinding, CountyProposal, ProposalOutcome } from '#rules/catalogue/proposals.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Db, Tx } from './database.ts'

/** Lets one decision about a county's list be made after the other, until the transaction ends. */
export async function lockCountyList(tx: Tx, countyCode: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the list of a county', ${countyCode}::bigint))`.execute(tx)
}

export type StoredProposal<Proposal extends CountyProposal = CountyProposal> = {
  readonly id: string
  readonly countyCode: number
  readonly proposal: Proposal
  readonly proposerId: string
  readonly proposedAt: Date
  readonly decision?: { readonly outcome: ProposalOutcome; readonly deciderId: string; readonly decidedAt: Date; readonly note: string }
}

/** Writes down what an officer proposes. */
export async function insertProposal(tx: Tx, { id, countyCode, proposal, proposerId, proposedAt }: StoredProposal): Promise<void> {
  const { slug, kind, validFrom, ...body } = proposal
  await tx.insertInto('listProposal').values({ id, countyCode, slug, kind, validFrom, body: JSON.stringify(body), proposerId, proposedAt }).execute()
}

/** A proposal by an id that somebody sent, with what became of it. */
export async function findProposal(tx: Tx, id: string): Promise<StoredProposal | undefined> {
  const row = await proposals(tx).where('asked.id', '=', id).executeTakeFirst()
  return row && toProposal(row)
}

/** Whether a proposal of this kind about this item waits for a decision. */
export async function hasOpenProposal(tx: Tx, countyCode: number, { kind, slug }: Pick<CountyProposal, 'kind' | 'slug'>): Promise<boolean> {
  return await proposals(tx).where('asked.countyCode', '=', countyCode).where('asked.kind', '=', kind).where('asked.slug', '=', slug)
    .where('decided.outcome', 'is', null).limit(1).executeTakeFirst() !== undefined
}

type OfKind<Kind extends CountyProposal['kind']> = StoredProposal<Extract<CountyProposal, { kind: Kind }>>

/** The open proposals of a county of these kinds, oldest first. */
export async function listOpenProposals<Kind extends CountyProposal['kind']>(db: Db | Tx, countyCode: number, kinds: readonly Kind[]): Promise<OfKind<Kind>[]> {
  const rows = await proposals(db).where('asked.countyCode', '=', countyCode).where('asked.kind', 'in', kinds).where('decided.outcome', 'is', null).orderBy('asked.proposedAt').orderBy('asked.kind').orderBy('asked.slug').orderBy('asked.id').execute()
  return rows.map(row => toProposal(row) as OfKind<Kind>)
}

/** The newest decided proposals of a county of these kinds. */
export async function listDecidedProposals<Kind extends CountyProposal['kind']>(db: Db | Tx, countyCode: number, kinds: readonly Kind[], most: number): Promise<OfKind<Kind>[]> {
  const rows = await proposals(db).where('asked.countyCode', '=', countyCode).where('asked.kind', 'in', kinds).where('decided.outcome', 'is not', null)
    .orderBy('decided.decidedAt', 'desc').orderBy('asked.kind').orderBy('asked.slug').orderBy('asked.id').limit(most).execute()
  return rows.map(row => toProposal(row) as OfKind<Kind>)
}

function proposals(db: Db | Tx) {
  return db.selectFrom('listProposal as asked').leftJoin('listDecision as decided', 'decided.proposalId', 'asked.id')
    .select(['asked.id', 'asked.countyCode', 'asked.slug', 'asked.kind', 'asked.validFrom', 'asked.body', 'asked.proposerId', 'asked.proposedAt',
      'decided.outcome', 'decided.deciderId', 'decided.decidedAt', 'decided.note'])
}

type Row = Awaited<ReturnType<ReturnType<typeof proposals>['execute']>>[number]

function toProposal({ id, countyCode, slug, kind, validFrom, body, proposerId, proposedAt, outcome, deciderId, decidedAt, note }: Row): StoredProposal {
  const proposal = { slug, kind, validFrom, ...(body as object) } as CountyProposal
  const decision = outcome !== null && deciderId !== null && decidedAt !== null ? { outcome: outcome as ProposalOutcome, deciderId, decidedAt, note: note ?? '' } : undefined
  return { id, countyCode, proposal, proposerId, proposedAt, ...(decision && { decision }) }
}

/** What becomes of a proposal. The database refuses a decider who proposed, and a withdrawal by anybody else. */
export async function insertDecision(tx: Tx, of: Pick<StoredProposal, 'id' | 'proposerId'>, made: NonNullable<StoredProposal['decision']>): Promise<void> {
  await tx.insertInto('listDecision').values({ proposalId: of.id, proposerId: of.proposerId, ...made }).execute()
}

/** From which passed proposal a change comes; the database refuses one without. */
export type PassedFrom = { readonly proposalId: string; readonly countyCode: number; readonly authorId: string; readonly at: Date; readonly slug: string; readonly validFrom: PlainDate }

/** Puts a change of an item on the list. */
export async function insertChange(tx: Tx, from: PassedFrom, seq: number, change: ItemChange): Promise<void> {
  const { at: madeAt, ...known } = from
  await tx.insertInto('pub.countyItem').values({ ...known, seq, change: JSON.stringify(change), madeAt }).execute()
}

/** The number the next form of a county gets: counties share the numbers of an item, beginning at 1000. */
export async function nextFormVersion(tx: Tx, item: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the forms of an item', hashtext(${item})::bigint))`.execute(tx)
  const found = await tx.selectFrom('pub.fieldSchema').select(made => made.fn.max('version').as('version')).where('item', '=', item).executeTakeFirst()
  return Math.max(1000, (found?.version ?? 0) + 1)
}

/** Keeps a county's form. Records made before keep the form they were made with. */
export async function insertForm(tx: Tx, from: PassedFrom, schema: FieldSchema): Promise<void> {
  const { at: madeAt, slug: item, ...known } = from
  await tx.insertInto('pub.fieldSchema').values({ ...known, item, version: schema.version, body: JSON.stringify(schema), madeAt }).execute()
}

/** Puts a county's procedure for an item into force; null gives up its own. */
export async function insertProcedure(tx: Tx, from: PassedFrom, procedure: CountyProcedure | null): Promise<void> {
  const { at: madeAt, ...known } = from
  const { earlier } = await tx.selectFrom('pub.itemProcedure').select(made => made.fn.max('seq').as('earlier'))
    .where('countyCode', '=', from.countyCode).where('slug', '=', from.slug).executeTakeFirstOrThrow()
  await tx.insertInto('pub.itemProcedure').values({ ...known, seq: (earlier ?? 0) + 1, body: procedure && JSON.stringify(procedure), madeAt }).execute()
}

/** Binds an item to its two units from a day on. */
export async function insertBinding(tx: Tx, from: PassedFrom, binding: AskedBinding): Promise<void> {
  const { proposalId, countyCode, slug: itemSlug, validFrom } = from
  const { earlier } = await tx.selectFrom('itemBinding').select(made => made.fn.max('seq').as('earlier'))
    .where('countyCode', '=', countyCode).where('itemSlug', '=', itemSlug).where('validFrom', '=', validFrom).executeTakeFirstOrThrow()
  await tx.insertInto('itemBinding').values({ ...binding, proposalId, countyCode, itemSlug, validFrom, seq: (earlier ?? 0) + 1 }).execute()
}
