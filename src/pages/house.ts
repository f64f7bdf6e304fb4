import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CaseLimits } from '#rules/cases/case-rules.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { blurredSource } from '#platform/rate-limit.ts'
import type { LeastRsaBits } from '#platform/crypto/rsa-strength.ts'
import { openIdFrom, type OpenId, type OpenIdSettings } from '#platform/open-id.ts'
import type { Context } from '#actions/context.ts'
import { defaultDataLicence, type WechatSignIn } from '#platform/config.ts'
import { listPath, type Place, type PublicCatalogue, type PublicReader, readCatalogue } from '#records/public.ts'
import type { Language } from '#text/language.ts'
import { problemPage, statusOf, type PageProblem } from './errors.ts'
import { countyAbove } from './help-address.ts'
import { type FlatHeaders, revalidated, securityHeaders, unkept } from './headers.ts'
import { bytesOf, type Html } from './html.ts'
import { KeptPage, type RenderedPage } from './kept-page.ts'
import { everywhere, PageCache } from './page-cache.ts'
import { readKept } from './me-cookies.ts'
import { loadStatics, type Statics } from './statics.ts'
import { queryOf, type Site, type View, viewOf } from './view.ts'

/** What main.ts says about the house. */
export type PageOptions = {
  /** Pool of the role ydt_reader, for the named statements of the public pages. */
  readonly readerPool: PublicReader
  /** Address that QR codes and posters carry, without a slash at the end. */
  readonly publicUrl: string
  readonly demonstration: boolean
  readonly https: boolean
  /** Terms of the open data: an address. Naming the source is enough unless the county says otherwise. */
  readonly dataLicence?: string
  /** Folder of the built console, where the script of the confidential door lies; without one reports are sealed on arrival. */
  readonly consoleFolder?: string | undefined
  /** How residents may sign in: WeChat where it is configured; text messages where there is a gateway, or in a demonstration. */
  readonly wechatSignIn?: WechatSignIn | undefined
  /** And the sign-in platform of the province. */
  readonly residentOpenId?: OpenIdSettings | undefined
  readonly leastRsaBits?: LeastRsaBits
  readonly gateways?: { readonly sms?: object | undefined; readonly wechat?: { readonly appId: string } | undefined }
  /** Room for kept pages; 0 keeps none. 64 MB unless told. */
  readonly cacheBytes?: number
}

/** Everything the routes share. */
export type House = {
  readonly context: Context
  readonly reader: PublicReader
  readonly site: Site
  readonly security: FlatHeaders
  readonly cache: PageCache
  readonly statics: Statics
  readonly dataLicence: string
  /** The ways residents can sign in here. */
  readonly doors: { readonly sms: boolean; readonly wechat: WechatSignIn | undefined; readonly province: OpenId | undefined }
  /** The item list of the county that a place lies in. */
  catalogue(place: number): Promise<PublicCatalogue>
  /** How long the steps of a case take in the county that a place lies in, today; the common limits `everywhere`. */
  limits(place: number): Promise<CaseLimits>
  /** A place with everything it lies in, from the province down; empty where there is none. */
  path(code: number): Promise<Place[]>
}

export function openHouse(context: Context, options: PageOptions): House {
  const security = securityHeaders(options.https)
  const statics = loadStatics(security, options.consoleFolder)
  const cache = new PageCache({ mostBytes: options.cacheBytes ?? 64 * 1024 * 1024, now: () => context.clock.now() })
  context.published.onPublished(village => cache.forget(village))
  const doors = { sms: options.demonstration || options.gateways?.sms !== undefined, wechat: options.wechatSignIn, province: options.residentOpenId && openIdFrom(options.residentOpenId, options.leastRsaBits) }
  // An id is one of this app alone: where messages go out by another, it names nobody. A demonstration writes them to a page.
  const tellsByWechat = options.wechatSignIn !== undefined && (options.gateways?.wechat ? options.gateways.wechat.appId === options.wechatSignIn.appId : options.demonstration)
  const site = { tellsByWechat, origin: options.publicUrl, host: new URL(options.publicUrl).host, demonstration: options.demonstration, hasResidents: doors.sms || doors.wechat !== undefined || doors.province !== undefined, style: statics.style, script: statics.script }
  const reader = options.readerPool
  const dataLicence = options.dataLicence ?? defaultDataLicence
  const catalogue = remembered(context, (county: number) => readCatalogue(reader, county, context.clock.today()))
  const limits = async (place: number) => (await context.caseRules.on(countyAbove(place) ?? everywhere, context.clock.today())).limits
  return { context, dataLicence, doors, limits, reader, site, security, cache, statics, catalogue: place => catalogue(countyOf(place)), path: remembered(context, (code: number) => listPath(reader, code)) }
}

/** Names and lists that change a few times a year but are needed for every page: a minute old is new enough. */
function remembered<Key, Value>(context: Context, load: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, { readonly value: Promise<Value>; readonly until: number }>()
  return key => {
    const now = context.clock.now()
    const found = known.get(key)
    if (found && found.until > now) return found.value
    if (known.size > 5000) known.clear()
    const value = load(key)
    known.set(key, { value, until: now + 60_000 })
    value.catch(() => known.delete(key))
    return value
  }
}

/** Either a page, or what is wrong with the request. */
export type Answer = Html | PageProblem

/**
 * Answers with a public page: kept bytes if there are any, else rendered and kept. `address` is the page's one address:
 * `type` is for answers that are not HTML. A link with strange additions (`?from=groupmessage`) is answered with the page it means. `place` is whose publications change it.
 */
export async function answerPublic(house: House, request: FastifyRequest, reply: FastifyReply, of: { address: string; place: number; isKept?: boolean; type?: string }, render: (view: View) => Promise<Answer>): Promise<FastifyReply> {
  const view = { ...viewOf(house.site, request, house.context.clock.today(), of.address), place: of.place }
  const key = view.isLanguageAsked ? `${of.address}${of.address.includes('?') ? '&' : '?'}lang=${view.language === 'en' ? 'en' : 'zh'}` : of.address
  // What codes and posters lead to has no question in its address and is never refused. Questions are without end: one that is not kept costs the database.
  const isFree = of.isKept !== false && (!isQuestion(request, of.address) || house.cache.holds(key, view.language))
  const refused = isFree ? undefined : tooMuchRead(house, request)
  if (refused) return answerProblem(house, request, reply, refused)
  const work = async () => rendered(house, view, await render(view), of.type)
  const page = of.isKept === false ? new KeptPage(await work(), of.place, 0) : await house.cache.page(key, view.language, of.place, work)
  return sendKept(request, reply, page)
}

/** Answers with a page that is for this request alone. */
export function answerPrivate(house: House, request: FastifyRequest, reply: FastifyReply, status: number, page: Html, extra: FlatHeaders = []): FastifyReply {
  const headers = ['content-type', 'text/html; charset=utf-8', ...unkept, ...house.security, ...extra]
  return sendKept(request, reply, new KeptPage({ status, body: bytesOf(page), headers }, 0, 0))
}

/** Answers with the page of a problem. */
export function answerProblem(house: House, request: FastifyRequest, reply: FastifyReply, problem: PageProblem): FastifyReply {
  const view = viewOf(house.site, request, house.context.clock.today(), '/')
  return answerPrivate(house, request, reply, statusOf(problem), problemPage(view, problem), problem.code === 'slowDown' ? ['retry-after', String(problem.seconds)] : [])
}

/** Answers with what is made anew for each who asks, as far as the source may read. */
export function answerAnew(house: House, request: FastifyRequest, reply: FastifyReply, answer: () => FastifyReply | Promise<FastifyReply>): FastifyReply | Promise<FastifyReply> {
  const refused = tooMuchRead(house, request)
  return refused ? answerProblem(house, request, reply, refused) : answer()
}

function isQuestion(request: FastifyRequest, address: string): boolean {
  return address.includes('?') && Object.keys(queryOf(request)).some(name => name !== 'lang')
}

/** Takes one of what a source may read that is made anew for it; undefined when it may. */
function tooMuchRead(house: House, request: FastifyRequest): PageProblem | undefined {
  const { allowances, clock } = house.context
  const seconds = allowances.reads.take(sourceOf(house, request), clock.now())
  return seconds === undefined ? undefined : { code: 'slowDown', seconds }
}

/** Where a request comes from, blurred; see `blurredSource`. */
export function sourceOf(house: House, request: FastifyRequest): string {
  return blurredSource(house.context.secrets.sourceKey, house.context.clock.today(), request.ip)
}

/** A page goes out past Fastify's own sending, exactly as it does from the cache. */
export function sendKept(request: FastifyRequest, reply: FastifyReply, page: KeptPage): FastifyReply {
  reply.hijack()
  page.send(request.raw, reply.raw)
  return reply
}

export function privateView(house: House, request: FastifyRequest, address: string): View {
  const view = viewOf(house.site, request, house.context.clock.today(), address)
  return readKept(house.site, request, 'resident') === undefined ? view : { ...view, hasSession: true }
}

function rendered(house: House, view: View, answer: Answer, type = 'text/html; charset=utf-8'): RenderedPage {
  const isProblem = 'code' in answer
  const page = isProblem ? problemPage(view, answer) : answer
  const vary = view.isLanguageAsked ? 'accept-encoding' : 'accept-language, accept-encoding'
  return {
    status: isProblem ? statusOf(answer) : 200,
    body: bytesOf(page),
    headers: ['content-type', isProblem ? 'text/html; charset=utf-8' : type, 'content-language', languageTag(view.language), 'vary', vary, ...(isProblem ? unkept : revalidated), ...house.security],
  }
}

function languageTag(language: Language): string {
  return language === 'en' ? 'en' : 'zh-CN'
}
