import { plainDateInShanghai } from '#rules/calendar/plain-date.ts'
import { isWithin, levelOf, rangeOf } from '#rules/divisions/division-code.ts'
import type { UnitKind } from '#rules/organisation/set-up-words.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import { isSelf, type Officer } from '#rules/policy/officer.ts'
import { organisationRefusal, unitRefusal } from '#rules/policy/organisation.ts'
import { findDivision, listPlacesBelow } from '#records/divisions.ts'
import { listPostsWithin, listUnitsById, listUnitsWithin, type KnownUnit } from '#records/officers.ts'
import { listWaitingChanges } from '#records/post-changes.ts'
import { listEdges, listHeads, listTerms } from '#records/unit-heads.ts'
import { listEndedUnits } from '#records/units.ts'
import type { Context } from '#actions/context.ts'
import type * as contract from '../contract/organisation.ts'

/** The units of a place: of a city or county those of its own level, of a township with all its villages. Nothing where the place is out of reach. */
export async function organisationView({ db, clock }: Context, officer: Officer, asked = officer.reach.low): Promise<contract.Organisation | undefined> {
  if (!isWithin(asked, officer.reach) || !await findDivision(db, asked)) return undefined
  const today = clock.today()
  const own = officer.reach.low
  const places = await listPlacesBelow(db, officer.reach, ['city', 'county', 'township'])
  const range = levelOf(asked) === 'township' ? rangeOf(asked) : { low: asked, high: asked }
  const units = [...await listUnitsWithin(db, range), ...await listEndedUnits(db, range)]
  const known = await listUnitsById(db, units.map(({ id }) => id))
  const [posts, choices] = await Promise.all([listPostsWithin(db, officer.reach, today), listUnitsWithin(db, { low: own, high: officer.reach.high })])
  return {
    today, place: asked, mayEnter: officer.role === 'triage', mayMake: unitRefusal(officer, 'make', asked) === undefined, waiting: await waitingView({ db, clock }, officer), places: places.map(({ code, name }) => ({ code, name })),
    units: await unitsView(db, officer, units.map(({ id }) => known.get(id)!), today),
    officers: posts.map(({ id, name, nameZh, nameEn }) => ({ id, name, unit: { zh: nameZh, en: nameEn } })),
    // A county's own leadership may stand under the city; that edge is the city's to draw.
    choices: choices.filter(unit => levelOf(unit.divisionCode) !== 'village').map(({ id, nameZh, nameEn }) => ({ id, zh: nameZh, en: nameEn })),
  }
}

async function unitsView(db: Context['db'], officer: Officer, units: readonly KnownUnit[], today: string): Promise<contract.Organisation['units']> {
  const ids = units.map(unit => unit.id)
  if (ids.length === 0) return []
  const [heads, edges, terms] = await Promise.all([listHeads(db, ids), listEdges(db, ids), listTerms(db, ids)])
  return units.map(unit => {
    const about = { unitId: unit.id, divisionCode: unit.divisionCode }
    const isLiving = unit.endedOn === null
    const mayChange = isLiving && organisationRefusal(officer, about) === undefined
    const may = (act: 'rename' | 'end') => isLiving && unitRefusal(officer, act, unit.divisionCode) === undefined
    const isHead = (officerId: string) => heads.some(head => head.unitId === unit.id && head.officerId === officerId && head.validTo === null)
    return {
      id: unit.id, zh: unit.nameZh, en: unit.nameEn, kind: unit.kind as UnitKind, ...(unit.endedOn !== null && { ended: unit.endedOn }), isOwn: unit.id === officer.unitId, mayChange, mayRename: may('rename'), mayEnd: may('end'),
      formerly: unit.formerly.map(({ nameZh, nameEn, until }) => ({ zh: nameZh, en: nameEn, until: plainDateInShanghai(until.getTime()) })).toReversed(),
      heads: heads.filter(head => head.unitId === unit.id).map(head => ({
        id: head.id, name: head.name, from: head.validFrom, ...(head.validTo !== null && { to: head.validTo }),
        mayEnd: head.validTo === null && organisationRefusal(officer, { ...about, officerId: head.officerId }) === undefined,
      })),
      above: edges.filter(edge => edge.unitId === unit.id).map(edge => ({
        id: edge.id, kind: edge.kind as 'parent' | 'supervises', unit: { zh: edge.nameZh, en: edge.nameEn }, from: edge.since!, ...(edge.until !== null && { to: edge.until }), mayEnd: edge.until === null && mayChange,
      })),
      posts: terms.filter(post => post.unitId === unit.id).map(post => ({ id: post.id, name: post.name, role: post.role as Officer['role'], ...(post.postTitle !== null && { title: post.postTitle }), from: post.activeFrom, ...(post.activeTo !== null && { to: post.activeTo }), isHead: isHead(post.id),
        mayChange: (post.activeTo === null || post.activeTo > today) && accountRefusal(officer, 'change-post', { officerId: post.id, divisionCode: unit.divisionCode }) === undefined })),
    }
  })
}

async function waitingView({ db, clock }: Pick<Context, 'db' | 'clock'>, officer: Officer): Promise<contract.Organisation['waiting']> {
  if (accountRefusal(officer, 'read')) return []
  return (await listWaitingChanges(db, officer.reach, new Date(clock.now()))).map(row => ({
    id: row.id, name: row.name, role: row.role as Officer['role'], unit: { zh: row.nameZh, en: row.nameEn }, ...(row.postTitle !== null && { title: row.postTitle }), ...(row.before !== null && { before: row.before }),
    ...(row.activeTo !== null && { to: row.activeTo }), isHead: row.isHead, reason: row.reason, askedBy: row.askedByName, askedAt: row.askedAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
    mayGrant: !isSelf(officer, row.askedBy) && accountRefusal(officer, 'grant', row) === undefined, mayWithdraw: accountRefusal(officer, 'withdraw', row) === undefined,
  }))
}
