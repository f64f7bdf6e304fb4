import { describe, expect, test } from 'vitest'
import { proposeDuplicates, type Compared } from '#rules/duplicates/likeness.ts'
import { shinglesOf } from '#rules/duplicates/shingles.ts'
import { readLabelled, type Labelled } from './labelled.ts'

const complaints = readLabelled()

/** Of all pairs among `these`, compared while all complaints lie in the file: right proposals, wrong ones, and those missed. */
function measure(these: readonly Labelled[]): { pairs: number; precision: number; recall: number } {
  let [right, wrong, missed] = [0, 0, 0]
  for (const complaint of these) {
    const others = complaints.filter(({ id }) => id !== complaint.id)
    const proposed = new Set(proposeDuplicates(complaint, others, others.length).map(({ id }) => id))
    for (const other of these.filter(({ id }) => id !== complaint.id)) {
      const same = other.matter === complaint.matter
      if (!proposed.has(other.id)) missed += same ? 1 : 0
      else if (same) right++
      else wrong++
    }
  }
  return { pairs: (these.length * (these.length - 1)) / 2, precision: right / (right + wrong), recall: right / (right + missed) }
}

describe('repeated complaints', () => {
  test('of the pairs written after the weights were fixed, most repeats are found and hardly any stranger is called one', () => {
    const found = measure(complaints.filter(({ matter }) => matter > 100))
    console.error('written afterwards:', found)
    expect(found.precision).toBeGreaterThan(0.95)
    expect(found.recall).toBeGreaterThan(0.8)
  })

  test('of the even blocks, which chose nothing, nearly all repeats are found', () => {
    const found = measure(complaints.filter(({ matter }) => matter < 100 && matter % 2 === 0))
    console.error('even blocks:', found)
    expect(found.precision).toBeGreaterThan(0.95)
    expect(found.recall).toBeGreaterThan(0.9)
  })

  test('among all of them, matters alike in village and subject are sometimes proposed wrongly: an officer decides', () => {
    const found = measure(complaints)
    console.error('all:', found)
    expect(found.precision).toBeGreaterThan(0.75)
    expect(found.recall).toBeGreaterThan(0.9)
  })

  const about = (id: string, statement: string, more: Partial<Compared> = {}): Compared => ({ id, villageCode: 340_522_100_200, statement, ...more })

  test('two complaints about the same published line are one matter whatever they say', () => {
    const line = { questioned: 'record-1/3/amount' }
    const [first] = proposeDuplicates(about('a', '这是谁', line), [about('b', '金额对不上', line)])
    expect(first).toEqual({ id: 'b', likeness: 1, because: ['sameLine'] })
  })

  test('the phrases every hotline clerk writes make nothing alike', () => {
    expect(proposeDuplicates(about('a', '来电人反映，要求核实，请尽快查处。'), [about('b', '来电人反映，要求核实，请尽快查处。', { villageCode: 340_522_101_300 })])).toEqual([])
  })

  test('the likeliest comes first, and no more than asked for', () => {
    const others = ['村口水泥路裂了', '村口水泥路才修半年就裂了好几道缝', '村口的水泥路'].map((text, at) => about(String(at), text))
    expect(proposeDuplicates(about('x', '村口那条水泥路才修半年就裂了好几道缝'), others, 2).map(({ id }) => id)[0]).toBe('1')
    expect(proposeDuplicates(about('x', '村口那条水泥路才修半年就裂了好几道缝'), others, 2)).toHaveLength(2)
  })

  test.each([['八千多', 8000], ['五十多万', 500_000], ['一亩二分', 1.2], ['两万四千', 24_000], ['24000元', 24_000], ['3.5万', 35_000], ['十几', 10]])('the number in %s is %d', (text, number) => {
    expect([...shinglesOf(text).numbers]).toContain(number)
  })

  test('a text of nothing but signs is like nothing, and harms nothing', () => {
    expect(proposeDuplicates(about('a', '？！…… 😀 abc'), [about('b', ''), about('c', '𠮷')])).toEqual([])
  })
})
