import { randomUUID } from 'node:crypto'
import { rangeOf } from '#rules/divisions/division-code.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { World } from '#test/world.ts'

/** The posts of the county and of its city that are asked about everything, by their demonstration accounts. */
export const ordinary = ['clerk', 'township-clerk', 'committee', 'reviewer', 'triage', 'city-triage', 'supervisor', 'handler', 'leader', 'inspector', 'city-inspector'] as const
/** Custodians and administrators: refused nearly everywhere. */
export const apart = ['custodian', 'second-custodian', 'system-admin', 'security-admin', 'audit-admin'] as const
export const posts = [...ordinary, ...apart] as const
export type Post = (typeof posts)[number]

/** In an ordinary run these ask; those apart cost less than one more of the others. */
export const half: readonly Post[] = ['clerk', 'triage', 'handler', ...apart]

/** Somebody with a duty in a new unit at a place, signed in. */
export type Posted = { readonly role: OfficerRole; readonly place: number; readonly cookie: string }

export async function postAt(world: World, role: OfficerRole, kind: string, place: number, group: 'A' | 'B'): Promise<Posted> {
  const [unitId, id, userId] = [randomUUID(), randomUUID(), randomUUID()]
  const { low, high } = rangeOf(place)
  await world.owner.pool.query(`insert into unit (id, division_code, county_code, kind, name_zh, name_en) values ($1, $2, $5, $3, $4, $4)`, [unitId, place, kind, `测试${unitId.slice(0, 8)}`, place - (place % 1_000_000)])
  await world.owner.pool.query(`insert into auth."user" (id, name, username, email, display_username) values ($1, $1, $1, $1 || '@staff.invalid', $1)`, [userId])
  await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, user_id, custodian_group) values ($1, $2, $3, $4, $5, $6, '2020-01-01', $7, $8)`, [id, unitId, role, `测试${role}${unitId.slice(0, 8)}`, low, high, userId, role === 'custodian' ? group : null])
  const answer = await world.signIn.api.letIn({ body: { userId, twoFactors: false, isProof: true }, asResponse: true })
  return { role, place, cookie: answer.headers.getSetCookie().map(cookie => cookie.split(';')[0]).join('; ') }
}

/** Which duty a post of the county is, and in which unit it sits. Those of the city have no neighbour: both counties are theirs. */
const seats: Readonly<Partial<Record<Post, readonly [OfficerRole, string]>>> = {
  'clerk': ['clerk', 'village'], 'township-clerk': ['clerk', 'township'], 'committee': ['committee', 'village'], 'reviewer': ['reviewer', 'township'], 'triage': ['triage', 'discipline'],
  'supervisor': ['supervisor', 'supervising'], 'handler': ['handler', 'responsible'], 'leader': ['leader', 'leadership'], 'inspector': ['inspector', 'inspection'], 'custodian': ['custodian', 'custody'], 'second-custodian': ['custodian', 'custody'],
  'system-admin': ['system-admin', 'administration'], 'security-admin': ['security-admin', 'administration'], 'audit-admin': ['audit-admin', 'administration'],
}

/** The same post in the next county of the city, signed in; of a post of the city the post itself. */
export async function neighbourOf(world: World, post: Post): Promise<string> {
  const [role, kind] = seats[post] ?? []
  if (role === undefined || kind === undefined) return (await world.signInAs(post)).cookie
  const { rows } = await world.owner.pool.query<{ code: number }>(`select code from pub.division where code between 340523000000 and 340523999999 and level = $1 and valid_to is null order by code limit 1`, [kind === 'village' || kind === 'township' ? kind : 'county'])
  return (await postAt(world, role, kind, rows[0]!.code, post === 'custodian' ? 'B' : 'A')).cookie
}

/** What an answer says of permission: shown or done, not found, not one's duty, or reached and refused for another reason. What a body names beyond reach is not known or over, as what an address names is not found. */
export function cellOf(status: number, code = ''): string {
  if (status < 300) return '✓'
  if (status === 404 || ['unknown-unit', 'unknown-officer', 'unknown-place', 'deputyship-over'].includes(code)) return '·'
  if (status === 403) return ['own-request', 'own-proposal', 'not-your-proposal', 'own-post', 'author-cannot-review', 'conflict-of-interest', 'letter-for-head', 'handled-before'].includes(code) ? 'o' : '–'
  return status < 500 ? 'o' : '!'
}
