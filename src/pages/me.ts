import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dropOwn, follow, keepOwn, listFollowedVillages, listOwn, openOwn } from '#actions/residents/list.ts'
import { endOwnSession, findResident, isJustSignedIn, leave, listOwnSessions } from '#actions/residents/sign-in.ts'
import { comeHome, homesOf, leaveHome } from '#actions/residents/households.ts'
import { listToldBy, setFollowerNumber, setWechat } from '#actions/residents/tell.ts'
import { trackCase } from '#actions/tracking.ts'
import { listLatest } from '#records/public.ts'
import { contactTexts } from '#text/messages.ts'
import { meTexts } from '#text/pages-me.ts'
import { ownListTexts } from '#text/pages-me-own.ts'
import { villagerTexts } from '#text/pages-villagers.ts'
import { textsOf } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { keepCookie, readKept } from './me-cookies.ts'
import { codeProblem, showForVillager, type ShownHome } from './me-home.ts'
import { sendOwnList } from './me-own.ts'
import { mePage, type MeFacts } from './me-page.ts'
import { meProvinceRoutes } from './me-province.ts'
import { meSignInRoutes, showSignIn, villageOf } from './me-sign-in.ts'
import { isFromOwnPage } from './own-origin.ts'
import { askWechat } from './told-by-wechat.ts'
import { trackedPage } from './tracked.ts'
import { guardedLookUp } from './tracking.ts'
import { queryOf } from './view.ts'

type Typed = Readonly<Record<string, string>>
type Acting = (asked: { request: FastifyRequest; reply: FastifyReply; typed: Typed; resident: string }) => Promise<FastifyReply> | FastifyReply

/** A resident's own list. Everything here is optional, answered for one person, and kept by no cache. */
export function meRoutes(app: FastifyInstance, house: House): void {
  const lookUp = guardedLookUp(house)
  const post = (path: string, act: Acting) => app.post(path, async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const resident = await findResident(house.context, readKept(house.site, request, 'resident'))
    if (!resident) return showSignIn(house, request, reply, 401, { warning: wordsFor(house, request).ended }, [keepCookie(house.site, 'resident', '', 0)])
    return act({ request, reply, typed: textsOf(request.body), resident })
  })
  meSignInRoutes(app, house)
  meProvinceRoutes(app, house)
  app.get('/me', async (request, reply) => {
    const [token, asked] = [readKept(house.site, request, 'resident'), await villageOf(house, queryOf(request)['v'])]
    const resident = await findResident(house.context, token)
    if (resident) return showMine(house, request, reply, resident, 200, undefined, { asked })
    return token === undefined ? showSignIn(house, request, reply, 200, { asked }) : showSignIn(house, request, reply, 200, { asked, warning: wordsFor(house, request).ended }, [keepCookie(house.site, 'resident', '', 0)])
  })
  post('/me/keep', keep(house, lookUp))
  post('/me/open', openTracked(house))
  post('/me/drop', drop(house))
  post('/me/follow', followOrStop(house))
  post('/me/contact', setNumber(house))
  post('/me/wechat', villagesByWechat(house))
  post('/me/leave', leaveFrom(house))
  post('/me/session', freshly(house, endThere(house)))
  post('/me/copy', freshly(house, ({ request, reply, typed, resident }) => sendOwnList(house, request, reply, resident, typed['as'])))
  post('/me/home', homeOrNot(house))
  app.get<{ Params: { id: string } }>('/me/d/:id', async (request, reply) => {
    const resident = await findResident(house.context, readKept(house.site, request, 'resident'))
    if (!resident) return showSignIn(house, request, reply, 401, { warning: villagerTexts[privateView(house, request, '/me').language].signIn })
    return showForVillager(house, request, reply, request.params.id.toLowerCase(), resident)
  })
}

async function showMine(house: House, request: FastifyRequest, reply: FastifyReply, resident: string, status: number, said?: string, more: Pick<MeFacts, 'asked' | 'number' | 'household'> = {}): Promise<FastifyReply> {
  const followed = await Promise.all((await listFollowedVillages(house.context, resident)).map(async code => ({ village: (await house.path(code)).at(-1)!, latest: await listLatest(house.reader, code, 3) })))
  const cases = await listOwn(house.context, resident)
  return answerPrivate(house, request, reply, status, mePage(privateView(house, request, '/me'), { cases, followed, homes: await shownHomes(house, resident), said, ...more, canText: house.doors.sms, toldBy: await listToldBy(house.context, resident), sessions: await listOwnSessions(house.context, resident, readKept(house.site, request, 'resident')) }))
}

/** The villages of a resident, each with its newest records that say more to its people. */
async function shownHomes(house: House, resident: string): Promise<ShownHome[]> {
  return Promise.all((await homesOf(house.context, resident)).map(async home => {
    const { villagerItems } = await house.catalogue(home.villageCode)
    const records = (await listLatest(house.reader, home.villageCode, 100)).filter(record => !record.isWithdrawn && villagerItems.has(record.itemSlug)).slice(0, 5)
    return { ...home, village: (await house.path(home.villageCode)).at(-1)!, records }
  }))
}

/** Confirms by a household code that a resident is of a village, or takes that away. */
const homeOrNot = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  const view = privateView(house, request, '/me')
  const text = villagerTexts[view.language]
  if (typed['say'] === 'leave') {
    await leaveHome(house.context, resident, /^[1-6]\d{11}$/.test(typed['v'] ?? '') ? Number(typed['v']) : 0)
    return showMine(house, request, reply, resident, 200, text.left)
  }
  const household = typed['household'] ?? ''
  const come = await comeHome(house.context, resident, sourceOf(house, request), household)
  if (!come.ok) return showMine(house, request, reply, resident, come.refusal.code === 'wrong' ? 422 : 429, undefined, { household: { typed: household, problem: codeProblem(view, come.refusal) } })
  return showMine(house, request, reply, resident, 200, text.came((await house.path(come.value.villageCode)).at(-1)?.name ?? ''))
}

/** Puts a complaint whose code was typed into the list. */
const keep = (house: House, lookUp: ReturnType<typeof guardedLookUp>): Acting => async ({ request, reply, typed, resident }) => {
  const text = wordsFor(house, request)
  const looked = await lookUp(request, reply, privateView(house, request, '/track'), typed)
  if ('answered' in looked) return looked.answered
  if (!('found' in looked)) return showMine(house, request, reply, resident, 422, text.cannotAdd)
  const kept = await keepOwn(house.context, resident, looked.code)
  return showMine(house, request, reply, resident, kept.ok ? 200 : 422, kept.ok ? text.added : kept.refusal.code === 'list-full' ? text.full : text.cannotAdd)
}

/** Opens a complaint of the list as its code would. */
const openTracked = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  const code = await openOwn(house.context, resident, typed['case'] ?? '')
  const tracked = code === undefined ? undefined : await trackCase(house.context, code)
  if (code === undefined || !tracked?.ok) return answerProblem(house, request, reply, { code: 'badRequest' })
  return answerPrivate(house, request, reply, 200, trackedPage({ ...privateView(house, request, '/track'), hasSession: false }, tracked.value, { code, part: tracked.value.part }))
}

const drop = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  await dropOwn(house.context, resident, typed['case'] ?? '')
  return showMine(house, request, reply, resident, 200, wordsFor(house, request).dropped)
}

const followOrStop = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  const village = await villageOf(house, typed['v'])
  if (!village) return answerProblem(house, request, reply, { code: 'placeNotFound' })
  await follow(house.context, resident, village.code, typed['say'] === 'follow')
  return showMine(house, request, reply, resident, 200)
}

/** The number that news of villages go to. */
const setNumber = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  const text = wordsFor(house, request)
  if (!house.doors.sms) return answerProblem(house, request, reply, { code: 'notFound' })
  const number = typed['number'] ?? ''
  const set = await setFollowerNumber(house.context, resident, number)
  if (!set.ok) return showMine(house, request, reply, resident, 422, undefined, { number: { typed: number, problem: text.numberWrong } })
  return showMine(house, request, reply, resident, 200, set.value.isTold ? text.tellSaved : text.tellRemoved)
}

/** Being told by WeChat of the villages that are followed. */
const villagesByWechat = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  if (typed['say'] !== 'stop') return askWechat(house, request, reply, { forResident: resident })
  await setWechat(house.context, { forCase: null, forResident: resident }, undefined)
  return showMine(house, request, reply, resident, 200, contactTexts[privateView(house, request, '/me').language].wechatRemoved)
}

/** Only for who signed in a moment ago; anybody else is told so, and led to sign in and back to the list. */
const freshly = (house: House, act: Acting): Acting => async asked => {
  const { request, reply } = asked
  if (await isJustSignedIn(house.context, readKept(house.site, request, 'resident'))) return act(asked)
  return showSignIn(house, request, reply, 403, { again: ownListTexts[privateView(house, request, '/me').language].again })
}

/** Signs another device out. Its number is of the resident's own, so that a made-up one ends nothing. */
const endThere = (house: House): Acting => async ({ request, reply, typed, resident }) => {
  const id = typed['session'] ?? ''
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id)) return answerProblem(house, request, reply, { code: 'badRequest' })
  await endOwnSession(house.context, resident, id)
  return showMine(house, request, reply, resident, 200, ownListTexts[privateView(house, request, '/me').language].endedThere)
}

/** Signs out here or everywhere, or deletes everything; the complaints themselves stay as they are. */
const leaveFrom = (house: House): Acting => asked => asked.typed['say'] === 'here' ? leaving(house)(asked) : freshly(house, leaving(house))(asked)

const leaving = (house: House): Acting => async ({ request, reply, typed }) => {
  const text = wordsFor(house, request)
  const what = (['here', 'everywhere', 'forever'] as const).find(known => known === typed['say'])
  if (!what) return answerProblem(house, request, reply, { code: 'badRequest' })
  await leave(house.context, readKept(house.site, request, 'resident')!, what)
  return showSignIn(house, request, reply, 200, { said: what === 'forever' ? text.deleted : text.left }, [keepCookie(house.site, 'resident', '', 0), keepCookie(house.site, 'resident-known', '', 0)])
}

function wordsFor(house: House, request: FastifyRequest) {
  return meTexts[privateView(house, request, '/me').language]
}
