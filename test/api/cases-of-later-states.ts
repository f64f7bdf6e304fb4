import { sweepCases } from '#actions/sweep-cases.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
import { livingIn } from '#test/cases/living.ts'
import type { World } from '#test/world.ts'

/** The states beside those of `steps`: asked back, put away, refused, passed on, shared, done again, joined, taken back. */
export const laterStates = ['needsMoreInfo', 'lapsed', 'diverted', 'rejectionProposed', 'rejected', 'appealed', 'countyDecides', 'jointHandling', 'redo', 'escalated', 'closed', 'merged', 'withdrawn'] as const
export type LaterState = (typeof laterStates)[number]

const note = '需要说明的理由如下。'

/** A case in each of them. What only time brings about is made on earlier days, so nothing else may lie on the desk yet; the clock goes back to the day it showed. */
export async function casesOfLaterStates(world: World): Promise<Record<LaterState, string>> {
  const today = world.context.clock.today()
  const live = livingIn(world)
  world.setClock('2026-03-02')
  const closed = await caseAt(world, 'rated')
  const lapsed = await file(world)
  await live.must('triage', lapsed, { action: 'askMore', note: '请写明是哪一年的账。' })
  world.setClock('2026-06-01')
  await sweepCases(world.context)
  world.setClock(today)
  return { closed: closed.id, lapsed: lapsed.id, ...await atTheDesk(world), ...await atWork(world) }
}

async function atTheDesk(world: World) {
  const live = livingIn(world)
  const [needsMoreInfo, diverted, rejectionProposed, rejected, appealed, merged, withdrawn] = [await file(world), await file(world), await file(world), await file(world), await file(world), await file(world), await file(world)]
  await live.must('triage', needsMoreInfo, { action: 'askMore', note: '请写明是哪一年的账。' })
  await live.must('triage', diverted, { action: 'divert', routeCode: 'hotline' })
  for (const filed of [rejectionProposed, rejected, appealed]) await live.must('triage', filed, { action: 'proposeRejection', note, reasonCode: 'litigation', addressCode: 'court' })
  for (const filed of [rejected, appealed]) await live.must('secondTriage', filed, { action: 'confirmRejection' })
  await live.complain(appealed, { action: 'appeal', note: '这是村里公开的内容。' })
  await live.must('triage', merged, { action: 'merge', note, intoCaseId: (await caseAt(world, 'handling')).id })
  await live.complain(withdrawn, { action: 'withdraw', note: '已经修好了' })
  return { needsMoreInfo: needsMoreInfo.id, diverted: diverted.id, rejectionProposed: rejectionProposed.id, rejected: rejected.id, appealed: appealed.id, merged: merged.id, withdrawn: withdrawn.id }
}

async function atWork(world: World) {
  const live = livingIn(world)
  const [countyDecides, jointHandling, redo, escalated] = [await caseAt(world, 'returned'), await caseAt(world, 'handling'), await caseAt(world, 'replied'), await caseAt(world, 'replied')]
  await live.must('triage', countyDecides, { action: 'assign', note, responsibleUnitId: world.unitId.department('agriculture') })
  await live.must('handler', countyDecides, { action: 'return', note: '不属本单位职责。' })
  await live.must('supervisor', jointHandling, { action: 'joinUnits', note: '道路部分请住建局协办。', unitIds: [world.unitId.department('housing')] })
  for (const filed of [redo, escalated]) {
    await live.complain(filed, { action: 'rate', grade: 'dissatisfied', note: '没有解决' })
    await live.must('supervisor', filed, { action: 'orderRedo', note: '没有回应他的问题。' })
  }
  await live.must('secondHandler', escalated, { action: 'sign' })
  await live.answer(escalated, 'secondHandler')
  await live.complain(escalated, { action: 'rate', grade: 'veryDissatisfied' })
  return { countyDecides: countyDecides.id, jointHandling: jointHandling.id, redo: redo.id, escalated: escalated.id }
}
