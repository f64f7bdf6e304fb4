import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthDayOf } from './birth-day.ts'
import { findPersonalData } from './detect.ts'
import { findingKinds, fixFor, severityOfFinding } from './kinds.ts'
import { maskFindings } from './mask-findings.ts'
import { findPersonalWords, type TextContext } from './words.ts'

const aid = { aid: true } as const
const name = { name: true } as const

function found(text: string, context?: TextContext): string[] {
  return findPersonalWords(text, context).map(({ kind, start, length }) => `${kind}:${text.slice(start, start + length)}`)
}

describe('what words give away', () => {
  test.each<[string, string, TextContext | undefined]>([
    ['社保卡号：A12345678', 'social-card:A12345678', undefined],
    ['社会保障卡Ｃ１２３４５６７８', 'social-card:Ｃ１２３４５６７８', undefined],
    ['家庭电话：0555-6789012', 'landline:0555-6789012', undefined],
    ['户主联系电话为05556789012', 'landline:05556789012', undefined],
    ['张三 0555-6789012', 'landline:0555-6789012', aid],
    ['测试村三组12号', 'address:12号', undefined],
    ['测试村十二号', 'address:十二号', undefined],
    ['测试小区5栋2单元301室', 'address:5栋2单元301室', undefined],
    ['5号楼301', 'address:5号楼301', undefined],
    ['二单元502室', 'address:二单元502室', undefined],
    ['家住测试路12号', 'address:12号', undefined],
    ['测试路12-3号', 'address:12-3号', aid],
    ['门牌号：A102', 'address:门牌号：A102', undefined],
    ['张三，1950年2月3日出生', 'birth-date:1950年2月3日出生', undefined],
    ['出生日期：1950-02-03', 'birth-date:出生日期：1950-02-03', undefined],
    ['张三之子，9岁', 'minor:9岁', aid],
    ['其女儿 13 周岁', 'minor:13 周岁', undefined],
    ['张三抚养的孤儿', 'minor:孤儿', aid],
    ['因病致贫', 'health:因病', aid],
    ['肢体残疾二级', 'health:肢体残疾', aid],
    ['患有尿毒症', 'health:患有', aid],
    ['张三', 'placeholder:张三', name],
    ['王某某', 'placeholder:某某', name],
    ['XXX', 'placeholder:XXX', name],
    ['test', 'placeholder:test', name],
  ])('%s', (text, expected, context) => expect(found(text, context)[0]).toBe(expected))
})

describe('near misses', () => {
  test.each<[string, string, TextContext | undefined]>([
    ['a voucher number behind the word card', '卡号A1234567', undefined],
    ['a social card number one digit short', '社保卡号：A1234567', undefined],
    ['a social card number one digit too long', '社保卡号：A123456789', undefined],
    ['the telephone of the village', '村委会电话：0555-6789012', aid],
    ['the hotline', '监督举报热线0555-6789012', aid],
    ['a landline outside a list of people', '0555-6789012', undefined],
    ['the first street lamp', '测试村一号路灯', undefined],
    ['the second well of a group', '三组2号机井', undefined],
    ['a bridge', '测试村3号桥维修', undefined],
    ['a day', '测试村12号召开村民会议', undefined],
    ['a document', '村12号文件', undefined],
    ['an office in a street', '测试路12号', undefined],
    ['a village group', '测试村三组', aid],
    ['an account of houses', '新建3栋12000元', aid],
    ['door plates bought', '门牌制作120块', undefined],
    ['the day something happened', '发生日期：2026-03-05', undefined],
    ['births of a month', '2025年1月1日出生人口统计', undefined],
    ['a register of births', '出生登记2025年', undefined],
    ['the year of a scheme', '2025年度补贴', aid],
    ['the age of the old', '年满80岁', aid],
    ['a span of ages', '0-6岁儿童接种', aid],
    ['a span of ages in words', '3至6岁儿童', aid],
    ['an age and below', '14岁以下', aid],
    ['the age of a tree', '树龄9岁', undefined],
    ['a house for children', '儿童之家建设', aid],
    ['the scheme for orphans', '孤儿基本生活费', aid],
    ['work for children left behind', '留守儿童关爱活动', aid],
    ['a scheme for the disabled', '残疾人两项补贴', aid],
    ['illness where nobody is helped', '防治糖尿病宣传栏', undefined],
    ['pest control', '小麦病虫害防治', aid],
    ['a placeholder in a sentence', '张三组路面修补', undefined],
    ['a name that begins like a placeholder', '张三丰', name],
    ['a name that ends like one', '小张三', name],
    ['a project', 'XX村道路', name],
    ['a word with test in it', 'latest', name],
  ])('%s', (_, text, context) => expect(found(text, context)).toEqual([]))
})

describe('identity numbers and days of birth', () => {
  test('a day that does not exist is nobody\'s', () => {
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const whole = (body: string) => body + '10X98765432'[[...body].reduce((sum, digit, at) => sum + Number(digit) * weights[at]!, 0) % 11]
    expect(birthDayOf(whole('34052220000229000'))).toBe('2000-02-29')
    expect(birthDayOf(whole('34052219000229000'))).toBeUndefined()
    expect(birthDayOf(whole('34052220010230000'))).toBeUndefined()
    expect(birthDayOf(whole('34052219000101000'))).toBe('1900-01-01')
  })
  test('one digit off is no identity number', () => {
    for (const digit of '013456789') expect(birthDayOf(`34052219000101000${digit}`)).toBeUndefined()
    expect(birthDayOf('340522190001010002')).toBe('1900-01-01')
  })
  test('an old number of fifteen digits counts in the twentieth century', () => expect(birthDayOf('340522650101001')).toBe('1965-01-01'))
})

describe('masking with one tap', () => {
  test.each<[string, string, TextContext | undefined]>([
    ['补贴 340522190001010002 已发', '补贴 340522****02 已发', undefined],
    ['电话13812345678', '电话***', undefined],
    ['卡6228480402564890018', '卡****0018', undefined],
    ['因病，住三组12号', '***，住三组***', aid],
  ])('%s becomes %s', (text, expected, context) => expect(maskFindings(text, context)).toBe(expected))

  test('nothing that must go is left after it', () => {
    const planted = fc.constantFrom('340522190001010002', '13812345678', '6228480402564890018', '三组12号', '出生日期：1950-02-03', '社保卡号：A12345678', '因病', '9岁')
    const words = fc.string({ unit: fc.constantFrom(...'某村组，。: 元abc') })
    fc.assert(fc.property(words, planted, words, (before, canary, after) => {
      const masked = maskFindings(`${before} ${canary} ${after}`, aid)
      expect(findPersonalData(masked, aid).filter(({ kind }) => severityOfFinding(kind) === 'red')).toEqual([])
    }))
  })
  test('a red finding is never put right by a mere look', () => {
    for (const kind of findingKinds) expect(fixFor(kind) === 'look', kind).toBe(severityOfFinding(kind) !== 'red')
  })
})

describe('for any text', () => {
  test('what is planted is found wherever it stands', () => {
    const planted = fc.constantFrom('三组12号', '5栋2单元301室', '生于1950年2月3日', '社保卡号A12345678', '9岁', '患有癫痫')
    const words = fc.string({ unit: fc.constantFrom(...'某村组，。:元abc') })
    fc.assert(fc.property(words, planted, words, (before, canary, after) => {
      expect(findPersonalData(`${before}。${canary}。${after}`, aid).length).toBeGreaterThan(0)
    }))
  })
})
