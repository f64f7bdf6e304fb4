import type { Static } from 'typebox'
import { Type } from 'typebox'
import { takedownReasons } from '#rules/disclosures/takedown.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, DivisionCode, Id, IdempotencyKey, Instant, NameInBoth, oneOf, Slug } from './words.ts'

export const Incident = closed(
  {
    id: Id,
    disclosureId: Id,
    villageCode: DivisionCode,
    villageName: Type.String(),
    item: Slug,
    itemName: NameInBoth,
    period: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    reason: oneOf(takedownReasons),
    note: Type.String(),
    openedByName: Type.String(),
    openedAt: Instant,
    confirmBy: Day,
    confirmedByName: Type.Optional(Type.String()),
    confirmedAt: Type.Optional(Instant),
    republishBy: Day,
    isRepublished: Type.Boolean(),
    isLate: Type.Boolean({ description: 'A second person or the corrected version is overdue.' }),
    mayConfirm: Type.Boolean(),
  },
  { title: 'Incident' },
)
const Incidents = closed({ items: Type.Array(Incident) }, { title: 'IncidentList' })

export const takeDownDisclosure = {
  method: 'POST',
  url: '/api/v1/disclosures/:id/takedown',
  schema: {
    operationId: 'takeDownDisclosure',
    tags: ['incidents'],
    summary: 'Takes a published record down at once, in an emergency, and opens an incident. A tombstone stays.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ reason: oneOf(takedownReasons), note: Type.String({ maxLength: 1000 }) }, { title: 'TakedownRequest' }),
    response: { 200: Incidents, ...refusals },
  },
} as const satisfies RouteContract

export const listIncidents = {
  method: 'GET',
  url: '/api/v1/incidents',
  schema: { operationId: 'listIncidents', tags: ['incidents'], summary: 'Take-downs in the officer’s reach, newest first: reviewers and the triage desk.', response: { 200: Incidents, ...refusals } },
} as const satisfies RouteContract

export const confirmIncident = {
  method: 'POST',
  url: '/api/v1/incidents/:id/confirmation',
  schema: {
    operationId: 'confirmIncident',
    tags: ['incidents'],
    summary: 'The second person confirms a take-down: never the one who took the record down.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ note: Type.String({ maxLength: 1000 }) }, { title: 'IncidentConfirmation' }),
    response: { 200: Incidents, ...refusals },
  },
} as const satisfies RouteContract

export type Incident = Static<typeof Incident>
