import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTraces, withoutTraces } from './traces.ts'

const found = (text: string) => findTraces(text).map(({ kind, start, length }) => `${kind}:${text.slice(start, start + length)}`)

describe('what leads to whoever wrote a complaint', () => {
  test.each([
    ['我家门口的路灯坏了', ['self:我家门口']],
    ['我儿子的低保被停了', ['self:我儿子']],
    ['俺家的承包地少了两分', ['self:俺家的承包地']],
    ['我是三组的，住在东塘边', ['self:我是三组的']],
    ['三组我家门口的井', ['self:三组我家门口']],
    ['本人多次反映没有结果', ['self:本人']],
    ['我叫王大山，请查一查', ['name:王大山']],
    ['姓名：欧阳明，反映用水问题', ['name:欧阳明']],
    ['低保户李二妹家的房子漏雨', ['name:李二妹']],
    ['张大娘说没有领到', ['name:张']],
    ['宗地代码340522100001GB00001没有登记', ['plot:340522100001GB00001']],
    ['承包合同编号：HT-2019-044，面积不对', ['plot:HT-2019-044']],
    ['12号地块转给了别人', ['plot:12号地块']],
    ['微信：abc_12345，可以联系', ['contact:abc_12345']],
    ['邮箱 test.person@example.com', ['contact:test.person@example.com']],
    ['电话：6612345', ['phone:6612345']],
    ['村口路灯坏了一个月没有人修。', []],
    ['垃圾清运费比邻村高一倍，请公开是怎么定价的。', []],
    ['存款利息和去年对不上，少了几十块，请核对。', []],
  ])('in “%s”', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('is found as strictly as beside the names of those who receive aid', () => {
    expect(found('家住3号楼2单元501室')).toEqual([expect.stringContaining('address:')])
  })

  test('that identifies by itself is red, and stays whole where a yellow trace meets it', () => {
    const traces = findTraces('本人电话13800000000')
    expect(traces.map(({ kind, severity }) => [kind, severity])).toEqual([['self', 'yellow'], ['phone', 'red']])
  })

  test('is replaced so that the sentence can still be read', () => {
    expect(withoutTraces('我家门口的路灯坏了，我儿子摔伤，本人电话13800000000。')).toBe('某村民家门口的路灯坏了，某村民的家人摔伤，某村民电话***。')
  })

  test('that may be the very matter is marked and left to a person', () => {
    expect(found('肢残补助没有发')).toEqual(['health:肢残'])
    expect(withoutTraces('肢残补助没有发')).toBe('肢残补助没有发')
  })

  test('is gone from what the form proposes: nothing red is left in any text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('我家', '本人', '13800000000', '。', '电话', '微信abcdef1', '路灯坏了', '我是3组的', '6612345', '王大山', '我叫', '，'), { maxLength: 12 }), parts => {
      expect(findTraces(withoutTraces(parts.join(''))).filter(({ severity }) => severity === 'red')).toEqual([])
    }))
  })
})
