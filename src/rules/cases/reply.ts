/** An answer to a complaint: what was found, what was done, by whom, and what comes next, beside the answer in plain words. */
export type CaseReply = {
  readonly found: string
  readonly done: string
  readonly nextStep?: string | undefined
  /** Who answers for it, as the resident will read it. */
  readonly answeredBy: string
  readonly text: string
}

/** Characters. A reply that says less than this says nothing. */
export const replyLimits = {
  found: { least: 5, most: 2000 },
  done: { least: 5, most: 2000 },
  nextStep: { least: 0, most: 1000 },
  answeredBy: { least: 2, most: 100 },
  text: { least: 10, most: 4000 },
} as const satisfies Record<keyof CaseReply, { least: number; most: number }>

/** The first field of a reply that is too short or too long, if any. */
export function replyProblem(reply: CaseReply): keyof CaseReply | undefined {
  const fields = Object.keys(replyLimits) as (keyof CaseReply)[]
  return fields.find(field => {
    const length = [...(reply[field] ?? '').trim()].length
    return length < replyLimits[field].least || length > replyLimits[field].most
  })
}
