import { impossible, officerOf, type ChangesOf } from './change-parts.ts'
import type { CaseEvent, EventOf } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { isOpenItem, type SupervisionItem } from './supervision-items.ts'

/** What cards and supervision letters change, and what is said about them. */
export const changesBySupervision: ChangesOf<'supervise' | 'liftSupervision' | 'giveCard' | 'explain' | 'raise'> = {
  supervise: (facts, event) => {
    if (facts.supervision?.hasLetter) throw impossible(event, 'supervises twice')
    const { by, unitId: byUnitId } = officerOf(event)
    const { dueOn, days, letter } = event.details
    const supervision = { on: event.day, dueOn, days, by, hasLetter: letter !== undefined }
    if (!letter) return { supervision }
    return { supervision, ...added(facts, { kind: 'letter', on: event.day, dueOn, days, unitId: letter.unitId, text: letter.text, by, byUnitId }) }
  },
  liftSupervision: (facts, event) => {
    if (!facts.supervision) throw impossible(event, 'lifts no supervision')
    return { supervision: undefined }
  },
  giveCard: (facts, event) => {
    const { ground, colour, unitId, dueOn, days } = event.details
    if (facts.supervisionItems.some(item => item.ground === ground && item.cycle === facts.cycle)) throw impossible(event, 'gives a card twice')
    return added(facts, { kind: 'card', ground, colour, on: event.day, unitId, dueOn, days })
  },
  explain: (facts, event) => {
    const { by, unitId } = officerOf(event)
    const item = openItem(facts, event)
    if (item.unitId !== unitId || item.by === by) throw impossible(event, 'is not the answer of the unit that was asked')
    return changed(facts, { ...item, answeredOn: event.day, answer: event.note, answeredBy: by })
  },
  raise: (facts, event) => {
    const { level, unitId } = event.details
    const item = openItem(facts, event)
    return changed(facts, { ...item, level, raisedOn: event.day, riseDueOn: undefined, raisedTo: unitId === undefined ? item.raisedTo : [...item.raisedTo, unitId] })
  },
}

function added(facts: CaseFacts, item: Omit<SupervisionItem, 'n' | 'cycle' | 'level' | 'deskLevel' | 'raisedTo'>): Pick<CaseFacts, 'supervisionItems'> {
  return { supervisionItems: [...facts.supervisionItems, { ...item, n: facts.supervisionItems.length + 1, cycle: facts.cycle, level: 'unit', deskLevel: facts.deskLevel, raisedTo: [] }] }
}

function changed(facts: CaseFacts, item: SupervisionItem): Pick<CaseFacts, 'supervisionItems'> {
  return { supervisionItems: facts.supervisionItems.map(known => (known.n === item.n ? item : known)) }
}

function openItem(facts: CaseFacts, event: EventOf<'explain'> | EventOf<'raise'>): SupervisionItem {
  const item = facts.supervisionItems[event.details.n - 1]
  if (!item || !isOpenItem(item)) throw impossible(event as CaseEvent, `concerns no open card or letter ${event.details.n}`)
  return item
}
