import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { beginElsewhere, signInLimits, takeState } from '#actions/residents/sign-in.ts'
import { isForTelling, setWechat } from '#actions/residents/tell.ts'
import { authorizeAddress, exchangeCode } from '#platform/wechat-sign-in.ts'
import { contactTexts } from '#text/messages.ts'
import { meTexts } from '#text/pages-me.ts'
import { pageTexts } from '#text/pages.ts'
import { html, type Html } from './html.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { page } from './layout.ts'
import { keepCookie, readKept } from './me-cookies.ts'
import { queryOf, to, type View } from './view.ts'

/** WeChat leads back here with an id, for telling of one thing alone. Nobody is signed in by it. */
export function wechatTellingRoutes(app: FastifyInstance, house: House): void {
  app.get('/track/wechat/back', async (request, reply) => {
    const account = house.site.tellsByWechat ? house.doors.wechat : undefined
    if (!account) return answerProblem(house, request, reply, { code: 'notFound' })
    const text = contactTexts[privateView(house, request, '/track').language]
    const { code = '', state = '' } = queryOf(request)
    const begun = await takeState(house.context, 'wechat', readKept(house.site, request, 'resident-began') ?? '', state)
    if (!begun || !isForTelling(begun) || !/^[\w-]{1,200}$/u.test(code)) return say(house, request, reply, 400, text.wechatFailed)
    const exchanged = await exchangeCode(account, code)
    if (exchanged === 'refused') return say(house, request, reply, 400, text.wechatFailed)
    if (exchanged === 'unreachable') return say(house, request, reply, 503, text.wechatDown)
    await setWechat(house.context, begun, exchanged.openId)
    return say(house, request, reply, 200, text.wechatSaved)
  })
}

/** Says what would be kept and asks whether that is wanted. The way to WeChat is a link: a form may lead nowhere but here. */
export async function askWechat(house: House, request: FastifyRequest, reply: FastifyReply, about: { readonly forCase: string } | { readonly forResident: string }): Promise<FastifyReply> {
  const account = house.site.tellsByWechat ? house.doors.wechat : undefined
  if (!account) return answerProblem(house, request, reply, { code: 'notFound' })
  const view = privateView(house, request, '/track')
  const begun = await beginElsewhere(house.context, 'wechat', sourceOf(house, request), about)
  if (!begun.ok) return say(house, request, reply, 429, contactTexts[view.language].wechatTooMany(Math.ceil(begun.refusal.seconds / 60)))
  const address = authorizeAddress(account, `${house.site.origin}${to(view, '/track/wechat/back')}`, begun.value.keys.state)
  return answerPrivate(house, request, reply, 200, consentPage(view, address), ['set-cookie', keepCookie(house.site, 'resident-began', begun.value.browser, signInLimits.elsewhereMinutes * 60)])
}

function consentPage(view: View, address: string): Html {
  const text = contactTexts[view.language]
  const body = html`<h1>${text.wechatTitle}</h1><p class="lead">${text.wechatLead}</p><p>${text.wechatKept}</p><p>${text.wechatFirst}</p>
<p><a class="button" href="${address}">${text.wechatAgree}</a></p>`
  return page(view, { title: text.wechatTitle, body, isPrivate: true })
}

function say(house: House, request: FastifyRequest, reply: FastifyReply, status: number, sentence: string): FastifyReply {
  const view = privateView(house, request, '/track')
  const title = contactTexts[view.language].wechatTitle
  const body = html`<h1>${title}</h1><p class="notice" role="status">${sentence}</p>
<p><a class="more" href="${to(view, '/track')}">${pageTexts[view.language].track}</a></p>${view.site.hasResidents && html`<p><a class="more" href="${to(view, '/me')}">${meTexts[view.language].title}</a></p>`}`
  return answerPrivate(house, request, reply, status, page(view, { title, body, isPrivate: true }), ['set-cookie', keepCookie(house.site, 'resident-began', '', 0)])
}
