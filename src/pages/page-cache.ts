import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseLanguage, type Language } from '#text/language.ts'
import { KeptPage, type RenderedPage } from './kept-page.ts'

/** Marks a page that a publication in any place may change. */
export const everywhere = 0

/** However a publication in another process is announced, and even if it is not, no page is older than this. */
const longestLife = 60_000
const longestAddress = 512

type Shelf = Map<string, KeptPage>
type Render = () => Promise<RenderedPage>

/** Public pages as bytes. A page is kept only if nothing was published in its place since its render began. */
export class PageCache {
  /** What the kept pages weigh. */
  bytes = 0
  readonly #mostBytes: number
  readonly #now: () => number
  readonly #shelves: Readonly<Record<Language, Shelf>> = { 'zh-CN': new Map(), en: new Map() }
  /** Counts the publications that touched a place. */
  readonly #generations = new Map<number, number>()
  readonly #rendering = new Map<string, Promise<KeptPage>>()
  readonly #languageOf = rememberedLanguages()

  /** With `mostBytes` 0 nothing is kept. */
  constructor({ mostBytes, now }: { readonly mostBytes: number; readonly now: () => number }) {
    this.#mostBytes = mostBytes
    this.#now = now
  }

  /**
   * Gives the page of this address and language: kept, being rendered for somebody else, or rendered now.
   * `place` is the division whose publications change the page; `everywhere` for a page that any publication may change.
   */
  async page(address: string, language: Language, place: number, render: Render): Promise<KeptPage> {
    const kept = this.#find(this.#shelves[language], address)
    if (kept) return kept
    const generation = this.#generationOf(place)
    const key = `${generation} ${language} ${address}` // a render begun before a publication is not shared after it
    const shared = this.#rendering.get(key)
    if (shared) return shared
    const work = render().then(rendered => {
      const page = new KeptPage(rendered, place, this.#mostBytes > 0 ? this.#now() + longestLife : 0)
      if (this.#generationOf(place) === generation) this.#keep(this.#shelves[language], address, page)
      return page
    })
    this.#rendering.set(key, work)
    return work.finally(() => this.#rendering.delete(key))
  }

  /** Whether this very page is kept. */
  holds(address: string, language: Language): boolean {
    return this.#find(this.#shelves[language], address) !== undefined
  }

  /** Answers at once if this very page is kept; costs little more than sending the bytes. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const address = request.url!
    // An address that names its language stands on one shelf only; any other is answered in the language the browser prefers.
    const page = address.includes('lang=')
      ? this.#find(this.#shelves.en, address) ?? this.#find(this.#shelves['zh-CN'], address)
      : this.#find(this.#shelves[this.#languageOf(request)], address)
    if (page === undefined) return false
    page.isUsed = true
    page.send(request, response)
    return true
  }

  /** Forgets every page that shows something of the village, and refuses to keep those being rendered now. */
  forget(village: number): void {
    const touched = new Set(placesAbove(village))
    for (const place of touched) this.#generations.set(place, this.#generationOf(place) + 1)
    for (const shelf of Object.values(this.#shelves)) {
      for (const [address, page] of shelf) if (touched.has(page.place)) this.#remove(shelf, address, page)
    }
  }

  #generationOf(place: number): number {
    return this.#generations.get(place) ?? 0
  }

  #find(shelf: Shelf, address: string): KeptPage | undefined {
    const page = shelf.get(address)
    if (page === undefined || page.until > this.#now()) return page
    this.#remove(shelf, address, page)
    return undefined
  }

  #keep(shelf: Shelf, address: string, page: KeptPage): void {
    if (page.status !== 200 || address.length > longestAddress || page.size > this.#mostBytes / 8) return
    const old = shelf.get(address)
    if (old) this.#remove(shelf, address, old)
    shelf.set(address, page)
    this.bytes += page.size
    for (const each of Object.values(this.#shelves)) if (this.bytes > this.#mostBytes) this.#clear(each)
  }

  /** From the oldest on; a page asked for since is put behind the others once. */
  #clear(shelf: Shelf): void {
    for (const [address, page] of shelf) {
      if (this.bytes <= this.#mostBytes) return
      this.#remove(shelf, address, page)
      if (!page.isUsed) continue
      page.isUsed = false
      shelf.set(address, page)
      this.bytes += page.size
    }
  }

  #remove(shelf: Shelf, address: string, page: KeptPage): void {
    if (shelf.delete(address)) this.bytes -= page.size
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
