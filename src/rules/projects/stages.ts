import { isReached, projectStages, type ProjectFacts, type ProjectStage } from './facts.ts'

/** The stage that must have been reached before another is entered. */
const needs = {
  plan: undefined, tender: 'plan', award: 'tender', contract: 'award', progress: 'contract', acceptance: 'progress', settlement: 'acceptance', payment: 'contract', upkeep: 'acceptance',
} as const satisfies Record<ProjectStage, ProjectStage | undefined>

/** Small works may be given out directly; then nobody bids, and the award follows the plan. */
const directAwards: ReadonlySet<string> = new Set(['direct'])

export type StageProblem = { readonly stage: ProjectStage; readonly missing: ProjectStage }

/** Stages that were entered before the one they need. “A stage cannot be entered before the one it needs.” */
export function stageProblems(facts: ProjectFacts): StageProblem[] {
  return projectStages.flatMap(stage => {
    const before = neededBy(facts, stage)
    return before !== undefined && isReached(facts, stage) && !isReached(facts, before) ? [{ stage, missing: before }] : []
  })
}

function neededBy(facts: ProjectFacts, stage: ProjectStage): ProjectStage | undefined {
  return stage === 'award' && directAwards.has(facts.tenderMethod ?? '') ? 'plan' : needs[stage]
}

/** Days on which one stage follows another, in the order in which they must not run backwards. */
const stageDays = ['noticeOn', 'bidDeadline', 'contractOn', 'acceptedOn', 'settledOn'] as const

export type DayProblem = { readonly before: (typeof stageDays)[number]; readonly after: (typeof stageDays)[number] }

/** The first pair of stage days that runs backwards, across all records of the project. */
export function dayProblem(facts: ProjectFacts): DayProblem | undefined {
  const told = stageDays.filter(day => facts[day] !== undefined)
  for (const [i, after] of told.entries()) {
    const before = told[i - 1]
    if (before !== undefined && facts[after]! < facts[before]!) return { before, after }
  }
  return undefined
}

/** What a reader should look at: more contracted than planned, more paid than contracted. Leads for a human, never findings. */
export function moneyMarks(facts: ProjectFacts): ('over-budget' | 'over-contract')[] {
  const { budget, contractNow, paid, settled } = facts
  const isOverBudget = budget !== undefined && contractNow !== undefined && contractNow > budget
  const most = Math.max(contractNow ?? 0, settled ?? 0)
  const isOverContract = paid !== undefined && contractNow !== undefined && paid > most
  return [...(isOverBudget ? ['over-budget' as const] : []), ...(isOverContract ? ['over-contract' as const] : [])]
}
