import { describe, expect, test } from 'vitest'
import { languages } from './language.ts'
import { findingSentence, mistakeSentence } from './mistakes.ts'
import { refusalSentence, type AnyRefusal } from './refusals.ts'

const samples: AnyRefusal[] = [
  { code: 'stale' }, { code: 'reply-incomplete', field: 'found' }, { code: 'attachment-name', kind: 'phone' }, { code: 'attachment-too-large', megabytes: 10 },
  { code: 'too-many-attachments', most: 20 }, { code: 'slow-down', seconds: 7 }, { code: 'photo-too-large', n: 2 }, { code: 'not-your-duty', role: 'clerk' },
  { code: 'not-now', state: 'submitted', possible: ['accept'] },
]

describe.each(languages)('in %s', language => {
  test.each(samples.map(sample => [sample.code, sample] as const))('%s is said in a whole sentence', (_, refusal) => {
    expect(refusalSentence(language, refusal)).toMatch(/^.{5,}[。.]$/u)
    expect(refusalSentence(language, refusal)).not.toMatch(/undefined|\[object/)
  })

  test('a mistake in a request and a personal number name their place', () => {
    expect(mistakeSentence(language, 'missing', 'asOf')).toContain('asOf')
    expect(findingSentence(language, 'phone', { part: 'attachment', name: '凭证.pdf' })).toContain('凭证.pdf')
  })
})

test('limits are said with their figures', () => {
  expect(refusalSentence('zh-CN', { code: 'slow-down', seconds: 7 })).toContain('7秒')
  expect(refusalSentence('en', { code: 'reply-incomplete', field: 'text' })).toContain('10 to 4000')
})
