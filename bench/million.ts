import pg from 'pg'
import { defaultLimits } from '../src/platform/spreadsheets/read-spreadsheet.ts'
import { readConfig } from '../src/platform/config.ts'
import { openProgram, type Program } from '../src/cli/open-program.ts'
import { county, officerId } from '../src/cli/demonstration/people.ts'
import { getOfficer } from '../src/records/officers.ts'
import { listVillages } from '../src/records/divisions.ts'
import { rangeOf } from '../src/rules/divisions/division-code.ts'
import { csvOf, linesOf, type Planting } from './import-files.ts'
import { imported } from './import-through.ts'
import { openBenchDatabase } from './program.ts'
import { figure } from './measure.ts'

const allRows = 1_000_000
const allVillages = 300

/** Importing a county's million rows over three hundred villages. */
export async function benchMillionRows(): Promise<void> {
  const database = await openBenchDatabase()
  const program = await openProgram(readConfig({ DATA_DIR: database.folder }, []), database.server)
  try {
    await addVillages(program, database.url)
    await importMillion(program)
  } finally {
    await program.close()
    await database.close()
  }
}

async function villagesOf(program: Program): Promise<number[]> {
  return (await listVillages(program.context.db, rangeOf(county))).filter(village => !village.isVirtual).map(village => village.code)
}

// The demonstration county has fewer villages; its townships get invented ones in turns, each with a name of its own.
async function addVillages(program: Program, url: string): Promise<void> {
  const known = await villagesOf(program)
  const townships = [...new Set(known.map(village => village - village % 1000))]
  const invented = Array.from({ length: allVillages - known.length }, (_, n) => townships[n % townships.length]! + 900 + Math.floor(n / townships.length))
  const owner = new pg.Client({ connectionString: url, options: '-c role=ydt_owner' })
  await owner.connect()
  await owner.query(`insert into pub.division (code, name, level, county_code, valid_from) select code, '量测村' || code, 'village', ${county}, '2020-01-01' from unnest($1::bigint[]) as code`, [invented])
  await owner.end()
}

/** One file for each township, with planted personal data and duplicates. */
async function importMillion(program: Program): Promise<void> {
  const villages = await villagesOf(program)
  const started = performance.now()
  const found = { findings: 0, duplicates: 0, rows: 0, drafts: 0, villages: new Set<number>() }
  const planted: Planting = { lines: 0, findings: 0, duplicates: 0 }
  const files = [...Map.groupBy(villages, village => village - village % 1000)].flatMap(([township, own]) => filesOf(township, own, Math.ceil(allRows * own.length / villages.length)))
  for (const { township, own, rows } of files) {
    const lines = linesOf(own, Math.min(rows, allRows - planted.lines), '某', planted)
    const { result, draftIds } = await imported(program, await getOfficer(program.context.db, officerId.townshipClerk(township)), csvOf(lines))
    found.findings += result.file?.counts['personal-data'] ?? 0
    found.duplicates += result.file?.counts['duplicate-row'] ?? 0
    for (const part of result.file?.parts ?? []) { found.rows += part.rows; found.villages.add(part.village) }
    found.drafts += draftIds.length
  }
  const minutes = (performance.now() - started) / 60_000
  figure(`${found.rows.toLocaleString('en')} rows over ${found.villages.size} villages, ${files.length} files, ${found.drafts} drafts`, `${minutes.toFixed(1)} min`, '15 min', minutes <= 15 && found.rows === allRows && found.villages.size === allVillages)
  figure('personal data planted in them (0.5 %) and found', `${found.findings} of ${planted.findings}`, 'all', found.findings === planted.findings && planted.findings === allRows / 200)
  figure('duplicates planted in them (0.1 %) and found', `${found.duplicates} of ${planted.duplicates}`, 'all', found.duplicates === planted.duplicates && planted.duplicates === allRows / 1000)
}

// A file takes at most 200,000 rows; a large township sends its villages in two.
function filesOf(township: number, own: readonly number[], rows: number): { township: number; own: readonly number[]; rows: number }[] {
  const parts = Math.ceil(rows / (defaultLimits.rows - 10))
  const size = Math.ceil(own.length / parts)
  return Array.from({ length: parts }, (_, part) => own.slice(part * size, (part + 1) * size)).filter(part => part.length > 0)
    .map(part => ({ township, own: part, rows: Math.ceil(rows * part.length / own.length) }))
}
