import { base64, utf8 } from './bytes.ts'
import type { CaseEventType } from './case-event-types.ts'
import { canonicalJson } from './jcs.ts'

export const pubLeafTypes = ['publish', 'amend', 'withdraw', 'restore', 'erase'] as const
/** What happened to a published record. */
export type PubLeafType = (typeof pubLeafTypes)[number]

/** What the public log says about one version of a record, in our words. */
export type PubLeafFacts = {
  readonly type: PubLeafType
  /** Random, 128 bits, in hexadecimal with or without dashes. */
  readonly recordId: string
  readonly version: number
  readonly regionCode: number
  /** The supervision item. */
  readonly itemSlug: string
  readonly period: string
  /** Place in the log of the version before this one; null for the first. */
  readonly previousLeaf: number | null
  /** Merkle root over the field and row commitments: 32 bytes. */
  readonly commitment: Uint8Array
  readonly rowCount: number
  /** The totals the law makes public, in fen or whole units, by field key. */
  readonly totals: { readonly [key: string]: number }
  /** Code of the reason for a correction, withdrawal or erasure; null for a first publication. */
  readonly reasonCode: string | null
  readonly unitId: string
  readonly approvers: number
  /** The instant, ISO 8601 in UTC. */
  readonly at: string
}

/** The entry itself. Short keys, because it is written once for every version and read by programs. Never personal data. */
export type PubLeaf = {
  readonly v: 1
  readonly t: PubLeafType
  readonly rid: string
  readonly ver: number
  readonly region: number
  readonly class: string
  readonly period: string
  readonly prev: number | null
  readonly cm: string
  readonly n: number
  readonly sum: { readonly [key: string]: number }
  readonly why: string | null
  readonly by: string
  readonly apr: number
  readonly ts: string
}

/** No entry of the public log is longer. */
export const longestPubLeaf = 1024

/** Builds the entry. Every key is always there, so that two programs cannot differ on what an absent one means. */
export function pubLeaf(facts: PubLeafFacts): PubLeaf {
  if (facts.commitment.length !== 32) throw new TypeError(`a commitment has 32 bytes, not ${facts.commitment.length}`)
  if (!/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/.test(facts.recordId)) throw new TypeError(`not a record id: ${facts.recordId}`)
  return {
    v: 1,
    t: facts.type,
    rid: facts.recordId,
    ver: facts.version,
    region: facts.regionCode,
    class: facts.itemSlug,
    period: facts.period,
    prev: facts.previousLeaf,
    cm: base64(facts.commitment),
    n: facts.rowCount,
    sum: facts.totals,
    why: facts.reasonCode,
    by: facts.unitId,
    apr: facts.approvers,
    ts: facts.at,
  }
}

/** The bytes that go into the public log. Throws when they are longer than an entry may be. */
export function pubLeafBytes(leaf: PubLeaf): Uint8Array {
  const bytes = utf8(canonicalJson(leaf))
  if (bytes.length > longestPubLeaf) throw new RangeError(`leaf of record ${leaf.rid} has ${bytes.length} bytes, more than ${longestPubLeaf}`)
  return bytes
}

/** What the case log commits to for one event, in our words. */
export type CaseEventFacts = {
  readonly caseId: string
  readonly seq: number
  /** The commitment of the event before; null for the first. */
  readonly previous: Uint8Array | null
  readonly type: CaseEventType
  /** The day the answer is due after this event; null while nothing is promised. */
  readonly deadline: string | null
  /** The kind of unit that acted, never its name: the receipt may be shown to others. */
  readonly unitClass: string
  readonly at: string
}

/** The body that `casePreimage` hashes with a nonce. */
export type CaseEventBody = {
  readonly v: 1
  readonly case: string
  readonly seq: number
  readonly prev: string | null
  readonly type: CaseEventType
  readonly deadline: string | null
  readonly unit: string
  readonly ts: string
}

/** Builds the body of one case event. */
export function caseEventBody(facts: CaseEventFacts): CaseEventBody {
  const { previous } = facts
  if (previous && previous.length !== 32) throw new TypeError(`a commitment has 32 bytes, not ${previous.length}`)
  return {
    v: 1,
    case: facts.caseId,
    seq: facts.seq,
    prev: previous && base64(previous),
    type: facts.type,
    deadline: facts.deadline,
    unit: facts.unitClass,
    ts: facts.at,
  }
}
