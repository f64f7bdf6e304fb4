import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { TextState } from '#rules/answers/publicity.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { answerActs, answerDutyRefusal, answerRefusal, type AnswerAct } from '#rules/policy/answers.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { suggestedQuestion } from '#text/public-answers.ts'
import { listAllowedCases, listAnswerTexts, type AnswerText } from '#records/answers.ts'
import { findItemFor } from '#records/catalogue.ts'
import { getCase, listEvents, type Seen } from '#records/cases.ts'
import { getDivision } from '#records/divisions.ts'
import { decideAnswer, withdrawAnswer } from '#actions/answers/decide.ts'
import { knownWords, prepareAnswer, prepareTypicalCase } from '#actions/answers/prepare.ts'
import { aboutText } from '#actions/answers/texts.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/answers.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 10

const statesOfTab = { waiting: ['waiting'], open: ['coming', 'shown'], over: ['returned', 'withdrawn', 'revoked'] } as const satisfies Record<(typeof contract.answerTabs)[number], readonly TextState[]>

/** What the desk makes public with the consent of whoever asked, and the typical cases of the county. */
export function addAnswers(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listAllowedAnswers, async ({ query, request }) => {
    const officer = officerOf(request)
    const foreign = answerDutyRefusal(officer)
    if (foreign) return refuse(foreign)
    const page = query.page ?? 1
    const { total, cases } = await listAllowedCases(context.db, officer, { page, pageSize })
    return done({ items: await Promise.all(cases.map(({ id, day }) => allowedView(context, id, day))), total, page, pageSize })
  })
  addRoute(staff, contract.listAnswerTexts, async ({ query, request }) => {
    const officer = officerOf(request)
    const foreign = answerDutyRefusal(officer)
    if (foreign) return refuse(foreign)
    const page = query.page ?? 1
    const { total, texts } = await listAnswerTexts(context.db, officer, statesOfTab[query.which], { page, pageSize })
    return done({ items: await Promise.all(texts.map(text => textView(context, officer, text))), total, page, pageSize })
  })
  addRoute(staff, contract.prepareAnswer, async ({ params, body, request }) => {
    const made = await once(context, askedBy(request), inner => prepareAnswer(inner, officerOf(request), params.id, body))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.prepareTypicalCase, async ({ body, request }) => {
    const made = await once(context, askedBy(request), inner => prepareTypicalCase(inner, officerOf(request), body))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.decideAnswer, async ({ params, body, request }) => {
    const decided = await once(context, askedBy(request), inner => decideAnswer(inner, officerOf(request), params.id, body))
    return decided.ok ? done(decided.value.value) : decided
  })
  addRoute(staff, contract.withdrawAnswer, async ({ params, body, request }) => {
    const withdrawn = await once(context, askedBy(request), inner => withdrawAnswer(inner, officerOf(request), params.id, body))
    return withdrawn.ok ? done(withdrawn.value.value) : withdrawn
  })
}

async function allowedView(context: Context, id: string, allowedOn: PlainDate): Promise<contract.AllowedAnswer> {
  const file = await getCase(context.db, id)
  const { reply } = stateOf(await listEvents(context.db, id)).publishedReply!
  const seen = file.seen as Seen | null
  const item = file.itemSlug === null ? undefined : await findItemFor(context.db, file.countyCode, file.itemSlug, context.clock.today())
  return {
    caseId: id, villageName: (await getDivision(context.db, file.villageCode)).name, allowedOn, statement: file.statement, known: knownWords(file), ...(file.rowSeq !== null && { row: file.rowSeq }),
    question: suggestedQuestion({ title: seen?.title, label: file.rowSeq === null ? seen?.label : undefined, item: item?.zh }), answer: [reply.text, reply.found, reply.done, reply.nextStep].filter(Boolean).join('\n'),
  }
}

async function textView(context: Context, officer: Officer, text: AnswerText): Promise<contract.AnswerText> {
  const { id, kind, caseId, villageName, title, question, answer, namesRow, day, state, appearsOn, note, authorId } = text
  const about = await aboutText(context.db, text)
  return {
    id, kind, question, answer, namesRow, day, state, isOwn: authorId === officer.id,
    ...(caseId !== null && { caseId }), ...(villageName !== null && { villageName }), ...(title !== null && { title }), ...(appearsOn !== null && { appearsOn }), ...(note !== null && { note }),
    possible: answerActs.filter(act => fits(act, text) && answerRefusal(officer, act, about) === undefined),
  }
}

/** Whether the state of a text allows an act. */
function fits(act: AnswerAct, { kind, state }: AnswerText): boolean {
  switch (act) {
    case 'prepare': return kind === 'answer' && state === 'shown'
    case 'decide': return state === 'waiting'
    case 'withdraw': return state === 'coming' || state === 'shown'
  }
}
