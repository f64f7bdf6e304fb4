import { randomUUID } from 'node:crypto'
import { readConfig } from '../src/platform/config.ts'
import { characters } from '../src/platform/chinese.ts'
import { toFieldSchema } from '../src/rules/disclosures/to-field-schema.ts'
import { searchParts } from '../src/rules/search/parts.ts'
import { openProgram, type Program } from '../src/cli/open-program.ts'
import { officerId, mainVillages } from '../src/cli/demonstration/people.ts'
import { createDraft, submitDraft } from '../src/actions/drafts.ts'
import { approveDraft } from '../src/actions/publish.ts'
import { getOfficer } from '../src/records/officers.ts'
import subsidyFile from '../data/catalogue/schemas/farmland-subsidy.v1.json' with { type: 'json' }
import pg from 'pg'
import { figure, load, median, startMeasured, type Measured } from './measure.ts'

const county = 340522000000
/** The village that is read: it stays as it is while the county around it grows. */
const village = mainVillages[1]
const rowsOfRecord = 500
const smallRows = 10_000
const otherVillages = 300
const manyRows = Number(process.env['VOLUME_ROWS'] ?? 10_000_000)

/** A list and a search in one village at ten thousand rows and again at ten million; then a publication, until a reader of another process sees it. */
export async function benchVolume(url: string, dataFolder: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url, options: '-c role=ydt_owner' })
  await owner.connect()
  const env = { DATABASE_URL: url, DATA_DIR: dataFolder, DEMO: '1', READS_PER_SOURCE: '1000000' }
  const uncached = await startMeasured('bench/servers/ours.ts', { ...env, CACHE_BYTES: '0' })
  try {
    await prepareSamples(owner)
    await grow(owner, [village], smallRows / rowsOfRecord)
    const small = await readBoth(uncached)
    const started = performance.now()
    const others = Array.from({ length: otherVillages }, (_, i) => county + 900_000_000 + i)
    await owner.query(`insert into pub.division (code, name, level, county_code, valid_from) select code, '量测村' || code, 'village', ${county}, '2020-01-01' from unnest($1::bigint[]) as code on conflict do nothing`, [others])
    await grow(owner, others, Math.ceil((manyRows - smallRows) / otherVillages / rowsOfRecord))
    const { rows: [counted] } = await owner.query<{ n: string }>('select count(*)::text as n from pub.disclosure_row')
    console.log(`             ${counted!.n} rows in pub.disclosure_row, made in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    const large = await readBoth(uncached)
    compare('list of a village, median latency', small.list, large.list, 1.3)
    compare('search in a village, median latency', small.search, large.search, 2)
    await benchPublication(url, dataFolder, env)
  } finally {
    await uncached.stop()
    await owner.end()
  }
}

function compare(what: string, small: number, large: number, limit: number) {
  figure(`${what}, at 10^${Math.round(Math.log10(manyRows))} rows against 10^4`, `${large.toFixed(2)} / ${small.toFixed(2)} ms = ${(large / small).toFixed(2)}`, limit.toFixed(2), large / small <= limit)
}

/** A hundred different records' worth of invented rows and the words they are found by. */
async function prepareSamples(owner: pg.Client): Promise<void> {
  const read = toFieldSchema(subsidyFile)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  const syllables = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥春夏秋冬东南西北']
  await owner.query('create unlogged table if not exists public.bench_row (sample int, seq int, cells jsonb); create unlogged table if not exists public.bench_part (sample int, part int, from_row int, to_row int, words text[])')
  await owner.query('truncate public.bench_row, public.bench_part')
  for (let sample = 0; sample < 100; sample++) {
    const rows = Array.from({ length: rowsOfRecord }, (_, i) => {
      const n = sample * rowsOfRecord + i
      const name = `${syllables[n % 34]}*${syllables[Math.floor(n / 34) % 34]}`
      return { householderName: name, groupName: `第${n % 17 + 1}村民组`, quantity: String(n % 90 / 10 + 1), standard: 7500, amount: (n % 90 + 10) * 750 }
    })
    const parts = [...searchParts(read.value, { fields: { subsidyName: '耕地地力保护补贴', year: 2026 }, rows }, ['量测用耕地地力保护补贴公示', '耕地地力保护补贴'], village, characters)]
    await owner.query('insert into public.bench_row select $1::int, n, cells from jsonb_array_elements($2::jsonb) with ordinality as given (cells, n)', [sample, JSON.stringify(rows)])
    await owner.query(`insert into public.bench_part select $1::int, part, "fromRow", "toRow", array(select w from jsonb_array_elements_text(words) as w where w not like 'v3405%')
      from jsonb_to_recordset($2::jsonb) as made (part int, "fromRow" int, "toRow" int, words jsonb)`, [sample, JSON.stringify(parts)])
  }
}

/** Adds records of 500 rows straight to the published tables, village by village, as publishing them would have left them. */
async function grow(owner: pg.Client, villages: readonly number[], records: number): Promise<void> {
  for (const code of villages) {
    await owner.query('begin')
    await owner.query(`create temporary table made on commit drop as select gen_random_uuid() as id, n % 100 as sample, n from generate_series(1, ${records}) as n`)
    await owner.query(`create temporary table leafed on commit drop as with queued as (insert into log_queue (log, leaf) select 'pub', sha256(id::text::bytea) from made returning id)
      select id, row_number() over () as n from queued`)
    await owner.query(`insert into pub.disclosure (county_code, id, village_code, item_slug, category, schema_version, period, period_start, period_end, title, current_version, row_count, total_fen, first_published_at, published_at)
      select ${county}, id, ${code}, 'farmland-subsidy', 'livelihood', 1, to_char(day, 'YYYY-MM-DD'), day, day, '量测用耕地地力保护补贴公示' || n, 1, ${rowsOfRecord}, 20000000, now(), now() from made, lateral (select date '2026-06-30' - (n % 700)::int as day) as d`)
    await owner.query(`insert into redaction_report (id, draft_id, disclosure_id, version, blocking, yellow, waived) select id, (select id from disclosure_draft limit 1), id, 1, 0, 0, '{}' from made`)
    await owner.query(`insert into pub.disclosure_version (county_code, disclosure_id, version, schema_version, title, fields, salts, row_count, total_fen, published_by, approved_by, commitment, log_queue_id, redaction_report_id)
      select ${county}, made.id, 1, 1, '量测用耕地地力保护补贴公示' || made.n, '{"year": 2026, "subsidyName": "耕地地力保护补贴"}', '', ${rowsOfRecord}, 20000000, '量测村', '量测镇', sha256(made.id::text::bytea), leafed.id, made.id from made join leafed using (n)`)
    await owner.query(`insert into pub.disclosure_row (county_code, disclosure_id, version, seq, cells, salts)
      select ${county}, made.id, 1, line.seq, line.cells, decode(repeat('ab', 160), 'hex') from made join public.bench_row as line using (sample)`)
    await owner.query(`insert into pub.search_part (county_code, disclosure_id, part, from_row, to_row, words)
      select ${county}, made.id, part.part, part.from_row, part.to_row, array_to_tsvector(part.words || 'v${code}'::text) from made join public.bench_part as part using (sample)`)
    await owner.query('commit')
  }
  await owner.query('vacuum (analyze) pub.search_part')
  await owner.query('analyze pub.disclosure, pub.disclosure_version, pub.disclosure_row')
}

const names = ['甲', '春庚', 'chungeng', '村民组 冬', '地力保护', '补贴 丙']

async function readBoth({ port }: Measured): Promise<{ list: number; search: number }> {
  const latency = async (requests: number, path: (n: number) => string) => {
    const { milliseconds, statuses } = await load(port, { requests, connections: 1, make: n => ({ method: 'GET', path: path(n), headers: { 'accept-language': 'zh-CN' } }) })
    if (statuses['200'] !== requests) throw new Error(`reading was answered ${JSON.stringify(statuses)}`)
    return median(milliseconds)
  }
  const list = (n: number) => `/v/${village}/d?item=farmland-subsidy${n % 2 === 0 ? '' : '&page=2'}`
  const search = (n: number) => `/v/${village}/d?q=${encodeURIComponent(names[n % names.length]!)}`
  await latency(200, list)
  await latency(60, search)
  return { list: await latency(1000, list), search: await latency(300, search) }
}

/** From the approval's answer in this process until the village page of another process, which had the page in its cache, shows the record. */
async function benchPublication(url: string, folder: string, env: Record<string, string>): Promise<void> {
  const reading = await startMeasured('bench/servers/ours.ts', env)
  const program = await openProgram(readConfig({ DATABASE_URL: url, DATA_DIR: folder }, []), undefined)
  try {
    const waits: number[] = []
    for (let n = 0; n < 10; n++) waits.push(await untilSeen(program, reading.port, n))
    const slowest = Math.max(...waits)
    figure('publication, from approving to seen by another process', `${median(waits).toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`, '1000 ms', slowest < 1000)
  } finally {
    await reading.stop()
    await program.close()
  }
}

async function untilSeen({ context }: Program, port: number, n: number): Promise<number> {
  const title = `量测用会议决定${randomUUID().slice(0, 8)}`
  const [clerk, reviewer] = await Promise.all([getOfficer(context.db, officerId.clerk(village)), getOfficer(context.db, officerId.reviewer(village - village % 1000))])
  const draft = sure(await createDraft(context, clerk, { villageCode: village, item: 'assembly-decisions', period: context.clock.today(), title, fields: { meetingType: 'representatives', heldAt: context.clock.today(), agenda: '量测用议题', decision: '量测用决定' }, rows: [] }))
  sure(await submitDraft(context, clerk, draft.id, 1))
  await seen(port, title) // the page is in the cache, without the record
  const started = performance.now()
  sure(await approveDraft(context, reviewer, draft.id, 2))
  while (!await seen(port, title)) if (performance.now() - started > 10_000) throw new Error(`publication ${n} was not seen in 10 s`)
  return performance.now() - started
}

async function seen(port: number, title: string): Promise<boolean> {
  return (await (await fetch(`http://127.0.0.1:${port}/v/${village}`)).text()).includes(title)
}

function sure<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}
