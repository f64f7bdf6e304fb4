import type { Static } from 'typebox'
import { Type } from 'typebox'
import { caseActions } from '#rules/cases/states.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { closed, Day, NameInBoth, oneOf } from './words.ts'

/** Where in a record something is wrong. `row` is the 1-based row of `rows`; `cell` the address in the spreadsheet it came from. */
export const PlacedProblem = closed(
  {
    place: oneOf(['field', 'row', 'file', 'body']),
    field: Type.Optional(Type.String({ description: 'Key of the field in the schema.' })),
    row: Type.Optional(Type.Integer({ minimum: 1 })),
    column: Type.Optional(Type.String({ description: 'Header of the spreadsheet column, or its letter.' })),
    cell: Type.Optional(Type.String({ description: 'Address such as C7. A refused row has a cell and no row.' })),
    code: Type.String(),
    message: Type.String({ description: 'A sentence in the language of Accept-Language.' }),
  },
  { title: 'PlacedProblem' },
)
export type PlacedProblem = Static<typeof PlacedProblem>

/** A post that somebody holds or held. */
export const HeldPost = closed({ officerId: Type.String({ format: 'uuid' }), name: Type.String(), role: oneOf(officerRoles), unit: NameInBoth, from: Day, to: Type.Optional(Day) }, { title: 'HeldPost' })
export type HeldPost = Static<typeof HeldPost>

/** RFC 9457. `code` is for programs, `detail` is a sentence for the person, in the language of Accept-Language. */
export const Problem = closed(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String(),
    problems: Type.Optional(Type.Array(PlacedProblem)),
    possible: Type.Optional(Type.Array(oneOf(caseActions), { description: 'With `not-now` and `stale`: what may be done instead.' })),
    happened: Type.Optional(Type.Array(closed({ action: oneOf(caseActions), day: Type.String({ format: 'date' }), officerName: Type.Optional(Type.String()) }), { description: 'With `stale`: what happened to the case meanwhile, as far as the reader may know.' })),
    eventCount: Type.Optional(Type.Integer({ minimum: 0, description: 'With `stale`: how many events there are now.' })),
    caseId: Type.Optional(Type.String({ format: 'uuid', description: 'With `channel-number-used`: the case that has the number, where the reader may see it.' })),
    namesakes: Type.Optional(Type.Array(HeldPost, { description: 'With `namesakes`: posts of people of the same name, of whom it has to be said whether the new post is of one of them.' })),
    draftId: Type.Optional(Type.String({ format: 'uuid', description: 'With `already-drafted` and `correction-under-way`: where to go on.' })),
    disclosureId: Type.Optional(Type.String({ format: 'uuid', description: 'With `already-published`: what to correct instead.' })),
  },
  { title: 'Problem', description: 'A refusal as a problem document (RFC 9457), sent as application/problem+json.' },
)
export type Problem = Static<typeof Problem>

/** Every route may refuse: 401 `sign-in`, 403, 404 `not-found` (also for what one may not see), 409 `not-now`/`stale`, 413, 415, 422, 429; or be unready (503). */
export const refusals = { '4xx': Problem, '5xx': Problem } as const
