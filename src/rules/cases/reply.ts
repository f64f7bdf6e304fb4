import type { PlainDate } from '../calendar/plain-date.ts'

/** An answer to a complaint: what was found, what was done, by whom, and what comes next and by when, beside the answer in plain words. */
export type CaseReply = {
  readonly found: string
  readonly done: string
  readonly nextStep?: string | undefined
  /** The last day for the next step. */
  readonly nextBy?: PlainDate | undefined
  /** Who answers for it, as the resident will read it. */
  readonly answeredBy: string
  readonly text: string
}

/** The parts of an answer that are written. */
export type ReplyField = Exclude<keyof CaseReply, 'nextBy'>

/** Characters. A reply that says less than this says nothing. */
export const replyLimits = {
  found: { least: 5, most: 2000 },
  done: { least: 5, most: 2000 },
  nextStep: { least: 0, most: 1000 },
  answeredBy: { least: 2, most: 100 },
  text: { least: 10, most: 4000 },
} as const satisfies Record<ReplyField, { least: number; most: number }>

/** The first field of a reply that is too short or too long, if any. */
export function replyProblem(reply: CaseReply): ReplyField | undefined {
  const fields = Object.keys(replyLimits) as ReplyField[]
  return fields.find(field => {
    const length = [...(reply[field] ?? '').trim()].length
    return length < replyLimits[field].least || length > replyLimits[field].most
  })
}

export type NextStepProblem = 'next-by-missing' | 'next-by-past' | 'next-step-missing'

/** What is wrong with the next step: a promise without a day is none, and a day needs something to happen by it. */
export function nextStepProblem({ nextStep, nextBy }: Pick<CaseReply, 'nextStep' | 'nextBy'>, today: PlainDate): NextStepProblem | undefined {
  if (!nextStep?.trim()) return nextBy === undefined ? undefined : 'next-step-missing'
  if (nextBy === undefined) return 'next-by-missing'
  return nextBy < today ? 'next-by-past' : undefined
}

/** One file an answer rests on, as the event of the answer commits to it. */
export type EvidenceRef = { readonly id: string; readonly sha256: string }

export const evidenceLimits = { files: 20, withAnswer: 10 } as const
