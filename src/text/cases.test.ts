import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import rulesFile from '../../data/cases/rules.v2.json' with { type: 'json' }
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { toCaseRules } from '#rules/cases/case-rules.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { caseActions, caseStates } from '#rules/cases/states.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { stateMeanings } from './case-states.ts'
import { actionButtons, actionTexts, refusalText, stateTexts } from './cases.ts'
import { languages } from './language.ts'

const day = '2026-10-10' as PlainDate
const common = toCaseRules(rulesFile)
if (!common.ok) throw new Error('the common rules are not right')
const { limits } = common.value.rules

/** One of each kind; the record is complete by type, so a new code must be added here too. */
type Refusal = CaseRefusal | PolicyRefusal
const oneOfEach: { [Code in Refusal['code']]: Refusal & { readonly code: Code } } = {
  'not-now': { code: 'not-now', state: 'handling', possible: ['askExtension', 'draftReply'] },
  'note-missing': { code: 'note-missing', action: 'return', least: 4 },
  'note-too-short': { code: 'note-too-short', action: 'return', least: 4 },
  'note-too-long': { code: 'note-too-long', action: 'return', most: 1000 },
  'note-not-taken': { code: 'note-not-taken', action: 'close' },
  'no-more-extensions': { code: 'no-more-extensions', most: 2 },
  'too-late-to-ask-extension': { code: 'too-late-to-ask-extension', lastDay: day },
  'extension-length': { code: 'extension-length', most: 10 },
  'no-more-returns': { code: 'no-more-returns', most: 2 },
  'too-late-to-return': { code: 'too-late-to-return', lastDay: day },
  'too-late-to-rate': { code: 'too-late-to-rate', lastDay: day },
  'too-early-to-close': { code: 'too-early-to-close', firstDay: day },
  'too-early-to-lapse': { code: 'too-early-to-lapse', firstDay: day },
  'too-late-for': { code: 'too-late-for', action: 'reopen', lastDay: day },
  'asked-before': { code: 'asked-before' },
  'appealed-before': { code: 'appealed-before' },
  'redone-before': { code: 'redone-before' },
  'rated-badly': { code: 'rated-badly' },
  'not-rated-badly': { code: 'not-rated-badly' },
  'no-visit-owed': { code: 'no-visit-owed' },
  'seen-by-units': { code: 'seen-by-units' },
  'supervised-already': { code: 'supervised-already' },
  'not-supervised': { code: 'not-supervised' },
  'not-asked': { code: 'not-asked' },
  'handled-before': { code: 'handled-before' },
  'letter-for-head': { code: 'letter-for-head' },
  'not-your-duty': { code: 'not-your-duty', role: 'clerk' },
  'out-of-reach': { code: 'out-of-reach' },
  'conflict-of-interest': { code: 'conflict-of-interest', of: 'record-author' },
  'own-request': { code: 'own-request', action: 'grantExtension' },
  'assigned-unit-named': { code: 'assigned-unit-named', unitId: 'water' },
  'units-not-apart': { code: 'units-not-apart' },
  'author-cannot-review': { code: 'author-cannot-review' },
  'own-proposal': { code: 'own-proposal' },
  'own-post': { code: 'own-post' },
  'not-your-proposal': { code: 'not-your-proposal' },
  'disclosure-not-now': { code: 'disclosure-not-now', state: 'submitted', possible: ['approve'] },
}

describe.each(languages)('in %s', language => {
  test('each state and action has words of its own', () => {
    expect(new Set(caseStates.map(state => stateTexts[language][state])).size).toBe(caseStates.length)
    expect(new Set(caseActions.map(action => actionTexts[language][action])).size).toBe(caseActions.length)
    expect(new Set(caseActions.map(action => actionButtons[language][action])).size).toBe(caseActions.length)
  })

  test('each state is explained to a resident in one sentence', () => {
    const sentences = caseStates.map(state => stateMeanings[language](limits)[state])
    expect(new Set(sentences).size).toBe(caseStates.length)
    for (const sentence of sentences) expect(sentence).toMatch(language === 'en' ? /^[A-Z][^.]*\.$/ : /^[^。]*。$/)
  })

  test('the manual says of each state what the pages say', () => {
    const manual = readFileSync(`docs/manual/README${language === 'en' ? '' : '.zh-CN'}.md`, 'utf8')
    for (const state of caseStates) expect(manual).toContain(`| ${stateTexts[language][state]} | ${stateMeanings[language](limits)[state]} |`)
  })

  test.each(Object.values(oneOfEach).map(refusal => [refusal.code, refusal] as const))('the refusal %s is one clear sentence', (_, refusal) => {
    const sentence = refusalText(language, refusal)
    expect(sentence).toMatch(language === 'en' ? /^[A-Z“].*\.$/ : /[\u4e00-\u9fff].*。$/)
    expect(sentence).not.toMatch(/undefined|\[object|NaN/)
    // Chinese sentences carry Chinese punctuation, English ones no Chinese at all.
    expect(sentence).not.toMatch(language === 'en' ? /[\u4e00-\u9fff]/ : /[\u4e00-\u9fff][,;:]/)
  })
})

test('a refusal says what is possible instead, and the day that was missed', () => {
  expect(refusalText('zh-CN', oneOfEach['not-now'])).toBe('投诉当前状态为“责任单位正在办理”，不能进行此操作。现在可以：申请延期、提交答复。')
  expect(refusalText('en', { code: 'not-now', state: 'closed', possible: [] })).toBe('The complaint stands at “Closed”, so this cannot be done. Nothing more can be done with it.')
  expect(refusalText('zh-CN', { code: 'not-now', state: undefined, possible: ['file'] })).toContain('投诉尚未提交')
  expect(refusalText('zh-CN', oneOfEach['too-late-to-return'])).toContain('2026年10月10日(星期六)')
  expect(refusalText('en', { code: 'too-late-to-ask-extension', lastDay: undefined })).toContain('not accepted yet')
})

test('a conflict names its ground', () => {
  const grounds = (['officer', 'unit', 'record-author'] as const).map(of => refusalText('zh-CN', { code: 'conflict-of-interest', of }))
  expect(new Set(grounds).size).toBe(3)
})
