import { describe, expect, test } from 'vitest'
import type { CaseDetail } from '../api-types.ts'
import { firstValues, isTyped, moveOf, problemsIn } from './act-values.ts'

const bound = { id: '11111111-1111-4111-8111-111111111111', nameZh: '测试局', nameEn: 'Test bureau', kind: 'responsible', bound: true } as const
const other = { ...bound, id: '22222222-2222-4222-8222-222222222222', bound: false }
const file = { statement: '村口路灯坏了一个月没有人修。', photos: [], responsibleUnits: [other, bound], extension: { longest: 10, most: 2, asked: 1, granted: 0, open: { days: 5, reason: '', askedOn: '2026-03-02', wouldBeDueOn: '2026-03-20' } } } as unknown as CaseDetail

describe('the form of an act', () => {
  test('assigning begins with the unit the item list binds', () => {
    const values = firstValues('assign', file, '')
    expect(values.unitId).toBe(bound.id)
    expect(moveOf('assign', { ...values, note: ' 属该局职责 ' }, 3)).toEqual({ action: 'assign', asOf: 3, note: '属该局职责', details: { responsibleUnitId: bound.id, redacted: { statement: file.statement, photos: [] } } })
  })

  test('assigning without a reason is refused before anything is sent', () => {
    expect(problemsIn('assign', firstValues('assign', file, ''), file).note?.code).toBe('note')
  })

  test('a grant begins with the days asked for and refuses more than the limit', () => {
    const values = { ...firstValues('grantExtension', file, ''), note: '情况属实，同意' }
    expect(values.days).toBe(5)
    expect(problemsIn('grantExtension', values, file)).toEqual({})
    expect(problemsIn('grantExtension', { ...values, days: 11 }, file).days).toEqual({ code: 'days', most: 10 })
    expect(problemsIn('grantExtension', { ...values, days: 1.5 }, file).days).toEqual({ code: 'days', most: 10 })
  })

  test('an answer needs everything but the next step, and says all that is missing at once', () => {
    const values = firstValues('draftReply', file, '测试局 张三')
    expect(Object.keys(problemsIn('draftReply', values, file))).toEqual(['found', 'done', 'text'])
  })

  test('an empty next step is not sent', () => {
    const reply = { found: '甲', done: '乙', nextBy: '', nextStep: ' ', answeredBy: '测试局', text: '丙' }
    expect(moveOf('draftReply', { ...firstValues('draftReply', file, ''), reply }, 4).details).toEqual({ reply: { found: '甲', done: '乙', answeredBy: '测试局', text: '丙' } })
  })

  test('acceptance sends the item only where one was chosen, and the act of its own asks for one', () => {
    expect(moveOf('accept', firstValues('accept', file, ''), 1)).toEqual({ action: 'accept', asOf: 1 })
    expect(moveOf('accept', { ...firstValues('accept', file, ''), item: 'farmland-subsidy' }, 1).details).toEqual({ itemSlug: 'farmland-subsidy' })
    expect(problemsIn('classify', firstValues('classify', { ...file, item: { slug: 'farmland-subsidy', zh: '', en: '' } }, ''), file)).toEqual({ item: { code: 'choose' } })
  })

  test('choices the form made itself are not typed text', () => {
    const first = firstValues('assign', file, '')
    expect(isTyped(first, first)).toBe(false)
    expect(isTyped({ ...first, note: '字' }, first)).toBe(true)
  })
})
