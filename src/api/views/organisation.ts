import { isWithin, levelOf, rangeOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { organisationRefusal } from '#rules/policy/organisation.ts'
import { findDivision, listPlacesBelow } from '#records/divisions.ts'
import { listPostsWithin, listUnitsWithin, type UnitRow } from '#records/officers.ts'
import { listEdges, listHeads, listTerms } from '#records/unit-heads.ts'
import type { Context } from '#actions/context.ts'
import type * as contract from '../contract/organisation.ts'

/** The units of a place: of a city or county those of its own level, of a township with all its villages. Nothing where the place is out of reach. */
export async function organisationView({ db, clock }: Context, officer: Officer, asked = officer.reach.low): Promise<contract.Organisation | undefined> {
  if (!isWithin(asked, officer.reach) || !await findDivision(db, asked)) return undefined
  const today = clock.today()
  const own = officer.reach.low
  const places = await listPlacesBelow(db, officer.reach, ['city', 'county', 'township'])
  const units = await listUnitsWithin(db, levelOf(asked) === 'township' ? rangeOf(asked) : { low: asked, high: asked })
  const [posts, choices] = await Promise.all([listPostsWithin(db, officer.reach, today), listUnitsWithin(db, { low: own, high: officer.reach.high })])
  return {
    today, place: asked, places: places.map(({ code, name }) => ({ code, name })),
    units: await unitsView(db, officer, units),
    officers: posts.map(({ id, name, nameZh, nameEn }) => ({ id, name, unit: { zh: nameZh, en: nameEn } })),
    // A county's own leadership may stand under the city; that edge is the city's to draw.
    choices: choices.filter(unit => levelOf(unit.divisionCode) !== 'village').map(({ id, nameZh, nameEn }) => ({ id, zh: nameZh, en: nameEn })),
  }
}

async function unitsView(db: Context['db'], officer: Officer, units: readonly UnitRow[]): Promise<contract.Organisation['units']> {
  const ids = units.map(unit => unit.id)
  if (ids.length === 0) return []
  const [heads, edges, terms] = await Promise.all([listHeads(db, ids), listEdges(db, ids), listTerms(db, ids)])
  return units.map(unit => {
    const about = { unitId: unit.id, divisionCode: unit.divisionCode }
    const mayChange = organisationRefusal(officer, about) === undefined
    return {
      id: unit.id, zh: unit.nameZh, en: unit.nameEn, mayChange,
      heads: heads.filter(head => head.unitId === unit.id).map(head => ({
        id: head.id, name: head.name, from: head.validFrom, ...(head.validTo !== null && { to: head.validTo }),
        mayEnd: head.validTo === null && organisationRefusal(officer, { ...about, officerId: head.officerId }) === undefined,
      })),
      above: edges.filter(edge => edge.unitId === unit.id).map(edge => ({
        id: edge.id, kind: edge.kind as 'parent' | 'supervises', unit: { zh: edge.nameZh, en: edge.nameEn }, from: edge.since!, ...(edge.until !== null && { to: edge.until }), mayEnd: edge.until === null && mayChange,
      })),
      posts: terms.filter(post => post.unitId === unit.id).map(post => ({ id: post.id, name: post.name, role: post.role as Officer['role'], ...(post.postTitle !== null && { title: post.postTitle }), from: post.activeFrom, ...(post.activeTo !== null && { to: post.activeTo }) })),
    }
  })
}
