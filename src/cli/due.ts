import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { holidaysDir, loadHolidays } from '#platform/holidays.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { toPlainDate, yearOf } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import { calendarFrom, nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import type { DueProblem } from '#text/calendar.ts'
import { dueProblemTexts } from '#text/calendar.ts'
import type { Language } from '#text/language.ts'
import { chooseLanguage } from '#text/language.ts'
import type { Command } from './command.ts'

/** Where answers and complaints go, a line at a time. */
export type DueOutput = { out(line: string): void; err(line: string): void }

/** What the words after `due` ask for. */
export type DueArgs = { readonly json: boolean; readonly language: Language; readonly holidays: string }

type Question = { readonly ok: true; readonly from: PlainDate; readonly n: number } | { readonly ok: false; readonly problem: DueProblem }

/** `npm run cli -- due`: the n-th working day after a day, for every line on standard input. */
export const due: Command = {
  name: 'due',
  summary: 'the n-th working day after a day, on the State Council’s calendar',
  usage: 'due [--json] [--lang zh-CN|en] [--holidays DIR] < LINES   each line: YYYY-MM-DD n',
  async run(args) {
    const asked = readArgs(args)
    if (!asked.ok) {
      process.stderr.write(`error: ${asked.why}\n${due.usage}\n`)
      return 2
    }
    const write: DueOutput = { out: line => process.stdout.write(`${line}\n`), err: line => process.stderr.write(`${line}\n`) }
    return answerDueLines(linesOf(process.stdin), write, asked.value)
  },
}

/** Answers every line; a bad one is named on `err` and the others are still answered. Returns the exit code. */
export async function answerDueLines(input: AsyncIterable<string>, write: DueOutput, args: DueArgs): Promise<number> {
  const calendar = await readCalendar(args.holidays)
  if (typeof calendar === 'string') {
    write.err(`error: ${calendar}`)
    return 2
  }
  let exitCode = 0
  let number = 0
  for await (const line of input) {
    number += 1
    const text = line.replace(/^\uFEFF/, '').trim()
    if (text === '') continue
    const question = toQuestion(text)
    if (question.ok) write.out(answered(calendar, question.from, question.n, args.json))
    else {
      exitCode = 1
      write.err(`error: ${dueProblemTexts[args.language][question.problem](number, quoted(text))}`)
    }
  }
  return exitCode
}

/**
 * The lines of a stream. The reader is made only when the first line is asked for: one made earlier would read on while the
 * calendar is still loading and throw the lines away.
 */
async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input: stream, crlfDelay: Infinity })
}

/** The calendar of a folder of notices, or what is wrong with the folder. */
async function readCalendar(dir: string): Promise<Calendar | string> {
  try {
    return calendarFrom(await loadHolidays(dir))
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function answered(calendar: Calendar, from: PlainDate, n: number, json: boolean): string {
  const { day, provisional, steps } = nthWorkingDayAfter(calendar, from, n)
  if (json) return JSON.stringify({ from, n, due: day, provisional, steps })
  return provisional ? `${day} provisional` : day
}

function toQuestion(text: string): Question {
  const parts = /^(\S+)\s+(\S+)$/.exec(text)
  if (!parts) return { ok: false, problem: 'form' }
  const from = toPlainDate(parts[1] ?? '')
  if (!from) return { ok: false, problem: 'day' }
  // Far beyond any notice there is nothing to answer, and an endless count would only keep the machine busy.
  if (yearOf(from) < 1900 || yearOf(from) > 2200) return { ok: false, problem: 'year' }
  if (!/^\d{1,4}$/.test(parts[2] ?? '')) return { ok: false, problem: 'count' }
  return { ok: true, from, n: Number(parts[2]) }
}

/** The line as JSON writes it, cut short: a control character in it must not reach the terminal. */
function quoted(text: string): string {
  const shown = [...text]
  return JSON.stringify(shown.length > 40 ? `${shown.slice(0, 40).join('')}…` : text)
}

function readArgs(args: readonly string[]): { ok: true; value: DueArgs } | { ok: false; why: string } {
  const options = { json: { type: 'boolean' }, lang: { type: 'string' }, holidays: { type: 'string' } } as const
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false })
    const language = chooseLanguage(values.lang, undefined)
    return { ok: true, value: { json: values.json ?? false, language, holidays: values.holidays ?? holidaysDir } }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}
