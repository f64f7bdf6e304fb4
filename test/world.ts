import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { sql } from 'kysely'
import { inject } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Officer, OfficerRole } from '#rules/policy/officer.ts'
import type { SignInRules } from '#rules/policy/sign-in.ts'
import { openAllowances } from '#platform/allowances.ts'
import type { BreachedPasswords } from '#platform/breached-passwords.ts'
import type { WechatSignIn } from '#platform/config.ts'
import { provider } from '#platform/crypto/provider.ts'
import type { LeastRsaBits } from '#platform/crypto/rsa-strength.ts'
import type { OpenIdSettings } from '#platform/open-id.ts'
import { secretsOfOne } from '#platform/crypto/secrets.ts'
import { localFiles } from '#platform/files.ts'
import type { Scanner } from '#platform/scanner.ts'
import { openUsedUp } from '#platform/used-up.ts'
import { openPool, type Connection, type Pool } from '#records/database.ts'
import { openScopedPool } from '#records/scope.ts'
import { getOfficer } from '#records/officers.ts'
import { openAudit } from '#actions/audit.ts'
import { clockFrom, publicationBell, type Context } from '#actions/context.ts'
import { caseRuleShelf } from '#actions/case-rules.ts'
import { calendarOf } from '#actions/reference.ts'
import { openSignIn, type SignIn } from '#actions/sign-in.ts'
import { demonstrationAccounts, demonstrationBodies, mainVillages, officerId, unitId } from '#cli/demonstration/people.ts'

export const testSecret = new Uint8Array(32).fill(7)

/** A county of one's own: its database is a copy, its clock stands still until it is set. */
export type World = {
  readonly context: Context
  readonly signIn: SignIn
  readonly connection: Connection
  /** Acts as ydt_owner, for arranging what no action can. */
  readonly owner: Pool
  /** age identities of the two groups of custodians. */
  readonly custodians: { readonly A: string; readonly B: string }
  /** Opens what was sealed to both. */
  openIdentity(ciphertext: Uint8Array): Promise<string>
  /** age identity of each discipline body, by its division code. */
  readonly disciplineKeys: ReadonlyMap<number, string>
  /** Where its private files are. */
  readonly fileFolder: string
  readonly village: number
  readonly otherVillage: number
  readonly officerId: typeof officerId
  readonly unitId: typeof unitId
  officer(id: string): Promise<Officer>
  /** From now on the first village has its supervisory committee. */
  postCommittee(): Promise<Officer>
  /** Sets the clock: a day, an hour of Shanghai, and seconds after it. */
  setClock(day: string, hour?: number, seconds?: number): void
  /** Headers of a request by a demonstration account, which is called as its role. Signs in once for each. */
  signInAs(role: OfficerRole | 'township-clerk' | 'second-triage' | 'second-inspector' | 'second-custodian' | 'city-inspector' | 'city-triage'): Promise<{ cookie: string; origin: string }>
  /** The web face without a port; built when first asked for. */
  app(): Promise<FastifyInstance>
  /** Closes it; `keep` leaves its database to be copied, until the server of the tests ends. */
  close(how?: { readonly keep?: boolean }): Promise<void>
}

// Clocks of worlds leap over months, and most tests are not about signing in.
const lenient: SignInRules = { secondFactor: 'off', passwords: 'usual', idleMinutes: 5e6, longestHours: 1e5, proofMinutes: 5e6, sittingMinutes: 5e6 }

// Nothing comes back while a clock stands still, and tests that walk every page are not about how often one may read.
const manyReads = 1_000_000

/** Opens a new world. Every test file has its own; close it in afterAll. */
export async function openWorld(options: { readonly today?: string; readonly demonstration?: boolean; readonly complaintsPerSource?: number; readonly readsPerSource?: number; readonly console?: boolean; readonly copyOf?: string; readonly custodians?: boolean; readonly wechatSignIn?: WechatSignIn; readonly gateways?: { readonly wechat: { readonly appId: string } }; readonly staffOpenId?: OpenIdSettings; readonly residentOpenId?: OpenIdSettings; readonly leastRsaBits?: LeastRsaBits; readonly signInRules?: Partial<SignInRules>; readonly scanner?: Scanner; readonly breachedPasswords?: BreachedPasswords } = {}): Promise<World> {
  const server = inject('server')
  const database = `world_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${database} template ${options.copyOf ?? 'template_world'}`)
  const connection = { ...server, database }
  const [app, reader, owner] = [openPool(connection, 'ydt_app', 20), openPool(connection, 'ydt_reader', 5), openPool(connection, 'ydt_owner', 2)]
  const [vault, auditReader] = [openPool(connection, 'ydt_vault', 2), openPool(connection, 'ydt_audit', 2)]
  const staff = openScopedPool(connection, 'ydt_staff', 10)
  const [own, office, auditDesk] = [openScopedPool(connection, 'ydt_app', 3), openScopedPool(connection, 'ydt_office', 3), openScopedPool(connection, 'ydt_audit_desk', 2)]
  const [tipDoor, tipDesk] = [openPool(connection, 'ydt_tip_door', 2), openPool(connection, 'ydt_tip_desk', 3)]
  const folder = mkdtempSync(join(tmpdir(), 'ydt-world-'))
  const custodians = { A: await generateX25519Identity(), B: await generateX25519Identity() }
  const disciplineKeys = new Map(await Promise.all(demonstrationBodies.map(async code => [code, await generateX25519Identity()] as const)))
  const recipients = new Map(await Promise.all([...disciplineKeys].map(async ([code, key]) => [code, [await identityToRecipient(key)]] as const)))
  let now = instant(options.today ?? '2026-09-21', 9)
  const clock = clockFrom(() => now)
  const usedUp = openUsedUp()
  const context: Context = {
    db: app.db, staff: staff.db, office: { db: office.db, audit: auditDesk.db }, own: own.db, reader: reader.db, clock, caseRules: caseRuleShelf(reader.db, clock), calendar: await calendarOf(app.db),
    secrets: secretsOfOne(Buffer.from(testSecret)), custodians: options.custodians === false ? undefined : { A: [await identityToRecipient(custodians.A)], B: [await identityToRecipient(custodians.B)] }, vault: vault.db, audit: openAudit(app.db, auditReader.db), tips: { door: tipDoor.db, desk: tipDesk.db, recipients },
    allowances: openAllowances({ ...options.complaintsPerSource && { filings: { burst: options.complaintsPerSource, perHour: 1 } }, reads: { burst: options.readsPerSource ?? manyReads, perHour: 60 } }, undefined, usedUp.note), usedUp, files: localFiles(join(folder, 'files')), scanner: options.scanner, breachedPasswords: options.breachedPasswords, published: publicationBell(),
  }
  const signIn = openSignIn(app.db, { staffUrl: 'http://localhost', https: false, secret: testSecret, now: clock.now })
  const cookies = new Map<string, string>()
  let web: Promise<FastifyInstance> | undefined
  return {
    context, signIn, connection, owner, custodians, disciplineKeys, fileFolder: join(folder, 'files'), officerId, unitId, village: mainVillages[0], otherVillage: mainVillages[1],
    openIdentity: async ciphertext => (await provider.open(custodians.A, await provider.open(custodians.B, ciphertext))).toString(),
    officer: id => getOfficer(app.db, id),
    async postCommittee() {
      await owner.pool.query(`update officer set active_from = '2022-11-01' where id = $1`, [officerId.committee])
      return getOfficer(app.db, officerId.committee)
    },
    setClock(day, hour = 9, seconds = 0) { now = instant(day, hour) + seconds * 1000 },
    async signInAs(role) {
      const cookie = cookies.get(role) ?? await signedIn(signIn, app, role)
      cookies.set(role, cookie)
      return { cookie, origin: 'http://localhost' }
    },
    app: () => web ??= Promise.all([import('../src/app.ts'), options.console ? builtConsole(server) : undefined]).then(([{ buildApp }, consoleFolder]) =>
      buildApp(context, signIn, { readerPool: reader.pool, demonstration: options.demonstration ?? true, publicUrl: 'http://localhost', https: false, consoleFolder, wechatSignIn: options.wechatSignIn, ...(options.gateways && { gateways: options.gateways }), staffOpenId: options.staffOpenId, residentOpenId: options.residentOpenId, ...(options.leastRsaBits && { leastRsaBits: options.leastRsaBits }), signInRules: { ...lenient, ...options.signInRules } })),
    async close(how) {
      await (await web)?.close()
      await Promise.all([app, own, staff, office, auditDesk, reader, owner, tipDoor, tipDesk, vault, auditReader].map(pool => pool.close()))
      if (!how?.keep) await administer(server, `drop database ${database} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Folder of the staff console, built if its sources have changed. Only worlds that ask for it pay for the bundler. */
export async function builtConsole(server: object): Promise<string> {
  const { buildConsoleIfChanged } = await import('#cli/build-console.ts')
  return oneAtATime(server, 'build the console', buildConsoleIfChanged)
}

/**
 * A database to be copied, which `make` furnishes once for the whole run, and what it left to be known of it: kept as the database's
 * comment, after the name. Of two test processes the second waits and copies what the first made.
 */
export async function madeOnce<Known>(name: string, make: (world: World) => Promise<Known>): Promise<{ readonly copyOf: string; readonly known: Known }> {
  const server = inject('server')
  return oneAtATime(server, name, async client => {
    const { rows } = await client.query<{ copyOf: string; note: string | null }>(`select datname as "copyOf", shobj_description(oid, 'pg_database') as note from pg_database`)
    for (const { copyOf, note } of rows) if (note?.startsWith(`${name} `)) return { copyOf, known: JSON.parse(note.slice(name.length)) as Known }
    const world = await openWorld()
    const copyOf = (await world.context.db.selectNoFrom(sql<string>`current_database()`.as('name')).executeTakeFirstOrThrow()).name
    const known = await make(world)
    await world.close({ keep: true })
    await client.query(`comment on database ${copyOf} is ${client.escapeLiteral(`${name} ${JSON.stringify(known)}`)}`)
    return { copyOf, known }
  })
}

/** A lock of the database keeps two test processes from doing the same at once, and goes with a process that dies. */
async function oneAtATime<Made>(server: object, what: string, work: (client: pg.Client) => Promise<Made>): Promise<Made> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [what])
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Lets the officer of a demonstration account in by the door behind the passkeys: no password is hashed, which costs a quarter of a second. */
async function signedIn(signIn: SignIn, app: Pool, name: string): Promise<string> {
  const id = (await demonstrationAccounts(app.db)).find(account => account.username === name)!.officerId
  const { userId } = await app.db.selectFrom('officer').select('userId').where('id', '=', id).executeTakeFirstOrThrow()
  const answer = await signIn.api.letIn({ body: { userId: userId!, twoFactors: false, isProof: true }, asResponse: true })
  if (!answer.ok) throw new Error(`cannot sign in as ${name}: ${await answer.text()}`)
  return answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ')
}

function instant(day: string, hour: number): number {
  return Date.parse(`${day as PlainDate}T${String(hour).padStart(2, '0')}:00:00+08:00`)
}

async function administer(server: object, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
