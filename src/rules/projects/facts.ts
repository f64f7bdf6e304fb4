import type { Values } from '#rules/disclosures/field-schema.ts'

/** The life of a works project, in the order it must be lived (一码一工程). */
export const projectStages = ['plan', 'tender', 'award', 'contract', 'progress', 'acceptance', 'settlement', 'payment', 'upkeep'] as const
export type ProjectStage = (typeof projectStages)[number]

/** Supervision items whose records tell of a project, in the order in which later ones know better. */
export const projectItems = ['project-plan', 'project-tender', 'project-contract', 'project-progress', 'project-acceptance', 'project-settlement', 'project-upkeep'] as const
export type ProjectItem = (typeof projectItems)[number]

export function isProjectItem(slug: string): slug is ProjectItem {
  return (projectItems as readonly string[]).includes(slug)
}

/** One published record of a project: its public header, and the sum of its payments in fen. */
export type ProjectRecord = {
  readonly id: string
  readonly itemSlug: string
  readonly version: number
  readonly periodStart: string
  readonly publishedOn: string
  readonly title: string
  readonly fields: Values
  readonly paidFen: number | null
}

/** What all records of a project say together. Money is integer fen, days are ISO. */
export type ProjectFacts = {
  readonly name?: string
  readonly site?: string
  readonly content?: string
  readonly client?: string
  readonly fundSource?: string
  readonly tenderMethod?: string
  readonly noticeOn?: string
  readonly bidDeadline?: string
  readonly openedOn?: string
  readonly bidders: readonly string[]
  readonly winner?: string
  readonly winnerCreditCode?: string
  readonly contractOn?: string
  readonly progressPct?: string
  readonly completedOn?: string
  readonly acceptedOn?: string
  readonly acceptanceResult?: string
  readonly settledOn?: string
  readonly warrantyUntil?: string
  readonly keeper?: string
  readonly budget?: number
  readonly controlPrice?: number
  readonly winPrice?: number
  readonly contractAmount?: number
  /** The contract with its changes. */
  readonly contractNow?: number
  readonly settled?: number
  readonly paid?: number
}

/** Under which keys the records of different items say the same thing. */
const textKeys = {
  name: ['projectName', 'title'], site: ['site'], content: ['content', 'scope'], client: ['implementer', 'client'], fundSource: ['fundSource'], tenderMethod: ['tenderMethod', 'businessType'],
  noticeOn: ['noticeAt', 'publishedAt'], bidDeadline: ['bidDeadline'], openedOn: ['openedAt'], winner: ['winner', 'contractor'], winnerCreditCode: ['winnerCreditCode', 'contractorCreditCode'],
  contractOn: ['contractAt'], progressPct: ['progressPct'], completedOn: ['completedAt'], acceptedOn: ['acceptedAt', 'acceptanceAt'], acceptanceResult: ['result', 'acceptanceResult'],
  settledOn: ['settledAt', 'auditedAt'], warrantyUntil: ['warrantyUntil'], keeper: ['keeper'],
} as const satisfies { readonly [Fact in keyof ProjectFacts]?: readonly string[] }

const moneyKeys = {
  budget: ['fundAmount'], controlPrice: ['controlPrice'], winPrice: ['winPrice'], contractAmount: ['contractAmount'], contractNow: ['amountNow'], settled: ['auditPrice', 'settlementPrice'],
} as const satisfies { readonly [Fact in keyof ProjectFacts]?: readonly string[] }

/** Puts together what the records of one project say; of two that say the same thing the later stage, then the later period, is believed. */
export function gatherProject(records: readonly ProjectRecord[]): ProjectFacts {
  const ordered = [...records].sort((a, b) => orderOf(a) - orderOf(b) || (a.periodStart < b.periodStart ? -1 : 1))
  const facts: Record<string, string | number | readonly string[]> = { bidders: biddersOf(ordered) }
  for (const [fact, keys] of Object.entries({ ...textKeys, ...moneyKeys })) {
    const value = lastOf(ordered, keys)
    if (value !== undefined) facts[fact] = value
  }
  const paid = paidOf(ordered)
  if (paid !== undefined) facts['paid'] = paid
  const changes = lastOf(ordered, ['changesTotal'])
  const contract = facts['contractAmount']
  if (facts['contractNow'] === undefined && typeof contract === 'number') facts['contractNow'] = contract + (typeof changes === 'number' ? changes : 0)
  return facts as ProjectFacts
}

/** Whether a stage has been entered: something only that stage can say has been said. */
export function isReached(facts: ProjectFacts, stage: ProjectStage): boolean {
  switch (stage) {
    case 'plan': return facts.budget !== undefined
    case 'tender': return facts.noticeOn !== undefined || facts.bidDeadline !== undefined || facts.controlPrice !== undefined
    case 'award': return facts.winner !== undefined || facts.winPrice !== undefined
    case 'contract': return facts.contractOn !== undefined || facts.contractAmount !== undefined
    case 'progress': return facts.progressPct !== undefined
    case 'acceptance': return facts.acceptedOn !== undefined || facts.acceptanceResult !== undefined
    case 'settlement': return facts.settled !== undefined
    case 'payment': return (facts.paid ?? 0) > 0
    case 'upkeep': return facts.keeper !== undefined
  }
}

function lastOf(records: readonly ProjectRecord[], keys: readonly string[]): string | number | undefined {
  for (const { fields } of records.toReversed()) {
    for (const key of keys) if (fields[key] !== undefined) return fields[key]
  }
  return undefined
}

function orderOf({ itemSlug }: ProjectRecord): number {
  return (projectItems as readonly string[]).indexOf(itemSlug)
}

// A settlement lists every payment again; only without one do those of the plan count, or what the last progress report says.
function paidOf(records: readonly ProjectRecord[]): number | undefined {
  const settlement = records.findLast(record => record.itemSlug === 'project-settlement')
  const told = settlement?.fields['paidTotal'] ?? settlement?.paidFen
  if (typeof told === 'number') return told
  const plan = records.findLast(record => record.itemSlug === 'project-plan')?.paidFen
  const soFar = records.findLast(record => typeof record.fields['paidSoFar'] === 'number')?.fields['paidSoFar']
  return typeof soFar === 'number' ? soFar : plan ?? undefined
}

function biddersOf(records: readonly ProjectRecord[]): string[] {
  const told = String(lastOf(records, ['bidders']) ?? '')
  return [...new Set(told.split(/[；;、\n]/u).map(name => name.trim()).filter(name => name !== ''))]
}
