import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import type { CaseEvent, CaseEventDetails, Party } from '#rules/cases/events.ts'
import { after, type CaseFacts } from '#rules/cases/fold.ts'
import { actionRules, availableActions, type CaseAction } from '#rules/cases/lifecycle.ts'
import { extendedDue, promisedAnew } from '#rules/cases/limits.ts'
import { limitRefusal } from '#rules/cases/may.ts'
import { answerOwedStates, isOneOf } from '#rules/cases/states.ts'
import { isOpenItem } from '#rules/cases/supervision-items.ts'
import { limits } from '#test/case-rules.ts'

const told = { code: 'x', zh: '测试', en: 'test' }
const reply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '测试单位', text: '路灯已经修好，谢谢提醒。' }

/** A possible life of a case: at each step one of the moves that state and limits allow, chosen by the numbers. */
export function walk(numbers: readonly number[], calendar: Calendar, start: PlainDate): CaseEvent[] {
  const events: CaseEvent[] = []
  let facts: CaseFacts | undefined
  let today = start
  for (const number of numbers) {
    today = addDays(today, number % 29 === 0 ? 40 : number % 13 === 0 ? 20 : number % 2)
    const allowed = availableActions(facts?.state).filter(action => !facts || (limitRefusal(action, facts, { today, calendar, limits }) === undefined && makesSense(action, facts)))
    // Most lives are long: what ends them early, or changes no state, is chosen less often.
    const rare = new Set<CaseAction>(number % 5 === 0 ? [] : ['withdraw', 'divert', 'supervise', 'liftSupervision', 'giveCard', 'explain', 'raise', 'recalculate', 'callVisit', 'split', 'joinUnits', 'askMore', 'merge', 'reopen', 'classify', 'nameSubjects', 'moveUp', 'recall', 'redactStatement', 'writeMessage', 'releaseWords'])
    const possible = allowed.some(action => !rare.has(action)) ? allowed.filter(action => !rare.has(action)) : allowed
    const action = possible[Math.floor(number / 65) % possible.length]
    if (!action) break
    const event = eventOf(action, facts, today, calendar, events.length + 1)
    facts = after(facts, event)
    events.push(event)
  }
  return events
}

/** What the actions, not the rules, keep from happening. */
function makesSense(action: CaseAction, facts: CaseFacts): boolean {
  if (action === 'markOverdue') return !facts.isMarkedOverdue
  if (action === 'moveUp') return facts.deskLevel !== 'province'
  if (action === 'giveCard') return !facts.supervisionItems.some(item => item.ground === 'overdue' && item.cycle === facts.cycle)
  if (action === 'explain' || action === 'raise') return facts.supervisionItems.some(isOpenItem)
  return action !== 'sign' || facts.barredHands.length === 0 || facts.responsibleUnitId !== undefined
}

function eventOf(action: CaseAction, facts: CaseFacts | undefined, day: PlainDate, calendar: Calendar, seq: number): CaseEvent {
  const by = partyFor(action, facts)
  return { seq, action, day, at: `${day}T02:00:00Z`, by, note: '测试用的说明文字，足够长。', details: detailsOf(action, facts, day, calendar) } as CaseEvent
}

function partyFor(action: CaseAction, facts: CaseFacts | undefined): Party {
  const [duty] = actionRules[action].duties
  if (duty === 'complainant' || duty === 'system') return { kind: duty }
  const handler = facts?.barredHands.some(({ by }) => by === 'zhang') ? 'wang' : 'zhang'
  return { kind: 'officer', officerId: action === 'sign' ? handler : duty, unitId: `unit of ${duty}` }
}

function detailsOf(action: CaseAction, facts: CaseFacts | undefined, day: PlainDate, calendar: Calendar): object {
  const promised = (days: number) => promisedAnew(calendar, facts?.dueOn, day, days)
  switch (action) {
    case 'accept': case 'overruleRejection': case 'reopen': case 'orderRedo': return promised(10)
    case 'decideEscalation': return day.endsWith('1') ? { verdict: 'writtenFinding' } : { verdict: 'supervise', ...promised(10) }
    case 'grantExtension': return { dueOn: extendedDue(calendar, facts!.dueOn!, 5).day, provisional: false, days: 5 }
    case 'recalculate': return { ...(isOneOf(answerOwedStates, facts!.state) && { dueOn: addDays(facts!.dueOn!, 1), provisional: false }), notice: 'https://example.org/notice', days: [], state: facts!.state } satisfies CaseEventDetails['recalculate']
    case 'assign': return { responsibleUnitId: 'water', supervisingUnitId: 'group' }
    case 'return': return { toCounty: facts!.returns.length + 1 >= limits.mostReturns }
    case 'joinUnits': return { unitIds: ['roads', 'fire'] }
    case 'recall': return { unitIds: facts?.responsibleUnitId === undefined ? [] : [facts.responsibleUnitId] }
    case 'askExtension': return { days: 5 }
    case 'draftReply': return { reply }
    case 'answerTogether': return { reply, fromCaseId: 'lead', draftedBy: 'zhang', passedBy: 'li', responsibleUnitId: 'water', supervisingUnitId: 'group' } satisfies CaseEventDetails['answerTogether']
    case 'rate': return { grade: day.endsWith('2') || day.endsWith('5') ? 'satisfied' : 'dissatisfied' }
    case 'callVisit': return { reason: 'sample', dueOn: addDays(day, 7) }
    case 'recordVisit': return { finding: 'solved' }
    case 'divert': return { route: told }
    case 'proposeRejection': return { reason: told, address: told }
    case 'supervise': return { dueOn: addDays(day, 7), letter: { text: '请于期限内办结并书面说明。', unitId: 'unit of handler' } }
    case 'giveCard': return { ground: 'overdue', colour: 'red', unitId: 'unit of handler', copyUnitIds: [], dueOn: addDays(day, 4) }
    case 'explain': return { n: facts!.supervisionItems.find(isOpenItem)!.n }
    case 'raise': return { n: facts!.supervisionItems.find(isOpenItem)!.n, level: 'leader' }
    case 'merge': return { intoCaseId: 'lead' }
    case 'split': return { newCaseId: 'part', statement: '另外一件事情' }
    case 'releaseWords': return { of: 1 }
    case 'classify': return { item: told }
    case 'nameSubjects': return { named: ['subject'], lifted: [] }
    case 'moveUp': return { deskLevel: facts!.deskLevel === 'county' ? 'city' : 'province' }
    case 'supplyMore': return { left: 1 }
    case 'markOverdue': return { state: facts!.state, dueOn: day }
    default: return {}
  }
}
