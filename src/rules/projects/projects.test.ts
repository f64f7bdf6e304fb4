import { describe, expect, test } from 'vitest'
import { gatherProject, isReached, projectStages, type ProjectFacts, type ProjectRecord } from './facts.ts'
import { projectCodeOf, villageOfProjectCode } from './code.ts'
import { dayProblem, moneyMarks, stageProblems } from './stages.ts'

const record = (itemSlug: string, periodStart: string, fields: ProjectRecord['fields'], paidFen: number | null = null): ProjectRecord => ({ id: `${itemSlug} ${periodStart}`, itemSlug, version: 1, periodStart, publishedOn: periodStart, title: 't', fields, paidFen })
const facts = (more: Partial<ProjectFacts>): ProjectFacts => ({ bidders: [], ...more })

/** What makes each stage reached, and nothing more. */
const signs: Record<(typeof projectStages)[number], Partial<ProjectFacts>> = {
  plan: { budget: 1 }, tender: { noticeOn: '2026-01-01' }, award: { winner: '甲' }, contract: { contractOn: '2026-02-01' }, progress: { progressPct: '0' }, acceptance: { acceptedOn: '2026-03-01' },
  settlement: { settled: 1 }, payment: { paid: 1 }, upkeep: { keeper: '乙' },
}

describe('a stage', () => {
  test.each(projectStages)('%s is reached by its own sign alone', stage => {
    expect(projectStages.filter(one => isReached(facts(signs[stage]), one))).toEqual([stage])
  })
  test.each([['tender', 'plan'], ['award', 'tender'], ['contract', 'award'], ['progress', 'contract'], ['acceptance', 'progress'], ['settlement', 'acceptance'], ['payment', 'contract'], ['upkeep', 'acceptance']] as const)('%s cannot be entered before %s', (stage, missing) => {
    expect(stageProblems(facts(signs[stage]))).toEqual([{ stage, missing }])
    const all = Object.assign({}, ...projectStages.filter(one => one !== missing).map(one => signs[one])) as Partial<ProjectFacts>
    expect(stageProblems(facts(all)).map(problem => problem.missing)).toContain(missing)
  })
  test('in their order none is refused', () => {
    for (let n = 1; n <= projectStages.length; n++) expect(stageProblems(facts(Object.assign({}, ...projectStages.slice(0, n).map(stage => signs[stage])) as Partial<ProjectFacts>))).toEqual([])
  })
  test('a direct award needs a plan and no tender', () => {
    expect(stageProblems(facts({ ...signs.plan, ...signs.award, tenderMethod: 'direct' }))).toEqual([])
    expect(stageProblems(facts({ ...signs.award, tenderMethod: 'direct' }))).toEqual([{ stage: 'award', missing: 'plan' }])
  })
})

test('days of stages may be equal and must not run backwards', () => {
  expect(dayProblem(facts({ noticeOn: '2026-03-01', contractOn: '2026-03-01' }))).toBeUndefined()
  expect(dayProblem(facts({ noticeOn: '2026-03-02', contractOn: '2026-03-01' }))).toEqual({ before: 'noticeOn', after: 'contractOn' })
  expect(dayProblem(facts({ noticeOn: '2026-03-01', acceptedOn: '2026-02-28', contractOn: '2026-03-05' }))).toEqual({ before: 'contractOn', after: 'acceptedOn' })
})

test('a fen more than was planned or contracted is marked, the same sum is not', () => {
  expect(moneyMarks(facts({ budget: 100, contractNow: 100, paid: 100 }))).toEqual([])
  expect(moneyMarks(facts({ budget: 100, contractNow: 101, paid: 101 }))).toEqual(['over-budget'])
  expect(moneyMarks(facts({ budget: 100, contractNow: 100, paid: 101 }))).toEqual(['over-contract'])
  expect(moneyMarks(facts({ budget: 100, contractNow: 100, settled: 101, paid: 101 }))).toEqual([])
  expect(moneyMarks(facts({ paid: 5 }))).toEqual([])
})

describe('what records say together', () => {
  test('the later stage is believed, and within a stage the later period', () => {
    const gathered = gatherProject([record('project-progress', '2026-06-01', { progressPct: '80' }), record('project-contract', '2026-04-01', { contractAmount: 100, changesTotal: 7, contractor: '乙' }), record('project-progress', '2026-05-01', { progressPct: '40' }), record('project-plan', '2026-01-01', { fundAmount: 200, contractAmount: 90, winner: '甲', bidders: '甲；丙、丁' })])
    expect(gathered).toMatchObject({ progressPct: '80', contractAmount: 100, contractNow: 107, winner: '乙', budget: 200, bidders: ['甲', '丙', '丁'] })
  })
  test('payments are taken from the settlement, else from the progress, else from the plan', () => {
    const [plan, progress] = [record('project-plan', '2026-01-01', {}, 10), record('project-progress', '2026-02-01', { paidSoFar: 20 })]
    expect(gatherProject([plan]).paid).toBe(10)
    expect(gatherProject([plan, progress]).paid).toBe(20)
    expect(gatherProject([plan, progress, record('project-settlement', '2026-03-01', {}, 30)]).paid).toBe(30)
    expect(gatherProject([plan, progress, record('project-settlement', '2026-03-01', { paidTotal: 40 }, 30)]).paid).toBe(40)
  })
  test('a code names its village', () => expect([projectCodeOf(340522100200, 2026, 7), villageOfProjectCode('340522100200-2026-07'), villageOfProjectCode('甲-2026')]).toEqual(['340522100200-2026-07', 340522100200, undefined]))
})
