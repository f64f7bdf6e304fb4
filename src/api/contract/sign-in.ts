import type { Static } from 'typebox'
import { Type } from 'typebox'
import { officerRoles } from '#rules/policy/officer.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { owedFirst } from './security.ts'
import { closed, Day, DivisionCode, Id, oneOf } from './words.ts'

export const unitKinds = ['village', 'township', 'discipline', 'inspection', 'supervising', 'responsible', 'leadership', 'custody', 'administration'] as const

export const UnitRef = closed({ id: Id, nameZh: Type.String(), nameEn: Type.String(), kind: oneOf(unitKinds) }, { title: 'UnitRef' })

const residentsAt = Type.Optional(Type.String({ description: 'Address of the residents’ pages, where they have another host than the staff’s.' }))

export const Me = closed(
  {
    officer: closed({
      id: Id,
      name: Type.String(),
      role: oneOf(officerRoles),
      unit: UnitRef,
      division: closed({ code: DivisionCode, name: Type.String() }),
    }),
    standsInFor: Type.Optional(closed({ name: Type.String(), to: Day }, { description: 'Whose post this session acts in, as the deputy, and until when. `officer` has the duty of that post.' })),
    lent: Type.Array(closed({ id: Id, name: Type.String(), role: oneOf(officerRoles), to: Day }), { description: 'Posts that are lent to this officer today.' }),
    today: Day,
    demonstration: Type.Boolean(),
    takesNames: Type.Boolean({ description: 'Whether there are custodians to whom names and telephones can be sealed; where there are none, none are taken.' }),
    residentsAt,
    owed: Type.Optional(oneOf(owedFirst, { description: 'What the account must do before anything else.' })),
  },
  { title: 'Me' },
)

export const DemonstrationAccount = closed(
  { username: Type.String(), password: Type.String(), name: Type.String(), role: oneOf(officerRoles), unitZh: Type.String(), unitEn: Type.String() },
  { title: 'DemonstrationAccount' },
)

/** Of the staff's routes the only one without sign-in: what the sign-in page must know. Outside a demonstration `accounts` is empty. */
export const signInPage = {
  method: 'GET',
  url: '/api/v1/sign-in',
  isPublic: true,
  schema: {
    operationId: 'getSignInPage',
    tags: ['sign-in'],
    summary: 'Whether this is a demonstration, and its accounts. Needs no sign-in.',
    response: { 200: closed({ demonstration: Type.Boolean(), residentsAt, offersPasskeys: Type.Boolean(), offersProvider: Type.Boolean({ description: 'Whether /api/auth/provider leads to a sign-in platform.' }), accounts: Type.Array(DemonstrationAccount) }, { title: 'SignInPage' }), ...refusals },
  },
} as const satisfies RouteContract

export const getMe = {
  method: 'GET',
  url: '/api/v1/me',
  schema: { operationId: 'getMe', tags: ['sign-in'], summary: 'Who is signed in, and in which post.', response: { 200: Me, ...refusals } },
} as const satisfies RouteContract

export type Me = Static<typeof Me>
