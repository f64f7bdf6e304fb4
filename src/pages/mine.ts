import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { confirmReceived, findOwnRows, keyOfTicket, nameBucket, payeeKeyOf, ticketFor } from '#actions/payees.ts'
import { countyOf, levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { toLastSix } from '#rules/payees/payee.ts'
import { gate, waitSeconds } from '#platform/proof-of-work.ts'
import { getPublicSchema, listPayments, type Place } from '#records/public.ts'
import { mineTexts } from '#text/pages-mine.ts'
import { textsOf } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { mineFormPage, type MineForm, type MineProblem } from './mine-form.ts'
import { type MineFound, mineFoundPage } from './mine-found.ts'
import { isFromOwnPage } from './own-origin.ts'
import { uuid } from './records.ts'
import type { View } from './view.ts'

type OfVillage = { Params: { code: string } }
type Asking = { readonly view: View; readonly path: readonly Place[]; readonly village: Place }

/**
 * “Was it me?”: a name and six characters, in the body of a POST only, kept nowhere. Whoever guesses is slowed down by source, by all
 * together, and by the name that is guessed for; what is not found looks the same whatever the reason.
 */
export function mineRoutes(app: FastifyInstance, house: House): void {
  const look = guardedLook(house)
  app.get<OfVillage>('/v/:code/mine', async (request, reply) => {
    const asking = await askingOf(house, request)
    if (!asking) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPrivate(house, request, reply, 200, mineFormPage(asking.view, asking))
  })
  app.post<OfVillage>('/v/:code/mine', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const asking = await askingOf(house, request)
    if (!asking) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return look(request, reply, asking, textsOf(request.body))
  })
  app.post<OfVillage>('/v/:code/mine/received', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const asking = await askingOf(house, request)
    if (!asking) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    const { ticket = '', d = '', ver = '', row = '' } = textsOf(request.body)
    const key = keyOfTicket(house.context, asking.village.code, ticket)
    if (!key) return answerPrivate(house, request, reply, 422, mineFormPage(asking.view, { ...asking, problems: [{ field: 'name', text: mineTexts[asking.view.language].expired }] }))
    const isRow = uuid.test(d) && /^[1-9]\d{0,6}$/.test(ver) && /^[1-9]\d{0,6}$/.test(row)
    if (!isRow || !await confirmReceived(house.context, key, { disclosureId: d, version: Number(ver), seq: Number(row) })) return answerProblem(house, request, reply, { code: 'badRequest' })
    return answerPrivate(house, request, reply, 200, mineFoundPage(asking.view, await lookUp(house, asking, key)))
  })
}

async function askingOf(house: House, request: FastifyRequest<OfVillage>): Promise<Asking | undefined> {
  const code = toDivisionCode(request.params.code)
  if (code === undefined || levelOf(code) !== 'village') return undefined
  const path = await house.path(code)
  const village = path.at(-1)
  return village?.code === code ? { view: privateView(house, request, `/v/${code}/mine`), path, village } : undefined
}

function guardedLook(house: House) {
  const { guessesOfOne: ofOne, guessesOfAll: ofAll, payeeNames } = house.context.allowances
  const door = gate(house.context.secrets.formKey)
  return async (request: FastifyRequest, reply: FastifyReply, asking: Asking, typed: Readonly<Record<string, string>>): Promise<FastifyReply> => {
    const text = mineTexts[asking.view.language]
    const name = (typed['name'] ?? '').trim().slice(0, 60)
    const lastSix = toLastSix((typed['tail'] ?? '').slice(0, 20))
    const again = (status: number, more: Partial<MineForm>, retry?: number) =>
      answerPrivate(house, request, reply, status, mineFormPage(asking.view, { ...asking, name, ...more }), retry === undefined ? [] : ['retry-after', String(retry)])
    const problems: MineProblem[] = [...name === '' ? [{ field: 'name', text: text.nameMissing } as const] : [], ...lastSix === undefined ? [{ field: 'tail', text: text.lastSixWrong } as const] : []]
    if (lastSix === undefined || problems.length > 0) return again(422, { problems })
    const now = house.context.clock.now()
    const source = sourceOf(house, request)
    const isSuspect = ofOne.wait(source, now) > 0 || ofAll.wait('all', now) > 0
    if (isSuspect && !door.admits(source, typed['challenge'] ?? '', typed['counter'] ?? '', now)) {
      return again(429, { problems: [{ field: 'tail', text: text.wait(waitSeconds) }], wait: door.issue(source, now) }, waitSeconds)
    }
    // Counted for every try, so that neither the answer nor the waiting tells a right guess from a wrong one beforehand.
    const wait = payeeNames.take(nameBucket(house.context, asking.village.code, name), now)
    if (wait !== undefined) return again(429, { problems: [{ field: 'name', text: text.tooMany(Math.ceil(wait / 60)) }] }, wait)
    const found = await lookUp(house, asking, payeeKeyOf(house.context, asking.village.code, name, lastSix))
    if (found.payments.length > 0) return answerPrivate(house, request, reply, 200, mineFoundPage(asking.view, found))
    ofOne.take(source, now)
    ofAll.take('all', now)
    return again(200, { isNotFound: true })
  }
}

/** What is published under a key, read with the eyes of everybody: what was taken down is gone here too. */
async function lookUp(house: House, asking: Asking, key: Buffer): Promise<MineFound> {
  const { rows, isReceived } = await findOwnRows(house.context, key)
  const payments = await Promise.all((await listPayments(house.reader, countyOf(asking.village.code), rows)).map(async payment => ({
    payment, schema: await getPublicSchema(house.reader, payment.itemSlug, payment.schemaVersion),
    isReceived: isReceived({ disclosureId: payment.id, version: payment.version, seq: payment.seq }),
  })))
  return { ...asking, payments, ticket: ticketFor(house.context, asking.village.code, key) }
}
