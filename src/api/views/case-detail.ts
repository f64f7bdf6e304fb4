import type { CaseEvent } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { extendedDue } from '#rules/cases/limits.ts'
import { clockOf, type LeadHistories } from '#rules/cases/clock.ts'
import type { Day } from '#rules/cases/may.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { stepDays } from '#rules/cases/steps.ts'
import { hidesVisits, hidesWhatIsOwed } from '#rules/ratings/sight.ts'
import { countyOf, townshipOf } from '#rules/divisions/division-code.ts'
import type { Language } from '#text/language.ts'
import { listEventsOf, type CaseFile } from '#records/cases.ts'
import { findItemFor } from '#records/catalogue.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { listDivisionNames } from '#records/divisions.ts'
import { listEvidenceById } from '#records/evidence.ts'
import { findHolder } from '#records/hand-over.ts'
import { listOfficerNames, listUnitsById } from '#records/officers.ts'
import { listLetterNumbers } from '#records/supervision-lists.ts'
import { knownOf } from '#actions/case-events.ts'
import type { Context } from '#actions/context.ts'
import { openRoutes } from '#actions/tips/divert-case.ts'
import { stepsOfDue } from '#actions/tracking.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import { unitsToChoose } from './assignment.ts'
import { actsOn } from './case-acts.ts'
import { answerOf } from './case-answer.ts'
import { eventView, filesOfParts, unitsNamedIn, type Named } from './case-events.ts'
import { choicesFor, clockView, lifeOf, linksOf, withWays } from './case-life.ts'
import { standing } from './case-summary.ts'
import { eventForRole, matterKnown, matterSeen } from './matter.ts'
import { supervisionItemsOf } from './supervision.ts'
import { eventSeen, eventCountSeen, ratingsSeen, seenBy, visitsSeen } from './rating-sight.ts'
import { unitView } from './units.ts'

/** A case with what the officer may know of it: its history, as far as it is given. */
export type KnownCase = { readonly file: CaseFile; readonly events: readonly CaseEvent[]; readonly about: CaseAbout }

/** A case as its page shows it. The caller has looked whether the officer may see it. */
export async function caseDetail(context: Context, officer: Officer, { file, events, about }: KnownCase, language: Language): Promise<CaseDetail> {
  const facts = stateOf(events)
  const { rules, day } = await knownOf(context, file, facts)
  const acts = withWays(actsOn(day, officer, facts, about, language), openRoutes(context, file, facts.state, rules).length > 0)
  const leads = await leadsOf(context, events)
  const named = await namesIn(context, [...events, ...[...leads.values()].flat()], facts)
  const seen = await seenBy(context, officer, file, events, facts)
  const matter = await matterKnown(context, file.id)
  return {
    ...await placeOf(context, file), ...standing(day, officer.role, facts), stageSteps: hidesWhatIsOwed(officer.role, facts.state) ? [] : stepDays(facts, day.calendar, day.limits).map(step => ({ ...step })), ...acts,
    id: file.id, eventCount: eventCountSeen(seen, facts, acts.allowed),
    ...matterSeen(officer.role, file, matter), ...await recordOf(context, file),
    ...unitsOf(facts, named), ...await handlerOf(context, facts), ...dueOf(context, facts), ...extensionOf(day, facts), ...await answerOf(context, officer, file.id, facts, named, acts.allowed),
    ...lifeOf(day, facts, named), ...visitsSeen(officer, facts), ...ratingsSeen(seen, officer.role, facts, events, matter.releases), supervisionItems: await supervisionItemsOf(context, officer, facts, about, named, await listLetterNumbers(context.db, file.id)),
    ...await linksOf(context, officer, file, facts), clock: clockView(clockOf(hidesVisits(officer.role) ? seen.events : events, context.calendar, day.today, leads), named),
    choices: await choicesFor(context, officer, file, rules, facts.state, acts.allowed),
    events: seen.events.map(event => eventSeen(seen, event, eventForRole(officer.role, event, eventView(event, named), matter.releases))),
    ...await unitsToChoose(context, officer, file, facts, about, acts.allowed),
  }
}

/** Of cases that the officer may not see nothing comes back, and their days stay with the unit of before. */
async function leadsOf({ db }: Context, events: readonly CaseEvent[]): Promise<LeadHistories> {
  return listEventsOf(db, [...new Set(events.flatMap(event => (event.action === 'merge' ? [event.details.intoCaseId] : [])))])
}

async function namesIn(context: Context, events: readonly CaseEvent[], facts: CaseFacts): Promise<Named> {
  const units = [...unitsNamedIn(events), ...facts.supervisionItems.flatMap(item => [item.unitId, item.byUnitId]), facts.responsibleUnitId, facts.supervisingUnitId, ...facts.helperUnitIds].filter(id => id !== undefined)
  return {
    officers: await listOfficerNames(context.db, [...new Set(events.flatMap(event => [event.by.officerId, event.by.forOfficerId].flatMap(id => id ?? [])))]),
    units: await listUnitsById(context.db, [...new Set(units)]),
    files: await listEvidenceById(context.db, filesOfParts(events)),
  }
}

async function placeOf(context: Context, file: CaseFile): Promise<Pick<CaseDetail, 'villageCode' | 'villageName' | 'townshipName' | 'item'>> {
  const names = await listDivisionNames(context.db, [file.villageCode, townshipOf(file.villageCode)])
  const item = file.itemSlug === null ? undefined : await findItemFor(context.db, countyOf(file.villageCode), file.itemSlug, context.clock.today())
  return {
    villageCode: file.villageCode, villageName: names.get(file.villageCode) ?? '', townshipName: names.get(townshipOf(file.villageCode)) ?? '',
    ...(item && { item: { slug: item.slug, zh: item.zh, en: item.en } }),
  }
}

async function recordOf(context: Context, file: CaseFile): Promise<Pick<CaseDetail, 'record'>> {
  if (file.disclosureId === null || file.disclosureVersion === null) return {}
  const current = await findDisclosure(context.db, file.disclosureId)
  return {
    record: {
      disclosureId: file.disclosureId, version: file.disclosureVersion, currentVersion: current?.currentVersion ?? file.disclosureVersion,
      ...(file.rowSeq !== null && { rowSeq: file.rowSeq }), ...(file.fieldKey !== null && { fieldKey: file.fieldKey }),
    },
  }
}

/** Who has it at hand now: who signed, or whoever that work was handed to since. The history keeps who signed. */
async function handlerOf(context: Context, facts: CaseFacts): Promise<Pick<CaseDetail, 'handlerName'>> {
  const handlerName = facts.handlerId && await findHolder(context.db, facts.handlerId)
  return handlerName ? { handlerName } : {}
}

function unitsOf(facts: CaseFacts, { units }: Named): Pick<CaseDetail, 'responsibleUnit' | 'supervisingUnit'> {
  const [responsible, supervising] = [units.get(facts.responsibleUnitId ?? ''), units.get(facts.supervisingUnitId ?? '')]
  return { ...(responsible && { responsibleUnit: unitView(responsible) }), ...(supervising && { supervisingUnit: unitView(supervising) }) }
}

function dueOf(context: Context, facts: CaseFacts): Pick<CaseDetail, 'due'> {
  if (!facts.dueOn || !facts.originalDueOn) return {}
  const granted = facts.extensions.requests.findLast(request => request.decision === 'granted')
  return {
    due: {
      on: facts.dueOn, original: facts.originalDueOn, provisional: facts.dueIsProvisional,
      ...(granted?.decisionNote !== undefined && { reason: granted.decisionNote }),
      steps: stepsOfDue(context, facts).map(step => ({ ...step })),
    },
  }
}

function extensionOf({ calendar, limits }: Day, facts: CaseFacts): Pick<CaseDetail, 'extension'> {
  if (!facts.dueOn) return {}
  const { asked, granted, requests } = facts.extensions
  const last = requests.at(-1)
  const open = last && !last.decision
    ? { days: last.days, reason: last.reason ?? '', askedOn: last.askedOn, wouldBeDueOn: extendedDue(calendar, facts.dueOn, last.days).day }
    : undefined
  return { extension: { longest: limits.extensionDays, most: limits.mostExtensions, asked, granted, ...(open && { open }) } }
}
