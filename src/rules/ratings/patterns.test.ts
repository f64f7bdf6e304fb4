import { expect, test } from 'vitest'
import { ratingPatterns, type PatternRating } from './patterns.ts'

const answered = Date.parse('2026-09-21T09:00:00+08:00')
/** Ratings of one unit, each so many seconds after its answer; the answers are a day apart. */
const given = (seconds: readonly number[], more: Partial<PatternRating> = {}): PatternRating[] => seconds.map((after, i) => ({
  caseId: `c${i}`, unitId: 'a', grade: 'verySatisfied', opinion: null, enteredBy: null, answeredAt: new Date(answered + i * 86_400_000), at: new Date(answered + i * 86_400_000 + after * 1000), ...more,
}))
const kinds = (ratings: PatternRating[]) => ratingPatterns(ratings).map(pattern => pattern.kind)

test('all best within ten minutes of the answer is worth a look from the fifth complaint on, and not when one took longer or said less', () => {
  expect(ratingPatterns(given([1, 60, 300, 599, 600]))).toEqual([{ unitId: 'a', kind: 'quick-best', ratings: 5 }])
  expect(kinds(given([1, 60, 300, 600]))).toEqual([])
  expect(kinds(given([1, 60, 300, 599, 601]))).toEqual([])
  expect(kinds([...given([1, 2, 3, 4]), { ...given([1])[0]!, caseId: 'other', grade: 'satisfied' }])).toEqual([])
})
test('the same words on three complaints of a unit are worth a look, whatever the punctuation; a short thank-you is not', () => {
  const slow = [9000, 9000, 9000]
  expect(kinds(given(slow, { opinion: '工作人员态度很好。' }))).toEqual(['same-words'])
  expect(kinds(given(slow).map((rating, i) => ({ ...rating, opinion: ['工作人员态度很好', '工作人员，态度很好！', ' 工作人员态度很好。'][i]! })))).toEqual(['same-words'])
  expect(kinds(given(slow, { opinion: '谢谢' }))).toEqual([])
  expect(kinds(given([9000, 9000], { opinion: '工作人员态度很好。' }))).toEqual([])
  expect(kinds(given(slow, { opinion: '工作人员态度很好。' }).map((rating, i) => ({ ...rating, unitId: `u${i}` })))).toEqual([])
})
test('all ratings of a unit within one minute are worth a look', () => {
  const at = (seconds: number) => new Date(answered + seconds * 1000)
  const together = given([9000, 9000, 9000, 9000, 9000], { grade: 'satisfied' }).map((rating, i) => ({ ...rating, at: at(i * 10) }))
  expect(kinds(together)).toEqual(['same-minute'])
  expect(kinds(together.map((rating, i) => (i === 4 ? { ...rating, at: at(60) } : rating)))).toEqual([])
})
test('two ratings of one complaint count once', () => {
  expect(kinds(given([1, 1, 1, 1, 1]).map(rating => ({ ...rating, caseId: 'one' })))).toEqual([])
})
test('best grades alone on three complaints that one officer wrote down are worth a look; of three officers, of two complaints or with one lower grade they are not', () => {
  const slow = given([9000, 9000, 9000], { enteredBy: 'desk' })
  expect(kinds(slow)).toEqual(['entered-by-one'])
  expect(kinds(slow.map((rating, i) => ({ ...rating, enteredBy: `desk ${i}` })))).toEqual([])
  expect(kinds(slow.slice(1))).toEqual([])
  expect(kinds(slow.map((rating, i) => ({ ...rating, grade: i === 1 ? 'satisfied' : rating.grade })))).toEqual([])
})
