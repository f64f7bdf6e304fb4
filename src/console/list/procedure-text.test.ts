import { expect, test } from 'vitest'
import { hasEnglish, procedureFrom, typedFrom } from './procedure-text.ts'

const procedure = {
  explanation: { zh: '怎么办', en: 'How it is done' },
  steps: [{ who: { zh: '村委会', en: 'Committee' }, zh: '提出', limit: { zh: '10日内', en: 'Within 10 days' }, materials: [{ zh: '方案' }, { zh: '名册', en: 'List' }] }, { who: { zh: '村民代表会议' }, zh: '表决', materials: [] }],
  risks: [{ zh: '不公开竞价', en: 'No open bids' }],
}

test('what is opened and sent unchanged is what was there', () => {
  expect(procedureFrom(typedFrom(procedure))).toEqual(procedure)
})
test('an item without a procedure begins with two empty steps', () => {
  expect(typedFrom(undefined).steps).toHaveLength(2)
})
test('English is offered open where there is some', () => {
  expect(hasEnglish(typedFrom(procedure))).toBe(true)
  expect(hasEnglish(typedFrom({ ...procedure, explanation: { zh: '怎么办' }, risks: [], steps: [procedure.steps[1]!] }))).toBe(false)
})
test('each line of papers is a paper, with the line of English beside it', () => {
  const typed = typedFrom(procedure)
  const [first, second] = typed.steps
  const { steps } = procedureFrom({ ...typed, steps: [{ ...first!, materials: { zh: '方案\n\n名册', en: 'Plan\n\nList' } }, second!] })
  expect(steps[0]!.materials).toEqual([{ zh: '方案', en: 'Plan' }, { zh: '名册', en: 'List' }])
})
