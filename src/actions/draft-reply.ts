import type { CaseEventDetails } from '#rules/cases/events.ts'
import { nextStepProblem, replyProblem } from '#rules/cases/reply.ts'
import { templateProblem } from '#rules/cases/reply-templates.ts'
import { listReplyTemplates } from '#records/reply-templates.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { done, refuse, type Outcome } from './context.ts'
import { evidenceFor } from './evidence.ts'

/** An answer with everything it rests on. One that says no more than a template, or leaves a gap in it, is none. */
export async function answerFor({ tx, file, day, asked: { reply, evidence } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (!reply) return refuse({ code: 'reply-missing' })
  const field = replyProblem(reply)
  if (field) return refuse({ code: 'reply-incomplete', field })
  const next = nextStepProblem(reply, day.today)
  if (next) return refuse({ code: next })
  const boilerplate = templateProblem(reply, await listReplyTemplates(tx, file.countyCode))
  if (boilerplate) return refuse(boilerplate)
  const files = await evidenceFor(tx, file.id, evidence ?? [])
  if (!files.ok) return files
  return done({ reply, ...(files.value.length > 0 && { evidence: files.value }) } satisfies CaseEventDetails['draftReply'])
}
