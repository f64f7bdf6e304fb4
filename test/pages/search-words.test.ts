import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syllablesOf } from '#rules/search/pinyin.ts'
import { queryOf } from '#rules/search/query.ts'
import { snippetOf } from '#rules/search/snippet.ts'
import { addWords, folded } from '#rules/search/words.ts'
import { characters, cutWords } from '#platform/chinese.ts'

const asked = (typed: string) => queryOf(typed, characters, cutWords)

/** Judges a condition as PostgreSQL would: terms and alternatives, no deeper than they are written. */
function finds(typed: string, text: string): boolean {
  const words = new Set<string>()
  addWords(words, text, characters)
  const query = asked(typed)
  const holds = (term: string) => term.endsWith(':*') ? [...words].some(word => word.startsWith(term.slice(1, -3))) : words.has(term.slice(1, -1))
  const all = (terms: string) => terms.split(' & ').every(term => holds(term))
  return query !== '' && (query.match(/\([^()]*(?:\([^()]*\)[^()]*)*\)|'[^']*'(?::\*)?/gu) ?? []).every(part =>
    part.startsWith('(') ? part.slice(1, -1).split(' | ').some(choice => all(choice.replace(/^\(|\)$/gu, ''))) : holds(part))
}

describe('a search finds', () => {
  const title = '查湾村2026年第三季度最低生活保障（低保）名单，测试甲村民小组，耕地地力保护补贴'
  test.each(['低保', '查湾', '湾', '2026', '名单', '最低生活保障', '低保名单', '测试甲', '２０２６', '第三季度 低保'])('what is written: %s', typed => expect(finds(typed, title)).toBe(true))
  test.each(['查灣', '名單', '耕地地力保護補貼', '測試甲'])('what is written in traditional characters: %s', typed => expect(finds(typed, title)).toBe(true))
  test('what is published in traditional characters by simplified ones', () => expect(finds('补贴', '農機購置補貼')).toBe(true))
  test.each(['dibao', 'di bao', 'DiBao', 'mingdan', 'gengdi', 'gengdidili', 'ceshijia', 'butie', 'buti'])('what is spelt: %s', typed => expect(finds(typed, title)).toBe(true))
  test('a character by each of its readings', () => expect(['zhangcun', 'changcun', 'cunchang', 'cunzhang'].map(typed => finds(typed, '长村长'))).toEqual([true, true, true, true]))
  test.each(['修路', '保低', '2025', '特困', 'baodi', 'dilidibao', 'xiulu'])('nothing for %s', typed => expect(finds(typed, title)).toBe(false))
  test('nothing for signs alone', () => expect(['', ' ', '，。', "' | !", '():*&'].map(asked)).toEqual(['', '', '', '', '']))
  test('nothing but quoted words, whatever is typed', () => {
    const condition = /^(?:\(?'[\p{L}\p{M}\p{N}]+'(?::\*)?\)*(?: [&|] \(?|$))*$/u
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), typed => condition.test(asked(typed))))
  })
})

describe('letters as pinyin', () => {
  test('are read in every way they can be', () => expect(syllablesOf('fangan')).toEqual([['fang', 'an'], ['fan', 'gan']]))
  test('are not pinyin when a rest stays over', () => expect([syllablesOf('excel'), syllablesOf('wx'), syllablesOf('x')]).toEqual([[], [], []]))
  test('take no longer the longer they are', () => expect(syllablesOf('xianxianxianxianxianxianxianxianxianxian').length).toBeLessThanOrEqual(4))
})

describe('a snippet', () => {
  const shown = (text: string, words: readonly string[]) => snippetOf(text, words, characters).map(piece => piece.isFound ? `[${piece.text}]` : piece.text).join('')
  test('marks the words as they were published', () => expect(shown('王演示 · 農機購置補貼 · 1,200.00 元', ['补贴', '演示'])).toBe('王[演示] · 農機購置[補貼] · 1,200.00 元'))
  test('shows what surrounds the first word of a long text', () => {
    const text = `${'前'.repeat(200)}维修路灯${'后'.repeat(200)}`
    expect(shown(text, ['路灯'])).toMatch(/^…前{22}维修\[路灯\]后+…$/u)
  })
  test('gives back the text it was made of, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 3 }), (text, word) => {
      expect(snippetOf(text, [word], characters).filter(piece => piece.text !== '…').map(piece => piece.text).join('')).toBe(text === '…' ? '' : text)
    }))
  })
  test('folding keeps every place', () => fc.assert(fc.property(fc.string({ unit: 'binary' }), text => folded(text, characters).length === text.length)))
})
