import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseLanguage, type Language } from '#text/language.ts'
import { KeptPage, type RenderedPage } from './kept-page.ts'

/** Public pages as bytes. A page is kept only if nothing was published in its place since its render began. */
export type PageCache = {
  /**
   * Gives the page of this address and language: kept, being rendered for somebody else, or rendered now.
   * `place` is the division whose publications change the page; `everywhere` for a page that any publication may change.
   */
  page(address: string, language: Language, place: number, render: () => Promise<RenderedPage>): Promise<KeptPage>
  /** Answers at once if this very page is kept; costs little more than sending the bytes. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** Forgets every page that shows something of the village, and refuses to keep those being rendered now. */
  forget(village: number): void
  readonly bytes: number
}

/** Marks a page that a publication in any place may change. */
export const everywhere = 0

/** However a publication in another process is announced, and even if it is not, no page is older than this. */
const longestLife = 60_000
const longestAddress = 512

type Shelf = Map<string, KeptPage>

/** Opens an empty cache. With `mostBytes` 0 nothing is kept. */
export function pageCache({ mostBytes, now }: { readonly mostBytes: number; readonly now: () => number }): PageCache {
  const shelves: Readonly<Record<Language, Shelf>> = { 'zh-CN': new Map(), en: new Map() }
  const generations = new Map<number, number>()
  const rendering = new Map<string, Promise<KeptPage>>()
  const languageOf = rememberedLanguages()
  let bytes = 0

  function remove(shelf: Shelf, address: string, page: KeptPage) {
    if (shelf.delete(address)) bytes -= page.size
  }
  function find(shelf: Shelf, address: string): KeptPage | undefined {
    const page = shelf.get(address)
    if (page === undefined) return undefined
    if (page.until > now()) return page
    remove(shelf, address, page)
    return undefined
  }
  function keep(shelf: Shelf, address: string, page: KeptPage) {
    if (page.status !== 200 || address.length > longestAddress || page.size > mostBytes / 8) return
    remove(shelf, address, shelf.get(address) ?? page)
    shelf.set(address, page)
    bytes += page.size
    for (const each of Object.values(shelves)) if (bytes > mostBytes) clear(each)
  }
  /** From the oldest on; a page asked for since is put behind the others once. */
  function clear(shelf: Shelf) {
    for (const [address, page] of shelf) {
      if (bytes <= mostBytes) return
      shelf.delete(address)
      if (page.isUsed) shelf.set(address, page)
      else bytes -= page.size
      page.isUsed = false
    }
  }
  async function renderOnce(address: string, language: Language, place: number, render: () => Promise<RenderedPage>): Promise<KeptPage> {
    const generation = generations.get(place) ?? 0
    const key = `${generation} ${language} ${address}` // a render begun before a publication is not shared after it
    const shared = rendering.get(key)
    if (shared) return shared
    const work = render().then(rendered => {
      const page = new KeptPage(rendered, place, mostBytes > 0 ? now() + longestLife : 0)
      if ((generations.get(place) ?? 0) === generation) keep(shelves[language], address, page)
      return page
    })
    rendering.set(key, work)
    return work.finally(() => rendering.delete(key))
  }
  return {
    get bytes() { return bytes },
    page: async (address, language, place, render) => find(shelves[language], address) ?? renderOnce(address, language, place, render),
    serve(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false
      const address = request.url!
      // An address that names its language stands on one shelf only; any other is answered in the language the browser prefers.
      const page = address.includes('lang=') ? find(shelves.en, address) ?? find(shelves['zh-CN'], address) : find(shelves[languageOf(request)], address)
      if (page === undefined) return false
      page.isUsed = true
      page.send(request, response)
      return true
    },
    forget(village) {
      const touched = new Set(placesAbove(village))
      for (const place of touched) generations.set(place, (generations.get(place) ?? 0) + 1)
      for (const shelf of Object.values(shelves)) {
        for (const [address, page] of shelf) if (touched.has(page.place)) remove(shelf, address, page)
      }
    },
  }
}

/** The village, everything it lies in, and `everywhere`. */
function placesAbove(village: number): number[] {
  const spans = [1, 1_000, 1_000_000, 100_000_000, 10_000_000_000] // village, township, county, city, province
  return [everywhere, ...spans.map(span => village - village % span)]
}

/** Browsers send a handful of different `Accept-Language` headers: each is read once. */
function rememberedLanguages(): (request: IncomingMessage) => Language {
  const remembered = new Map<string, Language>()
  return request => {
    const header = request.headers['accept-language']
    if (header === undefined) return 'zh-CN'
    const known = remembered.get(header)
    if (known !== undefined) return known
    const language = chooseLanguage(undefined, header)
    if (remembered.size > 500) remembered.clear()
    if (header.length < 200) remembered.set(header, language)
    return language
  }
}
