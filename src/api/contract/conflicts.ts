import type { Static } from 'typebox'
import { Type } from 'typebox'
import { relationKinds } from '#rules/policy/relations.ts'
import { subjectReasons } from '#rules/policy/propose-subjects.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Count, Day, Id, IdempotencyKey, NameInBoth, oneOf } from './words.ts'

const Note = Type.String({ maxLength: 1000 })
const Person = Type.String({ minLength: 2, maxLength: 60, description: 'Name and post of somebody without an account here.' })

export const NewSubject = closed(
  { officerId: Type.Optional(Id), unitId: Type.Optional(Id), person: Type.Optional(Person), isHead: Type.Optional(Type.Boolean()) },
  { title: 'NewSubject', description: 'One of: officerId; unitId alone; person with the unit served in (unitId) and whether as its head.' },
)

const PostChoice = closed({ id: Id, name: Type.String(), unit: NameInBoth }, { title: 'PostChoice' })
const UnitChoice = closed({ id: Id, zh: Type.String(), en: Type.String() }, { title: 'UnitChoice' })

export const CaseSubjects = closed(
  {
    eventCount: Type.Integer({ minimum: 1 }),
    subjects: Type.Array(closed({ id: Id, officerName: Type.Optional(Type.String()), person: Type.Optional(Type.String()), unit: Type.Optional(NameInBoth), isHead: Type.Boolean() })),
    proposals: Type.Array(closed({ reason: oneOf(subjectReasons), officerId: Type.Optional(Id), unitId: Type.Optional(Id), name: Type.Optional(Type.String()), unit: NameInBoth }), {
      description: 'Whom the case may be about, as worked out from the record and the village, with the reason. Nothing is named before the desk says so.',
    }),
    officers: Type.Array(PostChoice),
    units: Type.Array(UnitChoice),
  },
  { title: 'CaseSubjects' },
)

export const getCaseSubjects = {
  method: 'GET',
  url: '/api/v1/cases/:id/subjects',
  schema: { operationId: 'getCaseSubjects', tags: ['cases'], summary: 'Whom a case is about, for the desk that sorts complaints and nobody else.', params: ById, response: { 200: CaseSubjects, ...refusals } },
} as const satisfies RouteContract

export const nameCaseSubjects = {
  method: 'POST',
  url: '/api/v1/cases/:id/subjects',
  schema: {
    operationId: 'nameCaseSubjects',
    tags: ['cases'],
    summary: 'Names whom a case is about, or lifts a name. Who is thereby in conflict loses the case at once; where that is the desk or a unit at work, it goes one level up.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ asOf: AsOf, note: Note, name: Type.Array(NewSubject, { maxItems: 50 }), lift: Type.Array(Id, { maxItems: 50 }) }, { title: 'SubjectNaming' }),
    response: { 200: closed({ eventCount: Count, isOutOfSight: Type.Boolean({ description: 'The case has left this officer’s sight.' }) }, { title: 'SubjectsNamed' }), ...refusals },
  },
} as const satisfies RouteContract

export const RelationView = closed(
  { id: Id, kind: oneOf(relationKinds), officerName: Type.String(), unit: NameInBoth, otherName: Type.Optional(Type.String()), otherUnit: NameInBoth, note: Type.Optional(Type.String()), enteredOn: Day, isOwn: Type.Boolean(), mayEnd: Type.Boolean() },
  { title: 'RelationView' },
)

export const listRelations = {
  method: 'GET',
  url: '/api/v1/relations',
  schema: {
    operationId: 'listRelations',
    tags: ['relations'],
    summary: 'Relations that keep officers from matters: one’s own, and for the county’s desk those of the county. Own complaints are never listed.',
    response: { 200: closed({ relations: Type.Array(RelationView), officers: Type.Array(PostChoice), units: Type.Array(UnitChoice), keepsAll: Type.Boolean() }, { title: 'RelationList' }), ...refusals },
  },
} as const satisfies RouteContract

export const declareRelation = {
  method: 'POST',
  url: '/api/v1/relations',
  schema: {
    operationId: 'declareRelation',
    tags: ['relations'],
    summary: 'Declares a relation of one’s own; the county’s desk may enter one of any officer of the county.',
    headers: IdempotencyKey,
    body: closed({ officerId: Type.Optional(Id), kind: oneOf(relationKinds), withOfficerId: Type.Optional(Id), withUnitId: Type.Optional(Id), note: Type.Optional(Note) }, { title: 'NewRelation' }),
    response: { 201: closed({ id: Id }, { title: 'RelationMade' }), ...refusals },
  },
} as const satisfies RouteContract

export const endRelation = {
  method: 'POST',
  url: '/api/v1/relations/:id/end',
  schema: {
    operationId: 'endRelation',
    tags: ['relations'],
    summary: 'Says that a relation no longer holds. Nobody ends one of his own.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ reason: Note }, { title: 'RelationEnding' }),
    response: { 200: closed({}, { title: 'RelationEnded' }), ...refusals },
  },
} as const satisfies RouteContract

export const declareOwnComplaint = {
  method: 'POST',
  url: '/api/v1/relations/own-complaints',
  schema: {
    operationId: 'declareOwnComplaint',
    tags: ['relations'],
    summary: 'Shows by the receipt code that a complaint is the officer’s own: it is then followed by the code alone.',
    headers: IdempotencyKey,
    body: closed({ code: Type.String({ maxLength: 60 }) }, { title: 'OwnComplaint' }),
    response: { 200: closed({}, { title: 'OwnComplaintDeclared' }), ...refusals },
  },
} as const satisfies RouteContract

export type CaseSubjects = Static<typeof CaseSubjects>
export type RelationView = Static<typeof RelationView>
export type NewSubject = Static<typeof NewSubject>
