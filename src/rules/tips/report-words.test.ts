import { describe, expect, test } from 'vitest'
import { reportWordsIn } from './report-words.ts'

describe('what somebody wrote sounds like a report', () => {
  test.each([
    ['办低保时村干部收了两千元好处费。', ['好处费']], ['主任受贿，还吃拿卡要。', ['受贿', '吃拿卡要']], ['补贴款被挪用了。', ['挪用']], ['组长贪\n污了修路的钱', ['贪污']], ['会计 侵 占 集体 的钱。', ['侵占集体']],
    ['不送礼不办，不给钱不办。', ['不给钱不办', '不送礼不办']], ['收回扣的是他。', ['回扣']], ['土地补偿款被截留、克扣。', ['截留', '克扣']], ['The village head took a BRIBE.', ['bribe']], ['It is an abuse of\npower.', ['abuse of power']],
  ])('%s', (text, words) => expect(reportWordsIn(text)).toEqual(words))

  test('in any field, each word once', () => {
    expect(reportWordsIn('请查一查。', undefined, '退还好处费，不要好处费。')).toEqual(['好处费'])
  })
})

describe('what only looks like it does not', () => {
  test.each([
    '村口路灯坏了一个月，没人修。', '邻居侵占我家宅基地，砌了墙。', '社保卡多扣的钱退回扣款账户了吗？', '电费收回扣除了两次。', '到现在没有收受理通知书。', '外套取不回来，活动室一直锁着。', '会计公私分明，大家放心。',
    '反贪污宣传栏的玻璃碎了。', '丰收礼堂漏雨。', '上游修坝截留河水，田里没水。', '包工头克扣工钱。', '过年给老人送礼品了吗？', '冰箱里的菜腐败了，菜场没人管。', '干部态度不好，办事拖拉。', '该公开的没有公开，账目不清。', '请买官方的种子。',
    'The street lamp is broken.', 'Please describe the works; nobody subscribed.',
  ])('%s', text => expect(reportWordsIn(text)).toEqual([]))

  test('nor the same words said of both, once the harmless ones are taken away', () => {
    expect(reportWordsIn('外套取走了；书记套取补贴。')).toEqual(['套取'])
  })

  test('and takes no time, however long it is and however often it nearly says it', () => {
    const long = '公私分'.repeat(1300) + '贪 '.repeat(2000)
    const begun = performance.now()
    for (let times = 0; times < 20; times++) expect(reportWordsIn(long)).toEqual([])
    expect((performance.now() - begun) / 20).toBeLessThan(100)
  })
})
