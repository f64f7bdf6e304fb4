import { stateOf } from '#rules/cases/fold.ts'
import type { CaseState } from '#rules/cases/lifecycle.ts'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import type { DeskLevel } from '#rules/cases/states.ts'
import { extensionDecider } from '#rules/cases/limits.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import { getCase, listEvents, type CaseFile } from '#records/cases.ts'
import { keepsAnyAway } from '#records/conflicts.ts'
import type { Tx } from '#records/database.ts'
import { getDivision } from '#records/divisions.ts'
import { insertNotice, listTriageUnits, markDelivered, takeWaiting } from '#records/outbox.ts'
import type { Context } from './context.ts'
import { tellComplainant, tellCustodians, tellOfficers, type Happened } from './messages.ts'

type Desk = 'triage' | 'responsible' | 'supervising' | 'nobody'

/** Whose desk a case lies on in each state: that unit is told. */
const deskOf = {
  submitted: 'triage', rejectionProposed: 'triage', appealed: 'triage', accepted: 'triage', returned: 'triage', countyDecides: 'triage', escalated: 'triage',
  assigned: 'responsible', handling: 'responsible', jointHandling: 'responsible', redo: 'responsible',
  replyDrafted: 'supervising', rated: 'supervising',
  needsMoreInfo: undefined, lapsed: undefined, diverted: undefined, rejected: undefined, replied: undefined, closed: undefined, merged: undefined, withdrawn: undefined,
} as const satisfies Record<Exclude<CaseState, 'extensionPending'>, Desk | undefined>

/** What concerns another unit than the one on whose desk the case lies: a visit that is owed, a problem that came back, work for helpers. */
const deskOfTopic: Readonly<Record<string, Desk | 'helping'>> = {
  'case-callVisit': 'supervising', 'case-reportUnsolved': 'supervising', 'case-supervise': 'responsible', 'case-jointHandling': 'helping', 'case-joinUnits': 'helping', 'case-grantExtension': 'helping', 'case-refuseExtension': 'helping', 'case-contribute': 'responsible',
  // What a complainant writes is the desk's to read first; what is written to him concerns no desk.
  'case-writeMessage': 'triage', 'case-askComplainant': 'nobody', 'case-releaseWords': 'helping', 'case-redactStatement': 'helping', 'case-classify': 'nobody',
  'case-askIdentity': 'nobody', 'case-passIdentity': 'nobody', 'case-openIdentity': 'triage', 'case-viewIdentity': 'nobody', 'case-refuseIdentity': 'triage', 'case-endIdentity': 'triage',
  'case-recalculateSteps': 'nobody',
}

/** Whose turn it is after a step of a request for an identity; their desk counts what waits, so they get no notice beside it. */
const groupToldOf: Readonly<Record<string, CustodianGroup>> = { 'case-askIdentity': 'B', 'case-passIdentity': 'A' }

/** A message about a case finds its desk when it is delivered; any other says whose desk it is for. */
type CaseMessage = { readonly caseId: string }
type UnitMessage = { readonly unitId: string; readonly caseId?: string; readonly details: object }

/** Delivers waiting messages as notices on the desks of units; a message says which case, never what it is about. */
export async function deliverOutbox(context: Context): Promise<void> {
  for (let taken = 1; taken > 0;) {
    taken = await context.db.transaction().execute(async tx => {
      const now = new Date(context.clock.now())
      const messages = await takeWaiting(tx, now, 100)
      for (const { id, topic, payload } of messages) {
        const message = payload as CaseMessage | UnitMessage
        if ('unitId' in message) await tellUnit(context, tx, id, message, topic, now)
        else await tellOfCase(context, tx, id, message.caseId, topic, now)
        await markDelivered(tx, id, now)
      }
      return messages.length
    })
  }
}

async function tellUnit(context: Context, tx: Tx, id: string, message: UnitMessage, topic: string, at: Date): Promise<void> {
  if (topic === 'recalled' && message.caseId !== undefined) return tellOfRecall(tx, id, { unitId: message.unitId, caseId: message.caseId }, at)
  await insertNotice(tx, { id, ...message, topic, at })
  await tellOfficers(context, tx, message.unitId, 'reminder', id, message.caseId)
}

/** The unit sees the case no more, so its notice says which it was. A unit in which somebody must not know of it is told nothing: the notice is read by all of them. */
async function tellOfRecall(tx: Tx, id: string, { unitId, caseId }: { readonly unitId: string; readonly caseId: string }, at: Date): Promise<void> {
  if (await keepsAnyAway(tx, caseId, unitId)) return
  const { villageCode, receivedOn } = await getCase(tx, caseId)
  const { name } = await getDivision(tx, villageCode)
  await insertNotice(tx, { id, unitId, topic: 'recalled', details: { place: name, receivedOn }, at })
}

async function tellOfCase(context: Context, tx: Tx, id: string, caseId: string, topic: string, at: Date): Promise<void> {
  const file = await getCase(tx, caseId)
  // A part of a divided complaint is followed by the code of the whole, and told where that is.
  await tellComplainant(context, tx, file.splitFrom ?? caseId, topic.slice('case-'.length) as Happened, id)
  const group = groupToldOf[topic]
  if (group) await tellCustodians(context, tx, group, caseId, id)
  // The message's own id makes the first notice idempotent; a desk of several units gets one each.
  for (const [n, unitId] of (await unitsToTell(tx, file, topic)).entries()) {
    await insertNotice(tx, { id: n === 0 ? id : crypto.randomUUID(), unitId, caseId, topic, at })
    await tellOfficers(context, tx, unitId, 'work-waits', id, caseId)
  }
}

/** Who decides an extension depends on how many were asked for before. */
async function extensionDesk(tx: Tx, file: CaseFile): Promise<Desk> {
  const { extensions } = stateOf(await listEvents(tx, file.id))
  return extensionDecider(extensions.asked) === 'triage' ? 'triage' : 'supervising'
}

function unitsAtWork({ responsibleUnitId, helperUnitIds }: CaseFile): string[] {
  return [...responsibleUnitId ? [responsibleUnitId] : [], ...helperUnitIds]
}

async function unitsToTell(tx: Tx, file: CaseFile, topic: string): Promise<string[]> {
  const desk = deskOfTopic[topic] ?? (file.state === 'extensionPending' ? await extensionDesk(tx, file) : deskOf[file.state as Exclude<CaseState, 'extensionPending'>])
  switch (desk) {
    case 'triage': return listTriageUnits(tx, deskPlaceOf(file.countyCode, file.deskLevel as DeskLevel))
    case 'responsible': return file.responsibleUnitId ? [file.responsibleUnitId] : []
    case 'supervising': return file.supervisingUnitId ? [file.supervisingUnitId] : []
    case 'helping': return [...new Set([...unitsAtWork(file), ...file.mergedInto ? unitsAtWork(await getCase(tx, file.mergedInto)) : []])]
    case 'nobody': case undefined: return []
  }
}
