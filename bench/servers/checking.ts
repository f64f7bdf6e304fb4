import { checkSheets, type CheckJob } from '../../src/actions/imports/check-file.ts'
import { SheetCollector } from '../../src/platform/spreadsheets/collect.ts'
import { parseSpreadsheet } from '../../src/platform/spreadsheets/parse.ts'
import { defaultLimits } from '../../src/platform/spreadsheets/sheet.ts'

/** Parses a file, or parses and checks it, and reports what that cost: CPU in microseconds and the largest memory in kilobytes. */
const { mode, schema, village } = JSON.parse(process.argv[2] ?? '') as { mode: 'parse' | 'check'; schema: CheckJob['schema']; village: number }
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const before = process.cpuUsage()
const collector = new SheetCollector()
for await (const message of parseSpreadsheet(Buffer.concat(chunks), defaultLimits)) collector.take(message)
if (mode === 'check') {
  const { file, lines } = checkSheets({ schema, place: { villages: [{ code: village, name: '测试村' }] }, today: '2026-09-21', table: 0, remembered: {} }, collector.sheets)
  // The lines leave the process as text, as they do in the product.
  if (file.parts[0]?.rows !== 100_000 || JSON.stringify(lines).length < 100_000) throw new Error('not all rows were read')
}
const { user, system } = process.cpuUsage(before)
process.send?.({ cpu: user + system, memory: process.resourceUsage().maxRSS })
process.disconnect()
