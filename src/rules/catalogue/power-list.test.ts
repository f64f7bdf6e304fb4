import { describe, expect, test } from 'vitest'
import catalogue from '../../../data/catalogue/default.v1.json' with { type: 'json' }
import file from '../../../data/catalogue/power-list.v1.json' with { type: 'json' }
import { flowchart, wrap } from './flowchart.ts'
import { toPowerList } from './power-list.ts'

const read = toPowerList(file)
const procedures = read.ok ? read.value.procedures : []

describe('the power list', () => {
  test('has its shape and explains each of the sixty items once', () => {
    expect(read.ok ? [] : read.errors).toEqual([])
    const known = catalogue.items.map(item => item.slug)
    expect(known).toHaveLength(60)
    expect(procedures.map(procedure => procedure.item).sort()).toEqual(known.sort())
  })
  test('says for each procedure who acts, on what ground, with which papers, in what time, and where it is abused', () => {
    for (const { item, basis, steps, risks } of procedures) {
      expect(basis.length, item).toBeGreaterThan(0)
      expect(risks.length, item).toBeGreaterThan(0)
      expect(new Set(steps.map(step => step.who.zh)).size, item).toBeGreaterThan(1)
      expect(steps.some(step => step.limit !== undefined), item).toBe(true)
      expect(steps.some(step => step.materials.length > 0), item).toBe(true)
    }
  })
  test('leaves no word of a step without its other language', () => {
    for (const { item, explanation, basis, steps, risks } of procedures) {
      const words = [explanation, ...basis, ...risks, ...steps.flatMap(step => [step, step.who, ...(step.limit ? [step.limit] : []), ...step.materials])]
      for (const { zh, en } of words) {
        expect(zh, item).toMatch(/\p{Script=Han}/u)
        expect(en, item).not.toMatch(/\p{Script=Han}/u)
        expect(en.trim(), item).not.toBe('')
      }
    }
  })
  test('with a mistake names its place', () => {
    const wrong = toPowerList({ ...file, procedures: [{ ...file.procedures[0], steps: [{ zh: '提出', en: '', who: { zh: '村' } }] }] })
    expect(wrong.ok ? [] : wrong.errors).toEqual([
      'powers.procedures[0].steps[0].en must be a text that is not empty',
      'powers.procedures[0].steps[0].who.en must be a text that is not empty',
      'powers.procedures[0].steps: one step is no procedure',
    ])
  })
})

describe('a flowchart', () => {
  test('keeps every line of every procedure inside its box, in both languages', () => {
    for (const { steps } of procedures) {
      for (const language of ['zh', 'en'] as const) {
        const chart = flowchart(steps.map(step => ({ who: step.who[language], what: step[language], limit: step.limit?.[language] })))
        for (const box of chart.boxes) for (const line of box.lines) {
          expect(line.y).toBeGreaterThan(box.y)
          expect(line.y).toBeLessThan(box.y + box.height)
        }
        for (const [index, box] of chart.boxes.slice(1).entries()) expect(box.y).toBeGreaterThan(chart.boxes[index]!.y + chart.boxes[index]!.height)
        expect(chart.height).toBeGreaterThan(chart.boxes.at(-1)!.y + chart.boxes.at(-1)!.height)
      }
    }
  })
  test('breaks Chinese anywhere, but no line begins with a closing sign', () => {
    expect(wrap('村民会议讨论,表决', 6)).toEqual(['村民会议讨', '论,表决'])
    expect(wrap('一二三四五六七八', 4)).toEqual(['一二三四', '五六七八'])
  })
  test('breaks other words at their spaces and cuts one that is longer than a line', () => {
    expect(wrap('put on public notice', 7)).toEqual(['put on', 'public', 'notice'])
    expect(wrap('abcdefghijkl', 4).length).toBeGreaterThan(1)
  })
  test('of nothing is empty', () => {
    expect(flowchart([])).toMatchObject({ boxes: [], arrows: [] })
  })
})
