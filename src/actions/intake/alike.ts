import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { isOneOf, leadingStates, type CaseState } from '#rules/cases/states.ts'
import { proposeDuplicates, type Compared, type Proposal } from '#rules/duplicates/likeness.ts'
import { canSee } from '#rules/policy/cases.ts'
import { entryRefusal, mayCompare } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findCase, listEvents, type CaseFile } from '#records/cases.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findClosingDay, insertVerdict, listCandidates } from '#records/likeness.ts'
import { aboutCase } from '../about-case.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { once, type Asked, type OnceRefusal } from '../once.ts'

export type Candidate = Awaited<ReturnType<typeof listCandidates>>[number]
/** A case that may be about the same matter, with why, and what can be done about it. */
export type Alike = Candidate & Pick<Proposal, 'likeness' | 'because'> & {
  /** It runs and leads, so the case looked at can join it. */
  readonly canLead: boolean
  /** It was closed before the case looked at came. */
  readonly isEarlier: boolean
}

export type VerdictRefusal = OnceRefusal | { readonly code: 'not-found' | 'verdict-itself' | 'verdict-other-county' | 'verdict-not-after' }

/** Cases that a case may repeat. Undefined where the officer may not see the case, or not compare. */
export async function listAlike(context: Pick<Context, 'db'>, officer: Officer, caseId: string): Promise<readonly Alike[] | undefined> {
  const file = mayCompare(officer) ? await findSeen(context.db, officer, caseId) : undefined
  if (!file) return undefined
  const candidates = await listCandidates(context.db, officer, {
    id: file.id, villageCode: file.villageCode, itemSlug: file.itemSlug ?? undefined, disclosureId: file.disclosureId ?? undefined, on: file.receivedOn as PlainDate,
    relatives: [file.splitFrom, file.mergedInto].filter(id => id !== null),
  })
  return propose(compared(file), candidates, file.receivedOn)
}

/** Cases that what is being written down may repeat, before it is kept. */
export async function listAlikeEntry(context: Pick<Context, 'db' | 'clock'>, officer: Officer, entry: { readonly villageCode: number; readonly statement: string; readonly itemSlug?: string | undefined }): Promise<Outcome<readonly Alike[], PolicyRefusal>> {
  const refusal = entryRefusal(officer, entry.villageCode)
  if (refusal) return refuse(refusal)
  const today = context.clock.today()
  const candidates = await listCandidates(context.db, officer, { villageCode: entry.villageCode, itemSlug: entry.itemSlug, on: today, relatives: [] })
  return done(propose({ id: '', villageCode: entry.villageCode, itemSlug: entry.itemSlug, statement: entry.statement }, candidates, today))
}

function propose(subject: Compared, candidates: readonly Candidate[], receivedOn: string): readonly Alike[] {
  const byId = new Map(candidates.map(candidate => [candidate.id, candidate]))
  return proposeDuplicates(subject, candidates.map(compared)).map(({ id, likeness, because }) => {
    const candidate = byId.get(id)!
    return {
      ...candidate, likeness, because,
      canLead: isOneOf(leadingStates, candidate.state as CaseState),
      isEarlier: candidate.closedOn !== null && candidate.closedOn <= receivedOn,
    }
  })
}

type Comparable = Pick<CaseFile, 'id' | 'villageCode' | 'itemSlug' | 'disclosureId' | 'rowSeq' | 'fieldKey' | 'statement'>

/** A record as a whole is no line: only two that question the same row or value are one matter for certain. */
function compared({ id, villageCode, itemSlug, disclosureId, rowSeq, fieldKey, statement }: Comparable): Compared {
  const isLine = disclosureId !== null && (rowSeq !== null || fieldKey !== null)
  return { id, villageCode, itemSlug: itemSlug ?? undefined, statement, questioned: isLine ? `${disclosureId}/${rowSeq ?? ''}/${fieldKey ?? ''}` : undefined }
}

/** Remembers what an officer found about two cases: different matters, or the matter of a closed one again. The officer must see both. */
export async function sayVerdict(context: Context, officer: Officer, caseId: string, said: { readonly otherId: string; readonly verdict: 'different' | 'again' }, asked: Asked): Promise<Outcome<object, VerdictRefusal>> {
  return once(context, asked, inner => inTransaction(inner.db, async (tx): Promise<Outcome<object, VerdictRefusal>> => {
    if (!mayCompare(officer)) return refuse({ code: 'not-found' })
    if (caseId === said.otherId) return refuse({ code: 'verdict-itself' })
    const [file, other] = [await findSeen(tx, officer, caseId), await findSeen(tx, officer, said.otherId)]
    if (!file || !other) return refuse({ code: 'not-found' })
    if (file.countyCode !== other.countyCode) return refuse({ code: 'verdict-other-county' })
    const closedOn = await findClosingDay(tx, other.id)
    if (said.verdict === 'again' && (closedOn === undefined || closedOn > file.receivedOn)) return refuse({ code: 'verdict-not-after' })
    await insertVerdict(tx, { caseId, ...said, officerId: officer.id, unitId: officer.unitId, at: new Date(inner.clock.now()) })
    return done({})
  }))
}

async function findSeen(db: Db | Tx, officer: Officer, id: string): Promise<CaseFile | undefined> {
  const file = await findCase(db, id)
  return file && canSee(officer, await aboutCase(db, file, stateOf(await listEvents(db, id)))) ? file : undefined
}
