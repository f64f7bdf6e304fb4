import { redactionRefusal, redKinds, type RedactedMatter, type RedactionRefusal } from '#rules/cases/redaction.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCasePhotos } from '#records/cases.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { insertRedaction, listRedactions } from '#records/matter.ts'
import { eventOf, record } from '../case-events.ts'
import type { MoveRefusal } from '../case-move.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { officerParty, openCase } from './open-case.ts'

/** Writes the text for the units, or its next version. `asOf` is the number of events the officer was looking at. */
export async function redactStatement(context: Context, officer: Officer, id: string, asked: RedactedMatter & { readonly asOf: number }): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const open = await openCase(tx, officer, id, 'redactStatement')
    if (!open.ok) return open
    const { file, facts } = open.value
    if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq, possible: [] })
    const kept = await keepRedaction(tx, id, facts.lastSeq + 1, asked)
    if (kept) return refuse(kept)
    const next = await record(context, tx, file, facts, eventOf(context, facts, 'redactStatement', officerParty(officer), undefined, {}))
    return done({ eventCount: next.lastSeq })
  })
}

/** The text that comes with an assignment; without one, the text that is there already must do. Why not, or undefined. */
export async function keepTextFor(tx: Tx, caseId: string, eventSeq: number, redacted: RedactedMatter | undefined): Promise<RedactionRefusal | undefined> {
  if (redacted) return keepRedaction(tx, caseId, eventSeq, redacted)
  return (await listRedactions(tx, caseId)).length > 0 ? undefined : { code: 'redaction-missing' }
}

async function keepRedaction(tx: Tx, caseId: string, eventSeq: number, matter: RedactedMatter): Promise<RedactionRefusal | undefined> {
  const there = (await listCasePhotos(tx, caseId)).filter(photo => photo.eventSeq === null).map(photo => photo.n)
  const refusal = redactionRefusal(matter, there)
  if (!refusal) await insertRedaction(tx, caseId, eventSeq, matter, redKinds(matter.statement, matter.place, matter.happened, matter.wish))
  return refusal
}
