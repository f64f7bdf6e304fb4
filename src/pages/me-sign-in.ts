import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { deviceOf } from '#rules/residents/device.ts'
import { askForCode, beginElsewhere, enterByCode, enterFrom, signInLimits, takeState } from '#actions/residents/sign-in.ts'
import { isForTelling } from '#actions/residents/tell.ts'
import { isAskedElsewhere } from '#platform/fetch-site.ts'
import { authorizeAddress, exchangeCode } from '#platform/wechat-sign-in.ts'
import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import type { Place } from '#records/public.ts'
import { meTexts } from '#text/pages-me.ts'
import { textsOf } from './complaint-post.ts'
import { setAll, unkept } from './headers.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { keepCookie, readKept } from './me-cookies.ts'
import { codePage, type SignInFacts, signInPage } from './me-page.ts'
import { isFromOwnPage } from './own-origin.ts'
import { queryOf, to, type View } from './view.ts'

const halfYear = 180 * 86_400 // seconds

/** The ways in: a code by text message, and WeChat. Each is bound to the browser that began it and serves once. */
export function meSignInRoutes(app: FastifyInstance, house: House): void {
  const { doors } = house
  app.post('/me/sign-in/phone', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    if (!doors.sms) return answerProblem(house, request, reply, { code: 'notFound' })
    const typed = textsOf(request.body)
    return askByPhone(house, request, reply, typed['phone'] ?? '', await villageOf(house, typed['v']))
  })
  app.get('/me/sign-in/code', (request, reply) => {
    const view = privateView(house, request, '/me/sign-in/code')
    return answerPrivate(house, request, reply, 200, codePage(view, { asked: toDivisionCode(queryOf(request)['v'] ?? ''), isOver: readKept(house.site, request, 'resident-began') === undefined }))
  })
  app.post('/me/sign-in/code', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const view = privateView(house, request, '/me/sign-in/code')
    const typed = textsOf(request.body)
    const asked = (await villageOf(house, typed['v']))?.code
    const entered = await enterByCode(house.context, readKept(house.site, request, 'resident-began') ?? '', typed['digits'] ?? '', deviceOf(request.headers['user-agent']), readKept(house.site, request, 'resident'))
    if (entered.ok) return welcome(house, view, reply, entered.value.token, asked, [keepCookie(house.site, 'resident-known', entered.value.known, halfYear)])
    const { refusal } = entered
    return answerPrivate(house, request, reply, 422, codePage(view, refusal.code === 'over' ? { asked, isOver: true } : { asked, problem: meTexts[view.language].wrong(refusal.left) }))
  })
  app.get('/me/sign-in/wechat', async (request, reply) => {
    const account = doors.wechat
    if (!account) return answerProblem(house, request, reply, { code: 'notFound' })
    const view = privateView(house, request, '/me')
    const asked = await villageOf(house, queryOf(request)['v'])
    if (isAskedElsewhere(request.headers)) return moveOn(house, reply, to(view, asked ? `/me?v=${asked.code}` : '/me'))
    const begun = await beginElsewhere(house.context, 'wechat', sourceOf(house, request))
    if (!begun.ok) return showSignIn(house, request, reply, 429, { warning: meTexts[view.language].tooMany(Math.ceil(begun.refusal.seconds / 60)), asked })
    const back = `${house.site.origin}${to(view, `/me/sign-in/wechat/back${asked ? `?v=${asked.code}` : ''}`)}`
    return moveOn(house, reply, authorizeAddress(account, back, begun.value.keys.state), [keepCookie(house.site, 'resident-began', begun.value.browser, signInLimits.elsewhereMinutes * 60)])
  })
  app.get('/me/sign-in/wechat/back', (request, reply) => comeBack(house, request, reply))
}

async function askByPhone(house: House, request: FastifyRequest, reply: FastifyReply, phone: string, asked: Place | undefined): Promise<FastifyReply> {
  const view = privateView(house, request, '/me')
  const text = meTexts[view.language]
  const sent = await askForCode(house.context, sourceOf(house, request), phone, readKept(house.site, request, 'resident-known'))
  if (!sent.ok) {
    const { refusal } = sent
    const [status, problem] = refusal.code === 'number-wrong' ? [422, text.numberWrong] : [429, text.tooMany(Math.ceil(refusal.seconds / 60))]
    return showSignIn(house, request, reply, status, { phone, problem, asked })
  }
  return moveOn(house, reply, to(view, `/me/sign-in/code${asked ? `?v=${asked.code}` : ''}`), [keepCookie(house.site, 'resident-began', sent.value.browser, signInLimits.codeMinutes * 60)])
}

/** WeChat leads back here. First the browser must be the one that began, then WeChat must know the code. */
async function comeBack(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const account = house.doors.wechat
  if (!account) return answerProblem(house, request, reply, { code: 'notFound' })
  const view = privateView(house, request, '/me')
  const text = meTexts[view.language]
  const { code = '', state = '', v } = queryOf(request)
  const asked = await villageOf(house, v)
  const begun = await takeState(house.context, 'wechat', readKept(house.site, request, 'resident-began') ?? '', state)
  if (!begun || isForTelling(begun) || !/^[\w-]{1,200}$/u.test(code)) return showSignIn(house, request, reply, 400, { warning: text.wechatRefused, asked })
  const exchanged = await exchangeCode(account, code)
  if (exchanged === 'refused') return showSignIn(house, request, reply, 400, { warning: text.wechatRefused, asked })
  if (exchanged === 'unreachable') return showSignIn(house, request, reply, 503, { warning: text.wechatDown, asked })
  return welcome(house, view, reply, await enterFrom(house.context, 'wechat', account.appId, exchanged.openId, deviceOf(request.headers['user-agent']), readKept(house.site, request, 'resident')), asked?.code)
}

/** Signs this browser in, and goes on to the list. */
export function welcome(house: House, view: View, reply: FastifyReply, token: string, asked: number | undefined, more: readonly string[] = []): FastifyReply {
  return moveOn(house, reply, to(view, asked === undefined ? '/me' : `/me?v=${asked}`), [keepCookie(house.site, 'resident', token, signInLimits.sessionDays * 86_400), keepCookie(house.site, 'resident-began', '', 0), ...more])
}

/** The page of the ways in, with what there is to say. */
export function showSignIn(house: House, request: FastifyRequest, reply: FastifyReply, status: number, facts: Omit<SignInFacts, 'sms' | 'wechat' | 'province'>, cookies: readonly string[] = []): FastifyReply {
  const { sms, wechat, province } = house.doors
  return answerPrivate(house, request, reply, status, signInPage(privateView(house, request, '/me'), { ...facts, sms, wechat: wechat !== undefined, province: province !== undefined }), cookies.flatMap(cookie => ['set-cookie', cookie]))
}

/** Goes on to another page by GET, with cookies. */
export function moveOn(house: House, reply: FastifyReply, address: string, cookies: readonly string[] = []): FastifyReply {
  setAll(reply, [...house.security, ...unkept])
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  return reply.redirect(address, 303)
}

/** A village that somebody wants to follow, if there is one of that code. */
export async function villageOf(house: House, typed: string | undefined): Promise<Place | undefined> {
  const code = toDivisionCode(typed ?? '')
  if (code === undefined || levelOf(code) !== 'village') return undefined
  const village = (await house.path(code)).at(-1)
  return village?.code === code ? village : undefined
}
