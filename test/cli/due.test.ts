import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerDueLines, due } from '#cli/due.ts'
import { holidaysDir } from '#platform/holidays.ts'

async function* given(lines: readonly string[]) {
  yield* lines
}

async function answer(lines: readonly string[], json = false, language: 'zh-CN' | 'en' = 'en', holidays = holidaysDir) {
  const out: string[] = []
  const err: string[] = []
  const write = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  const exitCode = await answerDueLines(given(lines), write, { json, language, holidays })
  return { exitCode, out, err }
}

describe('the due command', () => {
  test('answers each line with the n-th working day, and says where no notice covers it', async () => {
    const { exitCode, out, err } = await answer(['2026-09-25 10', '2026-09-30\t1', '2026-12-31 1', '2026-10-01 0', ''])
    expect(out).toEqual(['2026-10-15', '2026-10-08', '2027-01-01 provisional', '2026-10-01'])
    expect([exitCode, err]).toEqual([0, []])
  })

  test('as JSON shows every day of the count', async () => {
    const { out } = await answer(['2026-10-08 2'], true)
    expect(out.map(line => JSON.parse(line) as unknown)).toEqual([
      {
        from: '2026-10-08',
        n: 2,
        due: '2026-10-10',
        provisional: false,
        steps: [
          { day: '2026-10-09', counts: true, ordinal: 1, why: 'workday', provisional: false },
          expect.objectContaining({ day: '2026-10-10', counts: true, ordinal: 2, why: 'make-up-workday', holiday: '国庆节' }),
        ],
      },
    ])
  })

  test('names a bad line and still answers the others', async () => {
    const bad = ['2026-02-30 1', '2026-10-01', '2026-10-01 -1', '2026-10-01 1.5', '2026-10-01 10000', '1899-12-31 1', '2026-10-01 1 1', 'due\u001b[31m 1']
    const { exitCode, out, err } = await answer(['2026-10-08 1', ...bad, '2026-10-08 1'])
    expect(out).toEqual(['2026-10-09', '2026-10-09'])
    expect(exitCode).toBe(1)
    expect(err).toHaveLength(bad.length)
    for (const [at, line] of err.entries()) expect(line).toMatch(new RegExp(`^error: line ${at + 2} "`))
    expect(err.join('')).not.toContain('\u001b')
  })

  test('speaks Chinese unless asked otherwise', async () => {
    const { err } = await answer(['2026-02-30 1'], false, 'zh-CN')
    expect(err).toEqual(['error: 第1行 "2026-02-30 1"：日历上没有这一天，请按 YYYY-MM-DD 填写'])
  })

  test('says which folder of notices it cannot read', async () => {
    const { exitCode, err } = await answer(['2026-10-08 1'], false, 'en', '/nowhere/at/all')
    expect([exitCode, err]).toEqual([2, ['error: cannot read the folder of holiday notices /nowhere/at/all']])
  })

  test('reads a real pipe to its end', () => {
    const script = `import { due } from ${JSON.stringify(join(import.meta.dirname, '../../src/cli/due.ts'))}; process.exitCode = await due.run(process.argv.slice(1))`
    const run = (args: string[], input: string) =>
      spawnSync(process.execPath, ['--input-type=module', '-e', script, '--', ...args], { input, encoding: 'utf8' })
    const long = run([], '2026-10-08 1\r\n'.repeat(2000))
    expect([long.status, long.stderr]).toEqual([0, ''])
    expect(long.stdout).toBe('2026-10-09\n'.repeat(2000))
    const unknown = run(['--nonsense'], '')
    expect(unknown.status).toBe(2)
    expect(unknown.stderr).toContain(due.usage)
  })
})
