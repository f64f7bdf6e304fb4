import { describe, expect, test } from 'vitest'
import { procedureRefusal, tidyProcedure, type CountyProcedure } from './county-procedure.ts'

const step = (who: string, zh: string) => ({ who: { zh: who }, zh, materials: [] })
const good: CountyProcedure = { explanation: { zh: '怎么办' }, steps: [step('村委会', '提出'), step('村民代表会议', '表决')], risks: [] }

describe('what a tidy procedure is', () => {
  test('it has no spaces around texts, no English that says nothing and no empty lines', () => {
    const typed = { explanation: { zh: ' 怎么办 ', en: '  ' }, steps: [{ ...step(' 村委会', '提出 '), limit: { zh: ' ' }, materials: [{ zh: '' }, { zh: ' 方案 ', en: ' Plan ' }] }, step('', ' '), step('村民代表会议', '表决')], risks: [{ zh: ' ' }] }
    expect(tidyProcedure(typed)).toEqual({ ...good, steps: [{ ...step('村委会', '提出'), materials: [{ zh: '方案', en: 'Plan' }] }, step('村民代表会议', '表决')] })
  })
  test('tidying it again changes nothing', () => {
    expect(tidyProcedure(tidyProcedure(good))).toEqual(tidyProcedure(good))
  })
  test('a step of which only a paper or a time limit is written stays, so that it is refused and not lost', () => {
    const { steps } = tidyProcedure({ ...good, steps: [...good.steps, { ...step('', ''), materials: [{ zh: '方案' }] }, { ...step('', ''), limit: { zh: '3日' } }] })
    expect(steps).toHaveLength(4)
    expect(procedureRefusal({ ...good, steps })).toEqual({ code: 'procedure-empty', place: { part: 'step', n: 3 } })
  })
})

describe('what may hold', () => {
  test('two steps with who and what, and an explanation', () => {
    expect(procedureRefusal(good)).toBeUndefined()
  })
  test('one step is no procedure', () => {
    expect(procedureRefusal({ ...good, steps: good.steps.slice(1) })).toEqual({ code: 'procedure-too-short' })
  })
  test('nothing in it is the number of a person, in either language', () => {
    const at = (more: Partial<CountyProcedure>) => procedureRefusal({ ...good, ...more })
    expect(at({ explanation: { zh: '请打13800000000' } })).toMatchObject({ code: 'procedure-personal', place: { part: 'explanation' } })
    expect(at({ steps: [good.steps[0]!, { ...step('村民代表会议', '表决'), limit: { zh: '3日', en: '11010519491231002X' } }] })).toMatchObject({ place: { part: 'step', n: 2 } })
    expect(at({ risks: [{ zh: '冒名' }, { zh: '13800000000' }] })).toMatchObject({ place: { part: 'risk', n: 2 } })
  })
  test('a document number of eleven digits that begins like no telephone may stand in it', () => {
    expect(procedureRefusal({ ...good, risks: [{ zh: '文号20260000123' }] })).toBeUndefined()
  })
})
