/** A piece of page that is safe to send. Only `html` makes one, so nothing a person typed can become markup. */
export type Html = SafeHtml

/** What may stand in a hole: text and numbers are escaped, pieces of page are kept, lists are joined, and nothing is nothing. */
export type Hole = Html | string | number | null | undefined | false | readonly Hole[]

class SafeHtml {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/**
 * Builds a piece of page. Every hole is escaped for text and for quoted attribute values, and there is no way round it:
 *     html`<p title="${title}">${body}</p>`
 * Attributes must be quoted; a hole may not be the name of a tag or of an attribute.
 */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let text = parts[0]!
  for (let i = 0; i < holes.length; i++) {
    const hole = holes[i]
    text += (typeof hole === 'string' ? escapeText(hole) : written(hole)) + parts[i + 1]!
  }
  return new SafeHtml(text)
}

/** The same piece, put together for good. For pieces that are kept: a string built from parts is otherwise copied part by part each time. */
export function flat(piece: Html): Html {
  return new SafeHtml(Buffer.from(piece.text).toString())
}

let scratch = Buffer.allocUnsafe(1 << 18)

/** The bytes of a page. Written once into a buffer that is large enough for any length, where `Buffer.from` would count first and write then. */
export function bytesOf({ text }: Html): Buffer {
  const most = text.length * 3
  if (scratch.length < most) scratch = Buffer.allocUnsafe(most * 2)
  return Buffer.from(scratch.subarray(0, scratch.write(text)))
}

function written(hole: Hole): string {
  if (hole instanceof SafeHtml) return hole.text
  if (typeof hole === 'string') return escapeText(hole)
  if (typeof hole === 'number') return String(hole)
  if (!Array.isArray(hole)) return ''
  let text = ''
  for (const part of hole as readonly Hole[]) text += written(part)
  return text
}

const dangerous = /[&<>"'`]/
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

/** Most text of a village's books needs no escaping, so one test comes before any work. */
function escapeText(text: string): string {
  return dangerous.test(text) ? text.replace(/[&<>"'`]/g, character => escapes[character]!) : text
}
