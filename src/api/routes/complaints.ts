import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkComplaintForm, type ComplaintField, type ComplaintProblem } from '#rules/cases/complaint-form.ts'
import { photographedActions } from '#rules/cases/messages.ts'
import { complaintProblemText } from '#text/pages-complaint.ts'
import type { Language } from '#text/language.ts'
import { takeSent } from '#platform/allowances.ts'
import { blurredSource } from '#platform/rate-limit.ts'
import { actAsComplainant, rateCase } from '#actions/complainant-moves.ts'
import { allowPublicAnswer } from '#actions/answers/consent.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { writeAsComplainant } from '#actions/matter/write.ts'
import { trackCase, type TrackedCase } from '#actions/tracking.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/complaints.ts'
import type { PlacedProblem } from '../contract/problem.ts'
import type { ApiRefusal } from '../errors.ts'
import { readUpload } from '../uploads.ts'
import { receiptView } from '../views/receipt.ts'

/** What residents can do through other programs: file, follow and rate a complaint. Nobody signs in. */
export function addComplaints(api: FastifyInstance, context: Context): void {
  addRoute(api, contract.fileComplaint, async ({ body, language, request }) => {
    const { value, problems } = checkComplaintForm({ ...body, village: body.villageCode, name: body.person?.name, phone: body.person?.phone })
    if (!value) return refuse({ code: 'bad-request', placed: problems.map(problem => placed(language, problem)), status: 422 })
    const seconds = context.allowances.filings.take(sourceOf(context, request), context.clock.now())
    if (seconds !== undefined) return refuse({ code: 'slow-down', seconds })
    const idempotencyKey = String(request.headers['idempotency-key'])
    const filed = await fileComplaint(context, { ...value, ...(body.about && { about: body.about }), photos: [], idempotencyKey, channel: 'api' })
    return filed.ok ? done(receiptView(filed.value)) : filed
  })
  const guarded = guardGuesses(context)
  addRoute(api, contract.trackComplaint, ({ body, request }) => guarded(request, () => trackCase(context, body.code, body.part)))
  addRoute(api, contract.rateComplaint, ({ body, request }) => guarded(request, () => rateCase(context, body.code, { grade: body.grade, ...(body.opinion !== undefined && { opinion: body.opinion }), scores: body.scores }, body.part)))
  addRoute(api, contract.writeToUnits, ({ body, request }) => guarded(request, () => writeAsComplainant(context, body.code, { words: body.words, photos: [], key: String(request.headers['idempotency-key']) }, body.part)))
  addRoute(api, contract.actOnComplaint, ({ body, request }) => guarded(request, () => actAsComplainant(context, body.code, { action: body.action, note: body.note }, body.part)))
  addRoute(api, contract.allowPublicAnswer, ({ body, request }) => guarded(request, () => allowPublicAnswer(context, body.code, body.isGiven, body.part)))
}

/** What is added with photos comes as a form, read only once it is known that the source guesses no codes. */
export function addAdditions(uploads: FastifyInstance, context: Context): void {
  const guarded = guardGuesses(context)
  addRoute(uploads, contract.addToComplaint, ({ request }) => guarded(request, async (): Promise<Outcome<TrackedCase, ApiRefusal>> => {
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { texts, files } = upload.value
    const seconds = takeSent(context.allowances.sentByNetwork, sourceOf(context, request), files, context.clock.now())
    if (seconds !== undefined) return refuse({ code: 'sent-too-much', seconds })
    const [action, part] = [photographedActions.find(known => known === texts.get('action')), texts.get('part') ?? '1']
    if (action === undefined || !/^[1-9]\d?$/.test(part)) return refuse({ code: 'broken-form' })
    return actAsComplainant(context, texts.get('code') ?? '', { action, note: texts.get('note'), photos: files }, Number(part))
  }))
}

const fieldNames: Partial<Record<ComplaintField, string>> = { village: 'villageCode', name: 'person.name', phone: 'person.phone' }

function placed(language: Language, problem: ComplaintProblem): PlacedProblem {
  return { place: 'body', field: fieldNames[problem.field] ?? problem.field, code: problem.code, message: complaintProblemText(language, problem) }
}

/** Lets everybody look up codes, and makes whoever keeps typing wrong ones wait. */
function guardGuesses(context: Context) {
  const { guessesOfOne: ofOne, guessesOfAll: ofAll } = context.allowances
  return async <Refusal extends ApiRefusal>(request: FastifyRequest, look: () => Promise<Outcome<TrackedCase, Refusal>>): Promise<Outcome<contract.Tracked, ApiRefusal>> => {
    const now = context.clock.now()
    const source = sourceOf(context, request)
    const seconds = Math.max(ofOne.wait(source, now), ofAll.wait('all', now))
    if (seconds > 0) return refuse({ code: 'slow-down', seconds })
    const found = await look()
    if (found.ok) return done({
      ...found.value, dueSteps: [...found.value.dueSteps], timeline: found.value.timeline.map(({ told, ...step }) => ({ ...step, ...(told && { told: [...told] }) })), may: [...found.value.may], parts: [...found.value.parts], messages: [...found.value.messages],
    })
    if (found.refusal.code === 'no-such-code') {
      ofOne.take(source, now)
      ofAll.take('all', now)
    }
    return found
  }
}

function sourceOf(context: Context, request: FastifyRequest): string {
  return blurredSource(context.secrets.sourceKey, context.clock.today(), request.ip)
}
