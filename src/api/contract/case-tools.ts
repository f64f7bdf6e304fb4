import type { Static } from 'typebox'
import { Type } from 'typebox'
import { lights } from '#rules/cases/limits.ts'
import { caseStates } from '#rules/cases/states.ts'
import { channels } from '#rules/intake/channels.ts'
import { CaseSummary } from './case-shapes.ts'
import { caseSorts } from './cases.ts'
import { caseQueues } from './desk.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Count, DivisionCode, Id, IdempotencyKey, oneOf, Slug } from './words.ts'

export const assignCases = {
  method: 'POST',
  url: '/api/v1/cases/assignments',
  schema: {
    operationId: 'assignCases', tags: ['cases'],
    summary: 'Assigns several cases to one unit. Each is assigned or refused for itself, with its reason: `stale` when somebody acted on it meanwhile.',
    headers: IdempotencyKey,
    body: closed(
      { responsibleUnitId: Id, note: Type.String({ maxLength: 1000 }), cases: Type.Array(closed({ id: Id, asOf: AsOf }), { description: 'At most 50.' }) },
      { title: 'CaseAssignments' },
    ),
    response: {
      200: closed(
        {
          outcomes: Type.Array(closed({
            id: Id, isAssigned: Type.Boolean(), code: Type.Optional(Type.String()), message: Type.Optional(Type.String({ description: 'Why it was refused.' })),
            line: Type.Optional(CaseSummary),
          }), { description: 'In the order asked. `line`: the case as it stands now, with the days the rules give the unit; absent where it is not to be seen.' }),
        },
        { title: 'AssignmentOutcomes' },
      ),
      ...refusals,
    },
  },
} as const satisfies RouteContract

export const Present = closed({ name: Type.String(), doing: oneOf(['open', 'writing']) }, { title: 'Present' })

export const bePresent = {
  method: 'POST',
  url: '/api/v1/cases/:id/presence',
  schema: {
    operationId: 'bePresent', tags: ['cases'], summary: 'Says that the officer has the case open, and answers who else has. Kept for minutes, told only to those who may see the case.',
    params: ById, headers: IdempotencyKey, body: closed({ isWriting: Type.Boolean() }, { title: 'PresenceSign' }),
    response: { 200: closed({ others: Type.Array(Present) }, { title: 'Presence' }), ...refusals },
  },
} as const satisfies RouteContract

const narrowing = {
  queue: oneOf(caseQueues), q: Type.Optional(Type.String({ maxLength: 100 })), state: Type.Optional(oneOf(caseStates)), village: Type.Optional(DivisionCode),
  unit: Type.Optional(Id), item: Type.Optional(Slug), channel: Type.Optional(oneOf(channels)), light: Type.Optional(oneOf(lights)), sort: oneOf(caseSorts),
}
const FilterName = Type.String({ minLength: 1, maxLength: 30 })

export const SavedFilters = closed(
  { filters: Type.Array(closed({ id: Id, name: FilterName, ...narrowing, count: Count }, { title: 'SavedFilter' })) },
  { title: 'SavedFilters', description: 'Lists the officer gave a name to. `count` is the total of the list it stands for.' },
)

export const listFilters = {
  method: 'GET',
  url: '/api/v1/saved-filters',
  schema: { operationId: 'listFilters', tags: ['cases'], summary: 'The officer’s own filters, with how many cases each holds now.', response: { 200: SavedFilters, ...refusals } },
} as const satisfies RouteContract

export const saveFilter = {
  method: 'POST',
  url: '/api/v1/saved-filters',
  schema: { operationId: 'saveFilter', tags: ['cases'], summary: 'Gives a name to what a list is narrowed to.', headers: IdempotencyKey, body: closed({ name: FilterName, ...narrowing }, { title: 'NewSavedFilter' }), response: { 201: SavedFilters, ...refusals } },
} as const satisfies RouteContract

export const renameFilter = {
  method: 'PUT',
  url: '/api/v1/saved-filters/:id',
  schema: { operationId: 'renameFilter', tags: ['cases'], summary: 'Gives a filter another name.', params: ById, headers: IdempotencyKey, body: closed({ name: FilterName }, { title: 'FilterName' }), response: { 200: SavedFilters, ...refusals } },
} as const satisfies RouteContract

export const deleteFilter = {
  method: 'DELETE',
  url: '/api/v1/saved-filters/:id',
  schema: { operationId: 'deleteFilter', tags: ['cases'], summary: 'Forgets a filter. The cases stay.', params: ById, headers: IdempotencyKey, response: { 200: SavedFilters, ...refusals } },
} as const satisfies RouteContract

export type SavedFilters = Static<typeof SavedFilters>
