import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, flat, html } from '#pages/html.ts'

describe('a piece of page', () => {
  test('shows whatever was typed and never becomes markup', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), typed => {
      const { text } = html`<p title="${typed}">${typed}</p>`
      const [, attribute, body] = /^<p title="([^"]*)">([^<]*)<\/p>$/su.exec(text)!
      for (const part of [attribute!, body!]) {
        expect(part).not.toMatch(/[<>"'`]|&(?!(amp|lt|gt|quot|#39|#96);)/)
        expect(unescaped(part)).toBe(typed)
      }
    }))
  })

  test('keeps pieces inside it, joins lists, and writes nothing for nothing', () => {
    const list = ['张三', '<b>'].map(name => html`<li>${name}</li>`)
    expect(html`<ul>${list}${null}${undefined}${false}${0}</ul>`.text).toBe('<ul><li>张三</li><li>&lt;b&gt;</li>0</ul>')
    expect(html`${[[html`<i>`, '<i>'], 7]}`.text).toBe('<i>&lt;i&gt;7')
  })

  test('cannot be forged by an object that looks like one', () => {
    const forged = { text: '<script>' } as never
    expect(html`${forged}`.text).toBe('')
  })

  test('is sent as the bytes of its text, however long', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (word, times) => {
      const piece = html`${word.repeat(times)}`
      expect(bytesOf(piece)).toEqual(Buffer.from(piece.text))
      expect(flat(piece).text).toBe(Buffer.from(piece.text).toString())
    }))
    expect(bytesOf(html`${'村'.repeat(300_000)}`).length).toBe(900_000)
  })
})

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#96);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' })[name]!)
}
