import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { deviceOf } from '#rules/residents/device.ts'
import { beginElsewhere, enterFrom, signInLimits, takeState } from '#actions/residents/sign-in.ts'
import { isAskedElsewhere } from '#platform/fetch-site.ts'
import type { OpenId } from '#platform/open-id.ts'
import { meTexts } from '#text/pages-me.ts'
import { type House, privateView, sourceOf } from './house.ts'
import { keepCookie, readKept } from './me-cookies.ts'
import { moveOn, showSignIn, welcome } from './me-sign-in.ts'
import { queryOf } from './view.ts'

/** The way in by the identity of the province. It is bound to the browser that began it and serves once. */
export function meProvinceRoutes(app: FastifyInstance, house: House): void {
  const { province } = house.doors
  if (!province) return
  app.get('/me/sign-in/province', async (request, reply) => {
    if (isAskedElsewhere(request.headers)) return moveOn(house, reply, '/me')
    const view = privateView(house, request, '/me')
    const begun = await beginElsewhere(house.context, 'province', sourceOf(house, request))
    if (!begun.ok) return showSignIn(house, request, reply, 429, { warning: meTexts[view.language].tooMany(Math.ceil(begun.refusal.seconds / 60)) })
    const address = await province.begin(provinceBack(house), begun.value.keys)
    if (address === undefined) return showSignIn(house, request, reply, 503, { warning: meTexts[view.language].provinceDown })
    return moveOn(house, reply, address, [keepCookie(house.site, 'resident-began', begun.value.browser, signInLimits.elsewhereMinutes * 60)])
  })
  app.get('/me/sign-in/province/back', (request, reply) => comeBack(house, province, request, reply))
}

/** Registered at the platform letter by letter, so neither language nor village stands in it. */
function provinceBack(house: House): string {
  return `${house.site.origin}/me/sign-in/province/back`
}

/** The platform leads back here. First the browser must be the one that began, then the platform must say who it is. */
async function comeBack(house: House, province: OpenId, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const view = privateView(house, request, '/me')
  const text = meTexts[view.language]
  const keys = await takeState(house.context, 'province', readKept(house.site, request, 'resident-began') ?? '', queryOf(request)['state'] ?? '')
  const identified = keys === undefined ? 'refused' : await province.finish(provinceBack(house), request.url.split('?')[1] ?? '', keys)
  if (identified === 'refused') return showSignIn(house, request, reply, 400, { warning: text.provinceRefused })
  if (identified === 'unreachable') return showSignIn(house, request, reply, 503, { warning: text.provinceDown })
  if (identified === 'weak-key') return showSignIn(house, request, reply, 503, { warning: text.provinceWeak })
  return welcome(house, view, reply, await enterFrom(house.context, 'province', province.issuer, identified.subject, deviceOf(request.headers['user-agent']), readKept(house.site, request, 'resident')), undefined)
}
