import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Command } from '#cli/command.ts'
import { detect } from '#cli/detect.ts'
import { importCheck } from '#cli/import-check.ts'
import { problemCodes } from '#rules/disclosures/problems.ts'
import { problemSentence } from '#text/problems.ts'
import { sheetOf, xlsxOf } from './archives.ts'

const village = '340521100001' // 东大社区居委会, 姑孰镇, 当涂县
const sample = (name: string) => path.join(import.meta.dirname, 'samples', name)
let folder = ''
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'imports-')) })
afterAll(() => rm(folder, { recursive: true }))

async function run(command: Command, args: readonly string[]): Promise<{ exitCode: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const outs = vi.spyOn(process.stdout, 'write').mockImplementation(text => { out += String(text); return true })
  const errs = vi.spyOn(process.stderr, 'write').mockImplementation(text => { err += String(text); return true })
  try {
    return { exitCode: await command.run(args), out, err }
  } finally {
    outs.mockRestore()
    errs.mockRestore()
  }
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  await writeFile(path.join(folder, name), content)
  return path.join(folder, name)
}

describe('import check', () => {
  const check = async (file: string, item: string, ...more: string[]) => run(importCheck, [file, '--item', item, '--village', village, '--json', ...more])

  test('takes the tender notices of the village’s province, refuses those of seven others, and flags repeated titles', async () => {
    const { exitCode, out } = await check(sample('tender-notices.utf8.csv'), 'project-tender')
    const answer = JSON.parse(out)
    expect(exitCode).toBe(1)
    expect(answer.records).toHaveLength(18)
    expect(answer.records[0].fields).toMatchObject({ title: '当涂县姑孰镇白纻山采石场矿山地质环境治理项目中标结果公告', publishedAt: '2017-10-17' })
    const codes = answer.problems.map((problem: { code: string; cell: string }) => `${problem.cell} ${problem.code}`)
    expect(codes).toEqual([
      'A10 other-place', 'A11 other-place', 'A12 other-place', 'B14 duplicate-title', 'B15 duplicate-title', 'A18 other-place', 'A19 other-place',
      'A20 other-place', 'A21 other-place', 'A22 other-place', 'A27 other-place', 'A29 other-place',
    ])
    expect(answer.problems[0]).toEqual({ cell: 'A10', row: 10, column: 'A', code: 'other-place', severity: 'error', field: 'divisionCode', message: '这一行属于其他地方(620000)，没有导入。请只填报本村的内容。' })
  })

  test('gives the same answer for both encodings', async () => {
    expect((await check(sample('tender-notices.gb18030.csv'), 'project-tender')).out).toBe((await check(sample('tender-notices.utf8.csv'), 'project-tender')).out)
  })

  test('ends with 0 when there is nothing to say, and reads the first visible sheet', async () => {
    const rows = [['户主姓名', '补贴面积(亩)', '补贴金额(元)', '所在村'], ['张三', '1', '69', '东大社区']]
    const file = await fileOf('clean.xlsx', xlsxOf({ sheets: [{ name: '公示', xml: sheetOf(rows) }] }))
    expect(await check(file, 'farmland-subsidy')).toMatchObject({ exitCode: 0 })
    const hidden = await fileOf('hidden.xlsx', xlsxOf({ sheets: [{ name: '底稿', state: 'hidden', xml: sheetOf([['x']]) }, { name: '公示', xml: sheetOf(rows) }] }))
    const answer = JSON.parse((await check(hidden, 'farmland-subsidy', '--lang', 'en')).out)
    expect(answer.problems).toEqual([{ cell: null, row: null, column: null, code: 'hidden-sheet', severity: 'warning', field: null, message: 'The sheet “底稿” is hidden and was not imported. To import it, unhide it and move it to the front.' }])
    expect(answer.records[0].rows).toEqual([{ householderName: '张三', quantity: '1', amount: 6900, village: '东大社区' }])
  })

  test('answers a file that cannot be read with one problem', async () => {
    const answer = JSON.parse((await check(await fileOf('page.xlsx', '<html>'), 'farmland-subsidy')).out)
    expect(answer).toEqual({ records: [], problems: [{ cell: null, row: null, column: null, code: 'web-page', severity: 'error', field: null, message: '这个文件其实是网页，不是表格。请用Excel或WPS打开后另存为.xlsx或.csv。' }], omitted: 0, stillNeeded: [] })
  })

  test.each([
    [['x.csv'], '--item and --village are needed'], [['--item', 'a', '--village', village], 'exactly one file'],
    [['x.csv', '--item', 'nothing', '--village', village], 'no field schema'], [['x.csv', '--item', 'project-tender', '--village', '3405'], 'not the 12-digit code'], [['x.csv', '--wrong'], 'wrong'],
  ])('%j is a clear refusal with exit code 2', async (args, message) => {
    const { exitCode, err } = await run(importCheck, args)
    expect(exitCode).toBe(2)
    expect(err).toContain(message)
  })
})

describe('detect', () => {
  test('names cell and kind, and never prints the number itself', async () => {
    const file = await fileOf('list.csv', '姓名,备注\n张三,340522190001010002\n李四,卡６２２８４８０４０２５６４８９００１８ 电话138 1234 5678\n')
    const { exitCode, out } = await run(detect, [file, '--json'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toEqual([
      { sheet: '', cell: 'B2', line: 2, kind: 'id-number', severity: 'red', excerpt: '340522****02' },
      { sheet: '', cell: 'B3', line: 3, kind: 'bank-card', severity: 'red', excerpt: '****0018' },
      { sheet: '', cell: 'B3', line: 3, kind: 'phone', severity: 'red', excerpt: '138****78' },
    ])
    expect(out).not.toMatch(/\d{8}/u)
  })

  test('ends with 0 for public notices, and with 2 for what it cannot read', async () => {
    expect(await run(detect, [sample('tender-notices.gb18030.csv'), '--json'])).toMatchObject({ exitCode: 0, out: '[]\n' })
    expect(await run(detect, [await fileOf('old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))])).toMatchObject({ exitCode: 2 })
    expect(await run(detect, [])).toMatchObject({ exitCode: 2 })
  })
})

test('every problem has a sentence in both languages that says what to do', () => {
  for (const code of problemCodes) {
    expect(problemSentence({ code, part: 'file', key: 'x', details: {} }, undefined, 'zh-CN')).toMatch(/。$/u)
    expect(problemSentence({ code, part: 'file', key: 'x', details: {} }, undefined, 'en')).toMatch(/\.$/u)
  }
})
