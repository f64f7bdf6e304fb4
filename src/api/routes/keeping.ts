import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { erasureDecisionRefusal, holdMoveRefusal, holdMoves, type ErasureGround, type HoldKind } from '#rules/policy/keeping.ts'
import { isReviewerOf, type Officer } from '#rules/policy/officer.ts'
import { listOpenErasures } from '#records/erasures.ts'
import { listHolds } from '#records/keeping.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { askErasure, decideOnErasure, findPlaces } from '#actions/keeping/erasures.ts'
import { placeOf } from '#actions/keeping/erased-places.ts'
import { askHold, moveHold } from '#actions/keeping/holds.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/keeping.ts'
import { officerOf } from '../staff-gate.ts'

/** Keeping longer and deleting earlier: two persons for each. */
export function addKeeping(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getKeeping, async ({ request }) => {
    const officer = officerOf(request)
    if (officer.role !== 'triage' && officer.role !== 'reviewer') return refuse({ code: 'not-your-duty', role: officer.role })
    return done({ holds: await holdsFor(context, officer), erasures: await erasuresFor(context, officer) })
  })
  addRoute(staff, contract.askHold, async ({ body, request }) => {
    const asked = await once(context, askedBy(request), inner => askHold(inner, officerOf(request), body))
    return asked.ok ? done(asked.value.value) : asked
  })
  addRoute(staff, contract.moveHold, async ({ params, body, request }) => {
    const moved = await once(context, askedBy(request), inner => moveHold(inner, officerOf(request), params.id, body))
    return moved.ok ? done(moved.value.value) : moved
  })
  addRoute(staff, contract.askErasure, async ({ params, body, request }) => {
    const asked = await once(context, askedBy(request), inner => askErasure(inner, officerOf(request), params.id, body))
    return asked.ok ? done(asked.value.value) : asked
  })
  addRoute(staff, contract.decideErasure, async ({ params, body, request }) => {
    const decided = await once(context, askedBy(request), inner => decideOnErasure(inner, officerOf(request), params.id, body))
    return decided.ok ? done(decided.value.value) : decided
  })
}

async function holdsFor(context: Context, officer: Officer): Promise<contract.Hold[]> {
  const holds = (await listHolds(context.db, officer)).filter(hold => officer.role === 'triage' || hold.kind === 'disclosure' && isReviewerOf(officer, hold.placeCode))
  return holds.map(hold => ({
    id: hold.id, kind: hold.kind as HoldKind, subjectId: hold.subjectId, ...(hold.title !== null && { title: hold.title }), placeCode: hold.placeCode, placeName: hold.placeName, reason: hold.reason, askedByName: hold.askedByName, askedOn: hold.askedOn,
    isGranted: hold.isGranted === true, ...(hold.liftReason !== null && { liftReason: hold.liftReason }),
    may: holdMoves.filter(move => holdMoveRefusal(officer, move, { kind: hold.kind as HoldKind, placeCode: hold.placeCode, askedBy: hold.askedBy, askedOn: hold.askedOn as PlainDate, decidedOn: (hold.decidedOn ?? undefined) as PlainDate | undefined, isGranted: hold.isGranted ?? undefined, liftAskedBy: hold.liftAskedBy ?? undefined, isOver: false }) === undefined),
  }))
}

async function erasuresFor(context: Context, officer: Officer): Promise<contract.ErasureRequest[]> {
  const open = await listOpenErasures(context.db, officer.reach)
  return Promise.all(open.map(async asked => {
    const { field, places, elsewhere } = await findPlaces(context.db, asked.itemSlug, asked) ?? { field: undefined, places: [], elsewhere: [] }
    return {
      id: asked.id, disclosureId: asked.disclosureId, title: asked.title, villageCode: asked.villageCode, villageName: asked.villageName, version: asked.version, row: asked.rowSeq, places: places.map(placeOf), elsewhere: elsewhere.map(placeOf), fieldName: { zh: field?.zh ?? asked.fieldKey, en: field?.en ?? asked.fieldKey },
      ground: asked.ground as ErasureGround, note: asked.note, askedByName: asked.askedByName, askedAt: asked.askedAt.toISOString(), mayDecide: erasureDecisionRefusal(officer, asked) === undefined,
    }
  }))
}
