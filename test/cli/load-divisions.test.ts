import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { loadDivisionsCommand } from '#cli/load-divisions.ts'
import { caseAt, file } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { publish } from '#test/pages/visiting.ts'
import { openWorld, testSecret, type World } from '#test/world.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'ydt-divisions-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllEnvs() })

type Named = { code: string; name: string; villages?: Named[]; towns?: Named[]; counties?: Named[] }

/** The city’s own file, altered. */
function altered(alter: (towns: Named[]) => void): string {
  const city = JSON.parse(readFileSync('data/divisions/maanshan-2022.json', 'utf8')) as Named
  alter(city.counties!.flatMap(county => county.towns!))
  const path = join(folder, 'city.json')
  writeFileSync(path, JSON.stringify(city))
  return path
}

const leaveOut = (...codes: number[]) => (towns: Named[]) => { for (const town of towns) town.villages = town.villages!.filter(({ code }) => !codes.includes(Number(code.padEnd(12, '0')))) }

/** What whoever runs the machine types, and reads. */
async function load(...args: string[]) {
  const { host, port, user, password, database } = world.connection as { host: string; port: number; user: string; password: string; database: string }
  const settings = { DEMO: '1', DATA_DIR: dirname(world.fileFolder), DATABASE_URL: `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`, SECRET_KEY: Buffer.from(testSecret).toString('hex') }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const said: string[] = []
  for (const way of ['log', 'error'] as const) vi.spyOn(console, way).mockImplementation((line: string) => void said.push(line))
  const exit = await loadDivisionsCommand.run(args)
  vi.restoreAllMocks()
  return { exit, said: said.join('\n') }
}

async function places(): Promise<Map<number, string>> {
  const { rows } = await world.owner.pool.query<{ code: number; name: string }>('select code, name from pub.division where valid_to is null')
  return new Map(rows.map(({ code, name }) => [code, name]))
}

const nextCounty = 340_523_000_000

test('what a file adds, renames and ends is said before it is done, and only said where it is only asked', async () => {
  const before = await places()
  const [gone, other] = [...before.keys()].filter(code => code > nextCounty && code < nextCounty + 1_000_000 && code % 1000 !== 0).toSorted((a, b) => a - b) as [number, number]
  const path = altered(towns => {
    leaveOut(gone)(towns)
    const town = towns.find(({ villages }) => villages!.some(({ code }) => Number(code.padEnd(12, '0')) === other))!
    town.villages!.find(({ code }) => Number(code.padEnd(12, '0')) === other)!.name = '改名村委会'
    town.villages!.push({ code: String(other - other % 1000 + 299), name: '新设村委会' })
  })
  const asked = await load(path, '--valid-from', '2026-09-21', '--dry-run')
  expect(asked).toEqual({ exit: 0, said: [`adds 1`, `  ${other - other % 1000 + 299} 新设村委会`, 'renames 1', `  ${other} ${before.get(other)} → 改名村委会`, 'ends 1 on 2026-09-21, of them 0 in use', `  ${gone} ${before.get(gone)}`].join('\n') })
  expect(await places()).toEqual(before)
  const done = await load(path, '--valid-from', '2026-09-21')
  expect(done).toMatchObject({ exit: 0, said: expect.stringContaining(asked.said) })
  expect(done.said).toMatch(/places loaded, of them \d+ villages \(\d+ virtual\); 1 ended/u)
  const after = await places()
  expect([after.has(gone), after.get(other), after.get(other - other % 1000 + 299), after.size]).toEqual([false, '改名村委会', '新设村委会', before.size])
  // Back to the file as it was: what had ended is there again.
  const back = await load('data/divisions/maanshan-2022.json', '--valid-from', '2026-09-22')
  expect(back.said).toContain(`lists 1 again that had ended\n  ${gone} ${before.get(gone)}`)
  expect(await places()).toEqual(before)
})

test('a place with published records, open complaints or posts does not end by being left out, and nothing else of the file is loaded, unless that is said', async () => {
  await publish(world, monthOfBooks(world.village))
  await caseAt(world, 'handling')
  await file(world)
  const before = await places()
  const path = altered(towns => {
    leaveOut(world.village)(towns)
    towns[0]!.villages![0]!.name = '改名村委会'
  })
  const refused = await load(path, '--valid-from', '2026-10-01')
  expect(refused.exit).toBe(1)
  expect(refused.said).toContain(`ends 1 on 2026-10-01, of them 1 in use\n  ${world.village} ${before.get(world.village)}: 1 published records, 2 open complaints, `)
  expect(refused.said).toContain('nothing was loaded: 1 of the places that the file leaves out has published records, open complaints or posts.')
  expect(await places()).toEqual(before)
  const meant = await load(path, '--valid-from', '2026-10-01', '--end-places-in-use')
  expect(meant).toMatchObject({ exit: 0, said: expect.stringMatching(/1 ended/u) })
  expect((await places()).has(world.village)).toBe(false)
})

test.each([['records', 0], ['cases', 1], ['posts', 2]] as const)('%s alone keep a place', async (_, which) => {
  const [village] = [...(await places()).keys()].filter(code => code > nextCounty && code < nextCounty + 1_000_000 && code % 1000 !== 0).toSorted((a, b) => a - b).slice(5 + which)
  const unit = 'insert into unit (id, division_code, county_code, kind, name_zh, name_en) values (gen_random_uuid(), $1::bigint, 340523000000, \'village\', \'测试村\', \'Test\') returning id'
  if (which === 0) await world.owner.pool.query(`insert into pub.disclosure (county_code, id, village_code, item_slug, category, schema_version, period, period_start, period_end, title, current_version, row_count, first_published_at, published_at) select 340523000000, gen_random_uuid(), $1::bigint, item_slug, category, schema_version, period, period_start, period_end, title, current_version, row_count, first_published_at, published_at from pub.disclosure limit 1`, [village])
  if (which === 1) await file(world, { villageCode: village })
  if (which === 2) await world.owner.pool.query(`with made as (${unit}) insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from) select gen_random_uuid(), id, 'clerk', '测试信息员', $1::bigint, $1::bigint, '2020-01-01' from made`, [village])
  const path = altered(leaveOut(village!, ...(await places()).has(world.village) ? [] : [world.village]))
  expect((await load(path, '--valid-from', '2026-10-02', '--dry-run')).said).toContain('ends 1 on 2026-10-02, of them 1 in use')
  expect((await load(path, '--valid-from', '2026-10-02')).exit).toBe(1)
  expect((await places()).has(village!)).toBe(true)
})

test('an option that is not there, a file that cannot be read and a day that is none are said in a sentence', async () => {
  expect(await load('x.json', '--valid-from', '2026-10-01', '--force')).toMatchObject({ exit: 2, said: expect.stringContaining('there is no option --force') })
  expect(await load('nowhere.json', '--valid-from', '2026-10-01')).toMatchObject({ exit: 1, said: expect.stringContaining('cannot read nowhere.json') })
  expect(await load('x.json', '--valid-from', '2026-13-01')).toMatchObject({ exit: 2 })
})
