import type { AddressInfo } from 'node:net'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { DraftInput } from '#actions/drafts.ts'
import { chance } from '#cli/demonstration/chance.ts'
import { contracts, monthOfBooks } from '#cli/demonstration/ledgers.ts'
import { assemblyDecision, farmlandSubsidy, subsistenceAllowance } from '#cli/demonstration/livelihood.ts'
import { mainVillages } from '#cli/demonstration/people.ts'
import { project } from '#cli/demonstration/projects.ts'
import { correct, publish } from '#test/pages/visiting.ts'
import { madeOnce, openWorld, type World } from '#test/world.ts'
import type { BrowserContext } from 'playwright-core'

/** A world whose web face listens on a port, with records in its villages. */
export type County = {
  readonly world: World
  /** Where it listens, without a slash at the end. */
  readonly origin: string
  readonly village: { readonly code: number; readonly name: string }
  /** Ids of the records that journeys go to. `books` has been corrected once. */
  readonly records: { readonly books: string; readonly aid: string; readonly subsidy: string; readonly contracts: string }
  /** Lets a window act as the officer of a role, as if signed in before. */
  signIn(window: BrowserContext, role: OfficerRole | 'second-triage' | 'second-inspector' | 'city-inspector' | 'second-custodian'): Promise<void>
}

/** Monday 21 September 2026: the ten working days from here run over the holiday of National Day and a Saturday that is worked. */
export const today = '2026-09-21'

/** Opens a county with half a year of records in its first village and a few in two others. */
export async function openCounty(options: { readonly console?: boolean; readonly custodians?: boolean } = {}): Promise<County> {
  const { copyOf, known: { village, records } } = await madeOnce('county', furnish)
  const world = await openWorld({ today, ...options, copyOf })
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    world, origin, village, records,
    async signIn(window, role) {
      const { cookie } = await world.signInAs(role)
      await window.addCookies(cookie.split('; ').map(pair => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url: origin })))
    },
  }
}

type Village = County['village']

async function furnish(world: World): Promise<Pick<County, 'village' | 'records'>> {
  const [first, ...others] = await Promise.all(mainVillages.map(code => villageOf(world, code)))
  for (const village of others) await publishFew(world, village)
  return { village: first!, records: await publishMany(world, first!) }
}

async function villageOf(world: World, code: number): Promise<Village> {
  return world.context.db.selectFrom('pub.division').select(['code', 'name']).where('code', '=', code).executeTakeFirstOrThrow()
}

async function publishOn(world: World, day: string, input: DraftInput): Promise<string> {
  world.setClock(day)
  return publish(world, input)
}

/** What the demonstration's complaints ask about, and no more. */
async function publishFew(world: World, village: Village): Promise<void> {
  const luck = chance(village.code)
  // The oldest of those complaints is of June.
  await publishOn(world, '2026-04-15', contracts(luck, village, '2026-Q1', '2026-03-31'))
  await publishOn(world, '2026-06-05', monthOfBooks(luck, village, '2026-05', 1_200_000, 9).input)
}

async function publishMany(world: World, village: Village): Promise<County['records']> {
  const luck = chance(village.code)
  let balance = 2_000_000
  let books: { id: string; input: DraftInput } | undefined
  for (const month of ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07']) {
    const { input, closing } = monthOfBooks(luck, village, month, balance, 11)
    balance = closing
    books = { id: await publishOn(world, addDays(`${month}-28` as PlainDate, 10), input), input }
  }
  await publishOn(world, '2026-05-25', assemblyDecision(village, '2026-05-20', '村口道路硬化项目立项', '到会代表三分之二以上同意，予以通过。'))
  await publishOn(world, '2026-06-30', project(luck, village, 0, 'build', '2026-03-02' as PlainDate))
  await publishOn(world, '2026-07-20', project(luck, village, 1, 'award', '2026-06-01' as PlainDate))
  const subsidy = await publishOn(world, '2026-06-12', farmlandSubsidy(luck, village, '2026-06-10', 130))
  const aid = await publishOn(world, '2026-07-14', subsistenceAllowance(luck, village, '2026-Q2', 24))
  await publishOn(world, '2026-04-15', contracts(luck, village, '2026-Q1', '2026-03-31'))
  const ledger = await publishOn(world, '2026-07-15', contracts(luck, village, '2026-Q2', '2026-06-30'))
  world.setClock('2026-09-17')
  await correct(world, books!.id, '漏记一笔存款利息，现予补记。', withInterest(books!.input))
  return { books: books!.id, aid, subsidy, contracts: ledger }
}

/** The same books with an interest payment of 12.34 yuan that had been forgotten. */
export function withInterest(books: DraftInput): DraftInput {
  const more = (key: string) => (Math.round(Number(books.fields[key]) * 100 + 1234) / 100).toFixed(2)
  const fields = { ...books.fields, income: more('income'), closingBalance: more('closingBalance'), bankBalance: more('bankBalance') }
  const interest = { date: books.rows.at(-1)!['date']!, summary: '存款利息', category: 'other-income', income: '12.34' }
  return { ...books, fields, rows: [...books.rows, interest] }
}
