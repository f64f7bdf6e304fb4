import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { toPlainDate } from '#rules/calendar/plain-date.ts'
import { divisionColumns, divisionsOfCity, divisionsOfTable, type DivisionEntry } from '#rules/divisions/division-file.ts'
import type { Db } from '#records/database.ts'
import { divisionChanges, type DivisionChanges, type PlaceInUse } from '#records/division-changes.ts'
import { loadDivisions } from '#records/reference-data.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** Loads the places of any city or province, and says first what becomes of those that are there. */
export const loadDivisionsCommand: Command = {
  name: 'load-divisions',
  summary: 'load counties, townships and villages from JSON or CSV (.gz too)',
  usage: `npm run cli -- load-divisions FILE --valid-from YYYY-MM-DD [--dry-run] [--end-places-in-use]

FILE holds the whole city: a place that it leaves out ends on that day. What would be added, renamed and ended is said first.
--dry-run             says it and changes nothing
--end-places-in-use   also ends places that have published records, open complaints or posts; without it nothing at all is loaded

CSV columns: ${divisionColumns.join(',')}`,
  async run(args) {
    const file = args.find(arg => !arg.startsWith('--') && args[args.indexOf(arg) - 1] !== '--valid-from')
    const validFrom = toPlainDate(args[args.indexOf('--valid-from') + 1] ?? '')
    const unknown = args.find(arg => arg.startsWith('--') && !['--valid-from', '--dry-run', '--end-places-in-use'].includes(arg))
    if (!file || !args.includes('--valid-from') || !validFrom || unknown) {
      console.error(`${unknown ? `there is no option ${unknown}` : 'say which file and from which day it holds'}: ${loadDivisionsCommand.usage}`)
      return 2
    }
    const entries = await readEntries(file).catch((cause: Error) => console.error(`cannot read ${file}: ${cause.message}`))
    if (!entries) return 1
    return withProgram(async ({ owner, context }) => {
      const changes = await divisionChanges(owner, entries, validFrom, context.clock.today())
      for (const line of linesOf(changes, validFrom)) console.log(line)
      const used = changes.ended.filter(isInUse)
      if (args.includes('--dry-run')) return 0
      if (used.length > 0 && !args.includes('--end-places-in-use')) {
        console.error(`nothing was loaded: ${used.length} of the places that the file leaves out ${used.length === 1 ? 'has' : 'have'} published records, open complaints or posts. Add them to the file or, if they are to end, say --end-places-in-use`)
        return 1
      }
      return load(owner, entries, validFrom)
    })
  },
}

async function load(owner: Db, entries: readonly DivisionEntry[], validFrom: string): Promise<number> {
  const started = performance.now()
  const { loaded, ended } = await loadDivisions(owner, entries, validFrom)
  const villages = entries.filter(entry => entry.level === 'village')
  console.log(`${loaded} places loaded, of them ${villages.length} villages (${villages.filter(village => village.isVirtual).length} virtual); ${ended} ended; ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return 0
}

function isInUse({ records, cases, posts }: PlaceInUse): boolean {
  return records + cases + posts > 0
}

/** A new province has twenty thousand places: of what is only added the first are named. What ends is named to the last. */
const mostAdded = 20

function linesOf({ added, renamed, revived, ended }: DivisionChanges, validFrom: string): string[] {
  const [used, unused] = [ended.filter(isInUse), ended.filter(place => !isInUse(place))]
  return [
    `adds ${added.length}`, ...added.slice(0, mostAdded).map(({ code, name }) => `  ${code} ${name}`), ...(added.length > mostAdded ? [`  and ${added.length - mostAdded} more`] : []),
    `renames ${renamed.length}`, ...renamed.map(({ code, name, before }) => `  ${code} ${before} → ${name}`),
    ...(revived.length > 0 ? [`lists ${revived.length} again that had ended`, ...revived.map(({ code, name }) => `  ${code} ${name}`)] : []),
    `ends ${ended.length} on ${validFrom}, of them ${used.length} in use`,
    ...used.map(({ code, name, records, cases, posts }) => `  ${code} ${name}: ${records} published records, ${cases} open complaints, ${posts} posts`), ...unused.map(({ code, name }) => `  ${code} ${name}`),
  ]
}

async function readEntries(file: string): Promise<DivisionEntry[]> {
  const stored = await readFile(file)
  const text = (file.endsWith('.gz') ? gunzipSync(stored, { maxOutputLength: 256 * 1024 * 1024 }) : stored).toString('utf8')
  if (text.trimStart().startsWith('{')) return divisionsOfCity(JSON.parse(text))
  return divisionsOfTable(parse(text, { columns: true, bom: true, skip_empty_lines: true }))
}
