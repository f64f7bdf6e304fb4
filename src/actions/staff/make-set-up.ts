import { randomUUID } from 'node:crypto'
import { organisationOf } from '#rules/divisions/division-code.ts'
import type { PlannedPost, SetUpPlan } from '#rules/organisation/set-up.ts'
import { reachOf } from '#rules/policy/accounts.ts'
import { insertSetupRows, setTerm } from '#records/county-setup.ts'
import type { Tx } from '#records/database.ts'
import type { Context } from '../context.ts'
import { endDeputyshipsBeyond } from './deputies.ts'
import { hashOfHalf, newHalf } from './invitations.ts'

type By = { readonly setupId: string; readonly askedBy: string; readonly askedAt: Date; readonly grantedBy: string; readonly now: Date; readonly halves: Readonly<Record<string, string>> }

// Hundreds of people in a whole county are told face to face: that takes longer than one account.
const waitsForPerson = 30 * 24 * 3_600_000

/** Makes all that a plan holds, in the transaction of who grants it. A head counts from the day that the post does, at the latest today. */
export async function makeSetUp(context: Context, tx: Tx, plan: SetUpPlan, by: By) {
  const unitIds = new Map(plan.units.map(unit => [unit.key, unit.id ?? randomUUID()]))
  const idOf = (key: string) => unitIds.get(key) ?? key // what stands above may be a unit of before, whose key is its id
  const placeOf = new Map(plan.units.map(unit => [unit.key, unit]))
  const made = plan.posts.filter(post => post.what === 'new').map(post => ({ post, officerId: randomUUID(), half: newHalf() }))
  const idOfRow = new Map(made.map(({ post, officerId }) => [post.row, officerId]))
  const personOf = ({ person }: PlannedPost) => (person && 'personId' in person ? person.personId : person && 'row' in person ? idOfRow.get(person.row)! : null)
  const saidOf = (post: PlannedPost) => ({ samePerson: post.person && 'held' in post.person ? post.person.held.officerId : personOf(post), otherPerson: post.person && 'other' in post.person ? post.person.other : null })
  const changed = plan.posts.filter((post): post is PlannedPost & { officerId: string } => post.what === 'changed' && post.officerId !== undefined)
  const newUnits = plan.units.filter(unit => unit.id === undefined)
  const heads = [...made, ...changed.map(post => ({ post, officerId: post.officerId }))].filter(({ post }) => post.isHead && post.from <= context.clock.today())
  await insertSetupRows(tx, {
    units: newUnits.map(unit => ({ id: idOf(unit.key), kind: unit.kind, divisionCode: unit.place, countyCode: organisationOf(unit.place), nameZh: unit.name, nameEn: unit.nameEn })),
    posts: made.map(({ post, officerId }) => {
      const reach = reachOf(post.role, placeOf.get(post.unit)!.place)
      return { id: officerId, personOf: personOf(post), unitId: idOf(post.unit), role: post.role, name: post.name, postTitle: post.title ?? null, custodianGroup: post.group ?? null, reachLow: reach.low, reachHigh: reach.high, activeFrom: post.from, activeTo: post.to ?? null }
    }),
    invitations: made.map(({ post, officerId, half }) => ({
      id: randomUUID(), kind: 'new' as const, officerId, ...saidOf(post), username: post.username, name: post.name, unitId: idOf(post.unit), role: post.role, setupId: by.setupId, askedBy: by.askedBy, askedAt: by.askedAt,
      firstHash: Buffer.from(by.halves[post.username]!, 'hex'), grantedBy: by.grantedBy, grantedAt: by.now, secondHash: hashOfHalf(context, half), expiresAt: new Date(by.now.getTime() + waitsForPerson),
    })),
    heads: heads.map(({ post, officerId }) => ({ unitId: idOf(post.unit), officerId, validFrom: post.from, enteredBy: by.grantedBy })),
    edges: plan.edges.map(edge => ({ unitId: idOf(edge.unit), aboveId: idOf(edge.above), kind: edge.kind, enteredBy: by.grantedBy, madeAt: by.now })),
    acts: [
      ...made.flatMap(({ officerId }) => [{ officerId, act: 'asked' as const, byOfficer: by.askedBy, at: by.askedAt }, { officerId, act: 'granted' as const, byOfficer: by.grantedBy, at: by.now }]),
      ...changed.map(({ officerId }) => ({ officerId, act: 'post-changed' as const, byOfficer: by.grantedBy, at: by.now })),
    ],
  })
  for (const { officerId, title, to } of changed) {
    await setTerm(tx, officerId, { postTitle: title ?? null, activeTo: to ?? null })
    if (to !== undefined) await endDeputyshipsBeyond(context, tx, officerId, to)
  }
  return { units: newUnits.length, posts: made.length, changed: changed.length, halves: made.map(({ post, half }) => ({ name: post.name, username: post.username, unit: placeOf.get(post.unit)!.name, half })) }
}
