import { randomUUID } from 'node:crypto'
import { organisationOf, type DivisionCode } from '#rules/divisions/division-code.ts'
import { edgesOf } from '#rules/organisation/set-up-edges.ts'
import type { UnitKind } from '#rules/organisation/set-up-words.ts'
import { unitEndProblem, unitNameOf, unitProblem, type UnitEndProblem, type UnitNameProblem } from '#rules/organisation/units.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { unitRefusal, type UnitAct } from '#rules/policy/organisation.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { openItemNames } from '#records/catalogue.ts'
import { listPresentEdges } from '#records/county-setup.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDivision } from '#records/divisions.ts'
import { endExpired, lockAccounts } from '#records/invitations.ts'
import { listUnitsWithin } from '#records/officers.ts'
import { insertEdge, lockOrganisation } from '#records/unit-heads.ts'
import { countUnitsAlike, endUnit, findUnitForUpdate, hasOpenWork, insertUnit, isUnitNamed, listItemsBoundTo, listOpenPostNames, listUnitsBelow, renameUnit } from '#records/units.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { isPostReason } from './staff/posts.ts'

export type UnitRefusal = PolicyRefusal | UnitEndProblem | UnitNameProblem | { readonly code: 'not-found' | 'unknown-place' | 'unit-name-used' | 'unit-over' | 'reason-missing' | 'nothing-changed' }
type Answer = Outcome<{ id: string }, UnitRefusal>
type Names = { readonly zh: string; readonly en?: string | undefined }

/** Makes one unit. What leads it follows from its kind, as in a spreadsheet. */
export function makeUnit(context: Context, officer: Officer, asked: Names & { readonly kind: UnitKind; readonly place: DivisionCode }): Promise<Answer> {
  return inTransaction(context.db, async (tx): Promise<Answer> => {
    const forbidden = unitRefusal(officer, 'make')
    if (forbidden) return refuse(forbidden)
    await lockOrganisation(tx)
    const place = unitRefusal(officer, 'make', asked.place) ? undefined : await findDivision(tx, asked.place)
    if (!place || place.validTo !== null) return refuse({ code: 'unknown-place' })
    const { kind, ...names } = { kind: asked.kind, ...namesOf(asked) }
    const problem = unitProblem({ kind, place: place.code, ...names })
    if (problem) return refuse(problem)
    if (await isUnitNamed(tx, place.code, names.zh)) return refuse({ code: 'unit-name-used' })
    const id = randomUUID()
    await insertUnit(tx, { id, kind, divisionCode: place.code, countyCode: organisationOf(place.code), nameZh: names.zh, nameEn: names.en, madeBy: officer.id })
    await putInPlace(context, tx, officer, { id, kind, place: place.code, name: names.zh, nameEn: names.en })
    return done({ id })
  })
}

/** Draws the edges of a new unit: to what leads it, and from what it leads. */
async function putInPlace(context: Context, tx: Tx, officer: Officer, made: { readonly id: string; readonly kind: UnitKind; readonly place: DivisionCode; readonly name: string; readonly nameEn: string }): Promise<void> {
  const units = (await listUnitsWithin(tx, officer.reach)).filter(({ id }) => id !== made.id).map(({ id, kind, divisionCode, nameZh, nameEn }) => ({ id, kind: kind as UnitKind, place: divisionCode, name: nameZh, nameEn }))
  const edges = edgesOf([{ ...made, key: made.id, id: undefined }], [], new Map(), { units, edges: await listPresentEdges(tx) }, () => undefined)
  for (const { unit, above, kind } of edges) await insertEdge(tx, { unitId: unit, aboveId: above, kind, enteredBy: officer.id, madeAt: new Date(context.clock.now()) })
}

/** Gives a unit another name. What happened before is told with the name it had then. */
export function nameUnitAnew(context: Context, officer: Officer, id: string, { reason, ...asked }: Names & { readonly reason: string }): Promise<Answer> {
  return change(context, officer, 'rename', id, async (tx, unit) => {
    const names = namesOf({ en: unit.nameEn === unit.nameZh ? undefined : unit.nameEn, ...asked })
    const problem = unitProblem({ kind: unit.kind as UnitKind, place: unit.divisionCode, ...names })
    if (problem) return refuse(problem)
    if (names.zh === unit.nameZh && names.en === unit.nameEn) return refuse({ code: 'nothing-changed' })
    if (await isUnitNamed(tx, unit.divisionCode, names.zh, id)) return refuse({ code: 'unit-name-used' })
    if (!isPostReason(reason)) return refuse({ code: 'reason-missing' })
    await renameUnit(tx, id, { before: unit, after: { nameZh: names.zh, nameEn: names.en }, until: new Date(context.clock.now()), changedBy: officer.id, reason: reason.trim() })
    return done({ id })
  })
}

/** Ends a unit in which nobody serves, that has no work and that nothing would be without. */
export function endOfUnit(context: Context, officer: Officer, id: string, reason: string): Promise<Answer> {
  return change(context, officer, 'end', id, async (tx, unit) => {
    const [today, now] = [context.clock.today(), new Date(context.clock.now())]
    await endExpired(tx, now, today, officer.id)
    const problem = unitEndProblem({
      kind: unit.kind as UnitKind, isPlacePresent: unit.validTo === null, alike: await countUnitsAlike(tx, unit), posts: await listOpenPostNames(tx, id, today), below: await listUnitsBelow(tx, id), items: await itemsOf(context, tx, id),
      hasWork: await hasOpenWork(tx, id),
    })
    if (problem) return refuse(problem)
    if (!isPostReason(reason)) return refuse({ code: 'reason-missing' })
    await endUnit(tx, id, { endedOn: today, endedAt: now, endedBy: officer.id, endReason: reason.trim() })
    return done({ id })
  })
}

async function itemsOf({ clock }: Context, tx: Tx, unitId: string): Promise<{ zh: string; en: string }[]> {
  const bound = await listItemsBoundTo(tx, unitId, clock.today())
  const nameOf = bound.length === 0 ? undefined : await openItemNames(tx, clock.today())
  return bound.map(({ countyCode, itemSlug }) => nameOf?.(countyCode, itemSlug) ?? { zh: itemSlug, en: itemSlug })
}

type Unit = NonNullable<Awaited<ReturnType<typeof findUnitForUpdate>>>

/** One change after the other, of a unit of the own organisation that has not ended. */
function change(context: Context, officer: Officer, act: UnitAct, id: string, make: (tx: Tx, unit: Unit) => Promise<Answer>): Promise<Answer> {
  return inTransaction(context.db, async (tx): Promise<Answer> => {
    const forbidden = unitRefusal(officer, act)
    if (forbidden) return refuse(forbidden)
    await lockAccounts(tx)
    await lockOrganisation(tx)
    const unit = await findUnitForUpdate(tx, id)
    if (!unit || unitRefusal(officer, act, unit.divisionCode)) return refuse({ code: 'not-found' })
    return unit.endedOn === null ? make(tx, unit) : refuse({ code: 'unit-over' })
  })
}

/** Without an English name the Chinese one is shown, as after a set-up. */
function namesOf({ zh, en }: Names): { zh: string; en: string } {
  return { zh: unitNameOf(zh), en: unitNameOf(en ?? '') || unitNameOf(zh) }
}
