import { AsyncLocalStorage } from 'node:async_hooks'
import { CompiledQuery, PostgresDialect, type PostgresDialectConfig, PostgresDriver, sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { deskLevels } from '#rules/cases/states.ts'
import { type DivisionRange, rangeOf } from '#rules/divisions/division-code.ts'
import { actingPostsOf, listCountyOf, type Officer } from '#rules/policy/officer.ts'
import { inTransaction, openPoolOver, type Connection, type Db, type Pool, type Tx } from './database.ts'

/** The day on which an officer was let in, and whether what is asked may change something. */
export type LetIn = { readonly day: PlainDate; readonly acts: boolean }

/** For whom it is asked. Once an act has begun it is held by its own transaction, and what is read to answer it is refused no more. */
type Asking = { readonly officer: Officer; readonly letIn?: LetIn | undefined; hasActed?: boolean }
const asking = new AsyncLocalStorage<Asking>()

/**
 * Everything that `work` asks of the pools of the staff, now or later, it asks for this officer. Where the officer was let in by the gate, every statement asks first whether the post has ended since; and every
 * transaction of an act keeps the post as it is until it is done.
 */
export function actingFor<T>(officer: Officer, work: () => Promise<T>, letIn?: LetIn): Promise<T> {
  return asking.run({ officer, letIn }, work)
}

/** The same of a transaction of another pool, at its beginning. */
export async function insistOnLetIn(tx: Tx): Promise<void> {
  const asked = asking.getStore()
  if (!asked?.letIn) return
  await sql.raw(asked.letIn.acts ? insistingOnPosts(asked.officer, asked.letIn.day) : lookingAtPosts(asked.officer, asked.letIn.day)).execute(tx).catch(tellEnded)
  asked.hasActed = asked.letIn.acts
}

/** The post ended, or the deputyship did, between the gate and what was asked: nothing of it is done or shown. */
export class PostEnded extends Error {
  readonly code = 'no-post'
}

/**
 * A pool of what officers ask. Whatever is asked of it is asked in a transaction that first says for which officer, so that the policies of
 * migrations 0031 and 0059 show what is within reach; outside `actingFor` it gives out no connection at all. Nothing of an officer stays on a connection.
 */
export function openScopedPool(connection: Connection, role: 'ydt_app' | 'ydt_staff' | 'ydt_office' | 'ydt_audit_desk', size = 10): Pool {
  return openPoolOver(connection, role, size, config => new ScopedDialect(config))
}

/** Who asks for the reports of a discipline body: nothing that an officer asks is asked for another body than the officer's. The program itself, which reminds all bodies, asks for nobody. */
export function inspectorOf(bodyCode: number): string | undefined {
  const officer = asking.getStore()?.officer
  if (officer && officer.reach.low !== bodyCode) throw new Error('reports were asked for by an officer of another body')
  return officer?.id
}

/** Why an act of the staff looks at cases that its officer does not hold: each is one line of decision 0042. */
export type WhyFurther = 'figures' | 'own-move' | 'own-entry' | 'conflicts' | 'merged' | 'divided'

/**
 * Runs `work`, in one transaction, with the cases of the officer's place that the officer does not hold; never with those of another place.
 * Everything else finds what the officer may see.
 */
export function lookingFurther<T>(db: Db | Tx, why: WhyFurther, work: (tx: Tx) => Promise<T>): Promise<T> {
  const asked = asking.getStore()
  // On its own this only looks: an act that is done and committed is not refused for what is read to answer it.
  const looking = (look: () => Promise<T>) => (db.isTransaction || !asked ? look() : asking.run({ officer: asked.officer }, look))
  return looking(() => inTransaction(db as Db, async tx => {
    const { rows } = await sql<{ before: string | null }>`select current_setting('ydt.why', true) as before`.execute(tx)
    await sql`select set_config('ydt.why', ${why}, true)`.execute(tx)
    const value = await work(tx)
    await sql`select set_config('ydt.why', ${rows[0]!.before ?? ''}, true)`.execute(tx)
    return value
  }))
}

class ScopedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver() {
    return new ScopedDriver(this.#config)
  }
}

type Held = Parameters<PostgresDriver['releaseConnection']>[0]

/** Begins a transaction with every connection it gives out, and commits at the latest when the connection comes back. */
class ScopedDriver extends PostgresDriver {
  readonly #begun = new WeakSet<Held>()

  override async acquireConnection() {
    const asked = asking.getStore()
    if (!asked) throw new Error('a pool of the staff was asked for nobody: only what an officer asks may use it')
    const connection = await super.acquireConnection() as Held
    const { officer, letIn, hasActed } = asked
    try {
      await connection.executeQuery(CompiledQuery.raw(`begin; ${settingsFor(officer)}${letIn && !hasActed ? `; ${lookingAtPosts(officer, letIn.day)}` : ''}`))
    } catch (cause) {
      await this.#giveBack(connection)
      return tellEnded(cause)
    }
    this.#begun.add(connection)
    return connection
  }

  /** What was refused at its beginning leaves nothing on the connection. */
  async #giveBack(connection: Held) {
    try {
      await super.rollbackTransaction(connection)
    } finally {
      await super.releaseConnection(connection)
    }
  }

  /** Begun with the connection. What acts insists on its posts first: everything it writes, it writes in such a transaction. */
  override async beginTransaction(connection: Held) {
    const asked = asking.getStore()
    if (!asked?.letIn?.acts) return
    await connection.executeQuery(CompiledQuery.raw(insistingOnPosts(asked.officer, asked.letIn.day))).catch(tellEnded)
    asked.hasActed = true
  }

  override async commitTransaction(connection: Held) {
    this.#begun.delete(connection)
    await super.commitTransaction(connection)
  }

  override async rollbackTransaction(connection: Held) {
    this.#begun.delete(connection)
    await super.rollbackTransaction(connection)
  }

  /** A statement of its own is committed here. One that failed has thrown already: that its transaction ended with nothing must not hide why. */
  override async releaseConnection(connection: Held) {
    try {
      if (this.#begun.has(connection)) await this.commitTransaction(connection)
    } catch (cause) {
      if (!(cause instanceof Error && cause.name === 'AbortedTransactionError')) throw cause
    } finally {
      await super.releaseConnection(connection)
    }
  }
}

/** One question that says who asks. Numbers and ids of our own tables only; anything else throws before it becomes part of a statement. */
function settingsFor(officer: Officer): string {
  const county = countyAround(officer)
  const cases = officer.role === 'triage' || officer.role === 'leader' ? officer.reach : county
  const settings = {
    low: whole(officer.reach.low), high: whole(officer.reach.high), county_low: whole(county.low), county_high: whole(county.high), case_low: whole(cases.low), case_high: whole(cases.high),
    officer: plainId(officer.id), persons: actingPostsOf(officer).map(plainId).join(','), absent: officer.standsInFor ? plainId(officer.standsInFor.id) : '', unit: plainId(officer.unitId), holders: holdersOf(officer).join(','),
  }
  return `select ${Object.entries(settings).map(([name, value]) => `set_config('ydt.${name}', '${value}', true)`).join(', ')}`
}

/** Of an act: that its posts are held, and stay held until it is done. */
function insistingOnPosts(officer: Officer, day: PlainDate): string {
  return `select insist_on_posts(${postsOf(officer, day)})`
}

/** Of anything else: that its posts are held at this moment. */
function lookingAtPosts(officer: Officer, day: PlainDate): string {
  return `select refuse_ended_posts(${postsOf(officer, day)})`
}

function postsOf(officer: Officer, day: PlainDate): string {
  const lent = officer.standsInFor?.deputyshipId
  return `'{${actingPostsOf(officer).map(plainId).join(',')}}', ${lent === undefined ? 'null' : `'${plainId(lent)}'`}, '${plainDay(day)}'`
}

function tellEnded(cause: unknown): never {
  throw cause instanceof Error && (cause as { code?: unknown }).code === 'YP001' ? new PostEnded('a post ended before what was asked in it', { cause }) : cause
}

/** What an officer holds of the kinds in case_grant: says of every case what `isInReach` of rules/policy/cases.ts says of one; and a unit holds what its cards and letters are about. */
function holdersOf({ role, level, unitId }: Officer): string[] {
  switch (role) {
    case 'triage': return [`explains ${unitId}`, ...((deskLevels as readonly string[]).includes(level) ? [`desk ${level}`] : [])]
    case 'leader': return [`explains ${unitId}`, ...(level === 'county' ? ['desk county'] : [])]
    case 'supervisor': return [`explains ${unitId}`, `supervises ${unitId}`]
    case 'handler': return [`explains ${unitId}`, ...(level === 'village' ? [] : [`handles ${unitId}`])]
    case 'clerk': case 'committee': case 'reviewer': case 'inspector': case 'custodian': case 'system-admin': case 'security-admin': case 'audit-admin': return []
  }
}

/** The county an officer serves in; above the county, everything the officer reaches. */
export function countyAround(officer: Officer): DivisionRange {
  const around = rangeOf(listCountyOf(officer))
  return { low: Math.min(around.low, officer.reach.low), high: Math.max(around.high, officer.reach.high) }
}

function whole(code: number): number {
  if (!Number.isSafeInteger(code)) throw new Error('no division code')
  return code
}

function plainDay(day: PlainDate): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error('no day')
  return day
}

function plainId(id: string): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('no id of ours')
  return id
}
