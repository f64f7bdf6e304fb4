import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseReply } from './reply.ts'
import { nextStepProblem } from './reply.ts'
import { isOffered, ownWords, templateProblem, templateWordsProblem } from './reply-templates.ts'

const template = {
  title: '路灯', found: '【日期】，我单位到【地点】现场查看，查明：【事实】。', done: '已经【措施】，于【日期】完成。', nextStep: '【还要做什么】',
  text: '您反映的【事项】，我们已经核实：【结果】。感谢您的监督，如有不清楚的地方请与我们联系。',
}
const filled: CaseReply = {
  found: '9月2日，我单位到村口第三根灯杆现场查看，查明：灯座进水短路。', done: '已经更换灯座和线缆，于9月3日完成。', answeredBy: '测试单位',
  text: '您反映的村口路灯不亮，我们已经核实：灯座进水，换好后当晚亮灯。感谢您的监督，如有不清楚的地方请与我们联系。',
}
const bare = { found: '我单位到现场查看，查明：', done: '已经，于完成。', answeredBy: '测试单位', text: '您反映的，我们已经核实：。感谢您的监督，如有不清楚的地方请与我们联系。' }

describe('an answer', () => {
  test('that fills the gaps of a template with facts may be sent', () => {
    expect(templateProblem(filled, [template])).toBeUndefined()
  })
  test('that still has the mark of a gap may not, in whatever part, nor with half a mark', () => {
    expect(templateProblem({ ...filled, done: '已经【措施】，于9月3日完成。' }, [template])).toEqual({ code: 'reply-has-gap', field: 'done' })
    expect(templateProblem({ ...filled, answeredBy: '测试单位【姓名】' }, [])).toEqual({ code: 'reply-has-gap', field: 'answeredBy' })
    expect(templateProblem({ ...filled, text: '已修好】，谢谢您。' }, [])).toEqual({ code: 'reply-has-gap', field: 'text' })
  })
  test('that is a template with the gaps taken out may not, and spaces and full stops change nothing', () => {
    expect(templateProblem(bare, [template])).toEqual({ code: 'reply-is-template', title: '路灯' })
    expect(templateProblem({ ...bare, done: ' 已经 ，。于 完成 。。' }, [template])).toEqual({ code: 'reply-is-template', title: '路灯' })
  })
  test('must say the stated number of characters of its own: one fewer is refused, the number itself is enough', () => {
    const own = (count: number) => ({ ...bare, done: `已经，于完成。${'修'.repeat(count)}` })
    expect(templateProblem(own(ownWords.least - 1), [template])).toMatchObject({ code: 'reply-near-template', own: ownWords.least - 1, least: ownWords.least })
    expect(templateProblem(own(ownWords.least), [template])).toBeUndefined()
  })
  test('that is not built on the template is not measured by it, however short', () => {
    expect(templateProblem({ found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '测试单位', text: '路灯已经修好，谢谢您的提醒。' }, [template])).toBeUndefined()
  })
  test('names a day for its next step, and a next step for its day', () => {
    const today = '2026-09-21' as PlainDate
    expect(nextStepProblem({}, today)).toBeUndefined()
    expect(nextStepProblem({ nextStep: '复查一次' }, today)).toBe('next-by-missing')
    expect(nextStepProblem({ nextStep: ' ', nextBy: today }, today)).toBe('next-step-missing')
    expect(nextStepProblem({ nextStep: '复查一次', nextBy: '2026-09-20' as PlainDate }, today)).toBe('next-by-past')
    expect(nextStepProblem({ nextStep: '复查一次', nextBy: today }, today)).toBeUndefined()
  })
})

describe('a template', () => {
  test('must leave what was found and what was done to be filled in', () => {
    expect(templateWordsProblem(template)).toBeUndefined()
    expect(templateWordsProblem({ ...template, done: '已经处理完毕。' })).toBe('template-without-gap')
    expect(templateWordsProblem({ ...template, found: ' ' })).toBe('template-empty')
  })
  test('is offered from its first day to its last, for its category or for all', () => {
    const dated = { validFrom: '2026-09-01' as PlainDate, validTo: '2026-09-30' as PlainDate, category: 'projects' }
    const on = (day: string, category?: string) => isOffered(dated, day as PlainDate, category)
    expect([on('2026-08-31', 'projects'), on('2026-09-01', 'projects'), on('2026-09-30', 'projects'), on('2026-10-01', 'projects'), on('2026-09-10', 'party'), on('2026-09-10')]).toEqual([false, true, true, false, false, false])
    expect(isOffered({ validFrom: '2026-09-01' as PlainDate }, '2026-09-10' as PlainDate, undefined)).toBe(true)
  })
})
