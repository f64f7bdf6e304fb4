import type { Calendar } from '#rules/calendar/working-days.ts'
import { plainDateInShanghai, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseRules } from '#rules/cases/case-rules.ts'
import type { Allowances } from '#platform/allowances.ts'
import type { HandOver } from '#platform/audit-sink.ts'
import type { BreachedPasswords } from '#platform/breached-passwords.ts'
import type { Custodians } from '#platform/crypto/identity.ts'
import type { BodyRecipients } from '#platform/crypto/sealing.ts'
import type { Secrets } from '#platform/crypto/secrets.ts'
import type { FileStore } from '#platform/files.ts'
import type { Scanner } from '#platform/scanner.ts'
import type { UsedUp } from '#platform/used-up.ts'
import type { AuditEntry } from '#records/audit.ts'
import type { Db } from '#records/database.ts'

/** Everything an action may use beside its arguments. Built once, in main.ts (or by a test). */
export type Context = {
  /** Acts as ydt_app; for what staff ask as ydt_staff or ydt_office, which see what is within reach of the officer who asks (`contextOfStaff`, `contextOfOffice`). */
  readonly db: Db
  /** Acts as ydt_staff, and only within `actingFor`. */
  readonly staff: Db
  /** What administrators, custodians and whoever names a deputy ask: acts as ydt_office, and reads the audit as ydt_audit_desk, both only within `actingFor` (`contextOfOffice`). */
  readonly office: { readonly db: Db; readonly audit: Db }
  /** What an account does with itself: acts as ydt_app, and only within `actingFor` (`contextOfOwn`). */
  readonly own: Db
  /** Acts as ydt_reader: sees only what everybody may read. */
  readonly reader: Db
  readonly clock: Clock
  /** By the holiday notices there are: of the program it is read again when one is loaded. */
  readonly calendar: Calendar
  readonly secrets: Secrets
  /** The keys that identities are sealed to; undefined where none are configured, and then no name is taken. */
  readonly custodians: Custodians | undefined
  /** Acts as ydt_vault: takes out what is sealed, while somebody's request waits for it. */
  readonly vault: Db
  readonly audit: Audit
  /** Confidential reports: one role puts in, another reads for one discipline body at a time; neither can open what is sealed. */
  readonly tips: { readonly door: Db; readonly desk: Db; readonly recipients: BodyRecipients }
  readonly files: FileStore
  /** Looks for harmful software in what officers send in to be passed on; undefined where none is configured. */
  readonly scanner: Scanner | undefined
  /** Knows passwords found in breaches, beside the common ones that everybody has; undefined where the operator has no list. */
  readonly breachedPasswords: BreachedPasswords | undefined
  /** What a source may do before it has to wait. */
  readonly allowances: Allowances
  /** How often they ran out, by kind. */
  readonly usedUp: UsedUp
  readonly published: PublicationBell
  /** What holds for cases in a county on a day. */
  readonly caseRules: CaseRuleShelf
}

/** The audit as the program uses it. */
export type Audit = {
  /** Keeps an entry of a reading. Returns when it is on the disk, and throws when it cannot be: then the reading is not answered. */
  note(entry: AuditEntry): Promise<void>
  /** Acts as ydt_audit: reads what was kept, closes days, and moves on what was handed over. */
  readonly reader: Db
  /** Hands entries to the collector of logs; undefined where none is configured. */
  readonly handOver: HandOver | undefined
}

/** The rules for cases as they stand in the database, at most a minute old; a county's changes begin on a later day. */
export type CaseRuleShelf = { on(countyCode: number, day: PlainDate): Promise<CaseRules> }

/** The only source of the present. `now` is in milliseconds since 1970, `today` the day it is in China. */
export type Clock = { now(): number; today(): PlainDate }

/** Rung in this process after a publication has been committed and before its author is answered; cached pages listen. */
export type PublicationBell = {
  tell(villageCode: number): void
  onPublished(listener: (villageCode: number) => void): void
}

/** A clock over a source of milliseconds. */
export function clockFrom(now: () => number): Clock {
  return { now, today: () => plainDateInShanghai(now()) }
}

/** The context of everything officers ask: no other handle on the tables of the staff is in it. */
export function contextOfStaff(context: Context): Context {
  return contextOver(context, { db: context.staff })
}

/** The context of what an account does with itself. */
export function contextOfOwn(context: Context): Context {
  return contextOver(context, { db: context.own })
}

/** The context of accounts, deputies, identities and the audit: no other handle on their tables is in it. */
export function contextOfOffice(context: Context): Context {
  return contextOver(context, { db: context.office.db, audit: { ...context.audit, reader: context.office.audit } })
}

function contextOver(context: Context, other: Partial<Pick<Context, 'db' | 'audit'>>): Context {
  // Property by property, because the calendar is read anew at each use.
  const values = Object.fromEntries(Object.entries(other).map(([name, value]) => [name, { value, enumerable: true }]))
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(context), ...values }) as Context
}

export function publicationBell(): PublicationBell {
  const listeners: ((villageCode: number) => void)[] = []
  return {
    tell(villageCode) { for (const listener of listeners) listener(villageCode) },
    onPublished(listener) { listeners.push(listener) },
  }
}

export type Done<Value> = { readonly ok: true; readonly value: Value }
export type Refused<Refusal> = { readonly ok: false; readonly refusal: Refusal }
/** An expected answer: the caller must look which. */
export type Outcome<Value, Refusal> = Done<Value> | Refused<Refusal>

export function done<Value>(value: Value): Done<Value> {
  return { ok: true, value }
}

export function refuse<Refusal>(refusal: Refusal): Refused<Refusal> {
  return { ok: false, refusal }
}
