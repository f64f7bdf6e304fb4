import { isDeepStrictEqual } from 'node:util'
import { randomInt, randomUUID } from 'node:crypto'
import type { CaseEvent } from '../src/rules/cases/events.ts'
import { stateOf } from '../src/rules/cases/fold.ts'
import { actionRules, availableActions, type CaseAction } from '../src/rules/cases/lifecycle.ts'
import { complainantActions, officerActions } from '../src/rules/cases/states.ts'
import type { Officer } from '../src/rules/policy/officer.ts'
import { receiptHmac } from '../src/platform/crypto/receipt-code.ts'
import { cachedColumns } from '../src/records/case-columns.ts'
import { findCase, findCaseIdByReceipt, listEvents } from '../src/records/cases.ts'
import { getOfficer } from '../src/records/officers.ts'
import { fileComplaint } from '../src/actions/complaints.ts'
import { actAsComplainant, type ComplainantMove } from '../src/actions/complainant-moves.ts'
import type { Context } from '../src/actions/context.ts'
import { moveCase, type CaseMove } from '../src/actions/move-case.ts'
import { sweepCases } from '../src/actions/sweep-cases.ts'
import { mainVillages, officerId, unitId } from '../src/cli/demonstration/people.ts'

/** What a client did: when it asked, when it was answered, and which number the event got, or how many events it read. */
type Done = { readonly caseId: string; readonly asked: number; readonly answered: number; readonly seq: number; readonly action: CaseAction | 'read'; readonly officerId?: string | undefined; readonly note?: string | undefined }
type Known = { readonly id: string; readonly code: string }

export type Findings = { readonly operations: number; readonly accepted: number; readonly refused: number; readonly events: number; readonly actions: readonly string[]; readonly anomalies: readonly string[]; readonly seconds: number }

/**
 * Many clients, officers and complainants, act on a few cases at once, often on what is no longer so. Afterwards the whole history is judged: it must be
 * that of one client after the other, in an order that agrees with the clock on the wall.
 */
export async function actAtOnce(context: Context, size: { readonly operations: number; readonly clients: number; readonly cases: number }): Promise<Findings> {
  const officers = await Promise.all([officerId.triage, officerId.secondTriage, officerId.handler('agriculture'), officerId.secondHandler, officerId.handler('housing'), officerId.supervisor('agriculture')]
    .map(id => getOfficer(context.db, id)))
  const cases: Known[] = []
  for (let n = 0; n < size.cases; n++) cases.push(await fileOne(context))
  const all = [...cases]
  const done: Done[] = []
  let [left, refused] = [size.operations, 0]
  const begun = performance.now()
  const client = async () => {
    for (; left > 0;) {
      left -= 1
      const place = randomInt(cases.length)
      const known = cases[place]!
      const made = await operate(context, known, officers)
      if (made === 'over') {
        const fresh = await fileOne(context)
        all.push(fresh)
        if (cases[place] === known) cases[place] = fresh
      } else if (made) done.push(made)
      else refused += 1
      if (randomInt(2000) === 0) await sweepCases(context)
    }
  }
  await Promise.all(Array.from({ length: size.clients }, client))
  const seconds = (performance.now() - begun) / 1000
  const anomalies: string[] = []
  let events = 0
  const actions = new Set<string>()
  for (const { id } of all) {
    const history = await listEvents(context.db, id)
    events += history.length
    for (const { action } of history) actions.add(action)
    anomalies.push(...await judge(context, id, history, done.filter(one => one.caseId === id)))
  }
  return { operations: size.operations, accepted: done.length, refused, events, actions: [...actions], anomalies, seconds }
}

async function fileOne(context: Context): Promise<Known> {
  const filed = await fileComplaint(context, { villageCode: mainVillages[0], statement: '测量用：村口路灯坏了。', photos: [], idempotencyKey: randomUUID(), channel: 'api' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const { receiptCode: code } = filed.value
  return { id: (await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, code)))!, code }
}

/** One look and one act, with whatever others did in between. */
async function operate(context: Context, known: Known, officers: readonly Officer[]): Promise<Done | 'over' | undefined> {
  const asked = performance.now()
  const { eventCount, state } = (await findCase(context.db, known.id))!
  const possible = availableActions(state as never).filter(action => [...officerActions, ...complainantActions].includes(action as never))
  if (!possible.some(action => action !== 'reopen') || eventCount > 400) return 'over'
  if (randomInt(5) === 0) return { caseId: known.id, asked, answered: performance.now(), seq: eventCount, action: 'read' }
  // Complainants leave rarely, or nothing would ever be long.
  const acts = possible.filter(action => !['withdraw', 'divert', 'confirmRejection', 'proposeRejection', 'merge', 'split'].includes(action) || randomInt(40) === 0)
  const action = acts[randomInt(Math.max(1, acts.length))]
  if (action === undefined) return undefined
  const officer = oneWho(officers, action)
  return (complainantActions as readonly string[]).includes(action) ? complain(context, known, action) : act(context, known, officer, action, eventCount)
}

/** Mostly somebody whose duty it is, or nothing would get on. */
function oneWho(officers: readonly Officer[], action: CaseAction): Officer {
  const fit = officers.filter(({ role }) => (actionRules[action].duties as readonly string[]).includes(role))
  const among = fit.length === 0 || randomInt(5) === 0 ? officers : fit
  return among[randomInt(among.length)]!
}

async function act(context: Context, { id }: Known, officer: Officer, action: CaseAction, asOf: number): Promise<Done | undefined> {
  if (!(officerActions as readonly string[]).includes(action)) return undefined
  const asked = performance.now()
  const moved = await moveCase(context, officer, id, { ...particulars(action), action, asOf } as CaseMove)
  // Whoever was right about what was newest wrote the next number, and nobody else did.
  return moved.ok ? { caseId: id, asked, answered: performance.now(), seq: asOf + 1, action, officerId: officer.id } : undefined
}

async function complain(context: Context, { id, code }: Known, action: CaseAction): Promise<Done | undefined> {
  const note = `测量用的说明，编号${randomUUID()}`
  const asked = performance.now()
  const acted = await actAsComplainant(context, code, { action, note, ...(action === 'rate' && { grade: randomInt(2) === 0 ? 'dissatisfied' : 'satisfied' }) } as ComplainantMove)
  return acted.ok ? { caseId: id, asked, answered: performance.now(), seq: -1, action, note } : undefined
}

function particulars(action: CaseAction): object {
  const note = action === 'draftReply' ? undefined : '测量用的说明文字，足够长。'
  const reply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '测量单位', text: '路灯已经修好，谢谢提醒。' }
  return {
    note, days: 1, reply, responsibleUnitId: unitId.department('agriculture'), unitIds: [unitId.department('housing')], reasonCode: 'other-organ', addressCode: 'hotline', routeCode: 'hotline',
    verdict: 'supervise', finding: 'solved', statement: '另外一件事情。',
    letter: '测量用的督办函：请尽快办理并书面说明情况。'.repeat(10), ...(action === 'assign' && { redacted: { statement: '测量用：村口路灯坏了。', photos: [] } }),
  }
}

async function judge(context: Context, id: string, history: readonly CaseEvent[], done: readonly Done[]): Promise<string[]> {
  const wrong: string[] = []
  for (const [n, event] of history.entries()) if (event.seq !== n + 1) wrong.push(`${id}: event ${event.seq} at place ${n + 1}`)
  const facts = stateOf(history) // throws on a history that cannot have happened
  const rules = await context.caseRules.on(340_522_000_000, facts.cycleFrom)
  const { countedDays, ...kept } = cachedColumns(facts, context.calendar, rules, null)
  const expected = { ...kept, countedDays: JSON.parse(countedDays) as unknown }
  const columns = await context.db.selectFrom('caseFile').select(Object.keys(expected) as (keyof typeof expected)[]).where('id', '=', id).executeTakeFirstOrThrow()
  if (!isDeepStrictEqual(columns, expected)) wrong.push(`${id}: the columns are not the fold`)
  const bySeq = new Map(history.map(event => [event.seq, event]))
  const byNote = new Map(history.filter(event => event.by.kind === 'complainant' && event.note !== undefined).map(event => [event.note, event]))
  const placed: Done[] = []
  for (const one of done) {
    const event = one.seq > 0 ? bySeq.get(one.seq) : byNote.get(one.note)
    if (one.action === 'read') placed.push(one)
    else if (event) {
      if (event.action !== one.action || event.by.officerId !== one.officerId) wrong.push(`${id}: number ${event.seq} was promised to ${one.action}`)
      placed.push({ ...one, seq: event.seq })
    } else if (one.action !== 'rate') wrong.push(`${id}: ${one.action} was accepted and is not there`) // the same grade again is answered without a second event
  }
  const numbers = placed.filter(one => one.action !== 'read').map(one => one.seq)
  if (new Set(numbers).size !== numbers.length) wrong.push(`${id}: one number was given twice`)
  const persons = history.filter(event => event.seq > 1 && event.by.kind !== 'system').length
  if (persons !== numbers.length) wrong.push(`${id}: ${persons} events of persons, ${numbers.length} accepted`)
  return [...wrong, ...against(id, placed)]
}

/** Orders that contradict the clock on the wall: what was answered before another was asked must come before it. */
function against(id: string, placed: readonly Done[]): string[] {
  const ordered = placed.toSorted((a, b) => a.seq - b.seq || Number(a.action === 'read') - Number(b.action === 'read'))
  const wrong: string[] = []
  let soonest = Infinity
  for (const one of ordered.toReversed()) {
    if (soonest < one.asked) wrong.push(`${id}: number ${one.seq} was asked for after a later one had been answered`)
    soonest = Math.min(soonest, one.answered)
  }
  return wrong
}
