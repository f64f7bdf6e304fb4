import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { toPlainDate } from '#rules/calendar/plain-date.ts'
import { divisionColumns, divisionsOfCity, divisionsOfTable, type DivisionEntry } from '#rules/divisions/division-file.ts'
import { loadDivisions } from '#records/reference-data.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** Loads the places of any city or province. */
export const loadDivisionsCommand: Command = {
  name: 'load-divisions',
  summary: 'load counties, townships and villages from JSON or CSV (.gz too)',
  usage: `npm run cli -- load-divisions FILE --valid-from YYYY-MM-DD\n\nCSV columns: ${divisionColumns.join(',')}`,
  async run(args) {
    const file = args.find(arg => !arg.startsWith('--') && args[args.indexOf(arg) - 1] !== '--valid-from')
    const validFrom = toPlainDate(args[args.indexOf('--valid-from') + 1] ?? '')
    if (!file || !args.includes('--valid-from') || !validFrom) {
      console.error(`say which file and from which day it holds: ${loadDivisionsCommand.usage}`)
      return 2
    }
    const entries = await readEntries(file).catch((cause: Error) => console.error(`cannot read ${file}: ${cause.message}`))
    if (!entries) return 1
    return withProgram(async ({ owner }) => {
      const started = performance.now()
      const { loaded, ended } = await loadDivisions(owner, entries, validFrom)
      const villages = entries.filter(entry => entry.level === 'village')
      console.log(`${loaded} places loaded, of them ${villages.length} villages (${villages.filter(village => village.isVirtual).length} virtual); ${ended} ended; ${((performance.now() - started) / 1000).toFixed(1)} s`)
      return 0
    })
  },
}

async function readEntries(file: string): Promise<DivisionEntry[]> {
  const stored = await readFile(file)
  const text = (file.endsWith('.gz') ? gunzipSync(stored, { maxOutputLength: 256 * 1024 * 1024 }) : stored).toString('utf8')
  if (text.trimStart().startsWith('{')) return divisionsOfCity(JSON.parse(text))
  return divisionsOfTable(parse(text, { columns: true, bom: true, skip_empty_lines: true }))
}
