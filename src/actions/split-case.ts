import { randomUUID } from 'node:crypto'
import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import { complaintLimits } from '#rules/cases/complaint-form.ts'
import { after } from '#rules/cases/fold.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { caseKeyFrom, suite, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { receiptCodeFor, receiptHmac } from '#platform/crypto/receipt-code.ts'
import { insertPart, lockMerging } from '#records/case-links.ts'
import { findCase } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { listUnitsById } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { caseLeafFor } from './case-ledger.ts'
import { done, refuse, type Outcome } from './context.ts'
import type { Asking, CaseMove, MoveRefusal } from './case-move.ts'

/** The divisions of a county one after the other: a part is numbered, and whom it is about and whose own it is copied, between no two others. */
export async function lockForSplit(tx: Tx, id: string, asked: CaseMove): Promise<void> {
  const file = asked.action === 'split' ? await findCase(tx, id) : undefined
  if (file) await lockMerging(tx, file.countyCode)
}

/** Makes a case of its own of one part of a complaint. The complainant follows it under the code that he has. */
export async function partOf(asking: Asking): Promise<Outcome<object, MoveRefusal>> {
  const { context, tx, officer, file, facts, asked, day } = asking
  const statement = (asked.statement ?? '').trim()
  const length = [...statement.replace(/\s/gu, '')].length
  if (length < complaintLimits.statementLeast || [...statement].length > complaintLimits.statement) return refuse({ code: 'statement-missing' })
  const id = randomUUID()
  // The whole time goes on counting from the first filing; the new part has its steps before it.
  const details: CaseEventDetails['file'] = { splitFrom: file.splitFrom ?? file.id, since: facts.filedOn, deskLevel: facts.deskLevel }
  const at = new Date(context.clock.now())
  const event: CaseEvent = { seq: 1, action: 'file', at: at.toISOString(), day: day.today, by: { kind: 'officer', officerId: officer.id, unitId: officer.unitId }, details }
  // Nobody is told this code: it makes the key of the leaves and keeps the column unique.
  const code = receiptCodeFor(context.secrets.receiptPepper, randomUUID())
  const key = caseKeyFrom(code)
  const unitClass = (await listUnitsById(tx, [officer.unitId])).get(officer.unitId)!.kind
  const rules = await context.caseRules.on(file.countyCode, day.today)
  // Parts that went to another desk are counted too.
  await lookingFurther(tx, 'divided', () => insertPart(tx, {
    id, from: file.id, statement, receiptHmac: receiptHmac(context.secrets.receiptPepper, code), at, day: day.today, officerId: officer.id, unitId: officer.unitId,
    details, leaf: caseLeafFor(key, id, event, undefined, null, unitClass), secret: { suite, wrappedKey: wrapCaseKey(context.secrets.wrappingKey, id, key) },
    begins: cachedColumns(after(undefined, event), context.calendar, rules, null),
  }))
  return done({ newCaseId: id, statement } satisfies CaseEventDetails['split'])
}
