import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One `data/holidays/<year>.json`, as it stands on disk. `calendarFrom` turns a list of them into a calendar. */
export type HolidayFile = {
  readonly year: number
  readonly source: string
  readonly papers: readonly string[]
  readonly days: readonly { readonly date: string; readonly name: string; readonly isOffDay: boolean; readonly paper?: string | undefined }[]
}

/** Where the notices lie in this program's own tree. */
export const holidaysDir = join(import.meta.dirname, '../../data/holidays')

/** Reads every `<year>.json` of a folder, oldest first. Throws, naming the file, when one does not have the right shape. */
export async function loadHolidays(dir: string = holidaysDir): Promise<HolidayFile[]> {
  const present = await readdir(dir).catch((cause: unknown) => {
    throw new Error(`cannot read the folder of holiday notices ${dir}`, { cause })
  })
  const names = present.filter(name => /^\d{4}\.json$/.test(name)).sort()
  return Promise.all(names.map(name => readHolidayFile(dir, name)))
}

async function readHolidayFile(dir: string, name: string): Promise<HolidayFile> {
  const path = join(dir, name)
  try {
    const file: unknown = JSON.parse(await readFile(path, 'utf8'))
    const wrong = faultOf(file)
    if (wrong !== undefined) throw new Error(wrong)
    const known = file as HolidayFile
    if (`${known.year}.json` !== name) throw new Error(`it is for the year ${known.year}`)
    return known
  } catch (cause) {
    throw new Error(`cannot use the holiday notice ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** What keeps a parsed file from being a notice, if anything. */
function faultOf(file: unknown): string | undefined {
  if (!isRecord(file)) return 'it is not an object'
  if (!Number.isInteger(file.year)) return '"year" is not a whole number'
  if (typeof file.source !== 'string') return '"source" is not a text'
  if (!isListOf(file.papers, paper => typeof paper === 'string')) return '"papers" is not a list of addresses'
  if (!Array.isArray(file.days)) return '"days" is not a list'
  const wrong = file.days.findIndex(day => !isHolidayDay(day))
  return wrong === -1 ? undefined : `"days" has no date, name and isOffDay at place ${wrong + 1}`
}

function isHolidayDay(day: unknown): boolean {
  if (!isRecord(day)) return false
  const hasDate = typeof day.date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day.date)
  const hasPaper = day.paper === undefined || typeof day.paper === 'string'
  return hasDate && hasPaper && typeof day.name === 'string' && typeof day.isOffDay === 'boolean'
}

function isListOf(list: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(isOne)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
