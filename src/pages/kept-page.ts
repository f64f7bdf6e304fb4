import type { IncomingMessage, ServerResponse } from 'node:http'
import { chooseEncoding, encode, type Encoded, type Encoding, isHeld } from './encodings.ts'
import type { FlatHeaders } from './headers.ts'

/** A page before it is encoded. */
export type RenderedPage = { readonly status: number; readonly body: Buffer; readonly headers: FlatHeaders }

/** One page in one language, ready to be sent any number of times; each encoding is made when it is first asked for. */
export class KeptPage {
  readonly status: number
  /** The place whose publications end it, and the moment at which it ends by itself; 0 for a page that is sent but never kept. */
  readonly place: number
  readonly until: number
  /** What it may come to weigh with every encoding made. */
  readonly size: number
  /** Asked for since the last clearing: such a page is spared once. */
  isUsed = false
  readonly #page: RenderedPage
  readonly #encoded: { [E in Encoding]?: Encoded } = {}

  constructor(page: RenderedPage, place: number, until: number) {
    this.#page = page
    this.status = page.status
    this.place = place
    this.until = until
    this.size = Math.ceil(page.body.length * 1.6) + 2000
  }

  /** Writes the page, or 304 where the browser holds it. */
  send(request: IncomingMessage, response: ServerResponse): void {
    const { headers } = request
    const { body, etag, whole, unchanged } = this.#in(chooseEncoding(headers['accept-encoding'] as string | undefined))
    if (this.status === 200 && etag !== undefined && isHeld(headers['if-none-match'], etag)) {
      response.writeHead(304, unchanged as string[]).end()
      return
    }
    response.writeHead(this.status, whole as string[])
    if (request.method === 'HEAD') response.end()
    else response.end(body)
  }

  #in(encoding: Encoding): Encoded {
    return this.#encoded[encoding] ??= encode(this.#page.body, encoding, this.#page.headers, this.until > 0)
  }
}
