import type { FastifyRequest } from 'fastify'
import { chooseLanguage, type Language } from '#text/language.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'

/** What every page knows of the request and of the house. */
export type View = {
  readonly language: Language
  /** The language was asked for in the address, so links inside carry it on. */
  readonly isLanguageAsked: boolean
  /** The address of this page without its language, for the link to the other one. */
  readonly address: string
  readonly today: PlainDate
  readonly site: Site
  /** The place that the page is about, if there is one: its help tells the limits of that county. */
  readonly place?: number
  /** The browser says it is signed in as a resident. Never of a public page, which is the same for everybody. */
  readonly hasSession?: boolean
}

/** What is the same for every request. */
export type Site = {
  /** Public address, without a slash at the end. */
  readonly origin: string
  readonly host: string
  readonly demonstration: boolean
  /** Residents can sign in here to a list of their own. */
  readonly hasResidents: boolean
  /** Residents can be told by WeChat. */
  readonly tellsByWechat: boolean
  readonly style: string
  readonly script: string
}

/** The query of a request: the first of repeated names, nothing but text. */
export type Query = Readonly<Record<string, string | undefined>>

export function queryOf(request: FastifyRequest): Query {
  const query: Record<string, string | undefined> = Object.create(null)
  if (!request.raw.url?.includes('?')) return query
  for (const [name, value] of Object.entries((request.query ?? {}) as Record<string, unknown>)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    // Control characters mean nothing in an address, and PostgreSQL refuses one of them.
    const text = typeof first === 'string' ? first.replace(/\p{Cc}/gu, ' ').toWellFormed().trim() : ''
    if (text !== '') query[name] = text
  }
  return query
}

/** Reads the language of a request; `address` is the page's canonical address without it. */
export function viewOf(site: Site, request: FastifyRequest, today: PlainDate, address: string): View {
  const asked = queryOf(request)['lang']
  return { language: chooseLanguage(asked, request.headers['accept-language']), isLanguageAsked: asked !== undefined, address, today, site }
}

/** An address on this site that keeps the language the reader asked for. */
export function to(view: View, address: string): string {
  return view.isLanguageAsked ? inLanguage(address, view.language) : address
}

/** An address in a language of its own. */
export function inLanguage(address: string, language: Language): string {
  const [path = '', fragment] = address.split('#')
  const asked = `${path}${path.includes('?') ? '&' : '?'}lang=${language === 'en' ? 'en' : 'zh'}`
  return fragment === undefined ? asked : `${asked}#${fragment}`
}

/** Builds `path?a=1&b=2` from what is there, in the given order, so that one page has one address. */
export function addressOf(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  let address = path
  for (const name in query) {
    const value = query[name]
    if (value !== undefined) address += `${address === path ? '?' : '&'}${name}=${encodeURIComponent(value)}`
  }
  return address
}
