import type { Static } from 'typebox'
import { Type } from 'typebox'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, Id, IdempotencyKey, NameInBoth, Slug } from './words.ts'

const words = {
  title: Type.String({ minLength: 1, maxLength: 60 }),
  category: Type.Optional(Slug),
  found: Type.String({ maxLength: 1000, description: 'Gaps stand between 【 and 】.' }),
  done: Type.String({ maxLength: 1000 }),
  nextStep: Type.String({ maxLength: 500 }),
  text: Type.String({ maxLength: 1500 }),
  validFrom: Day,
}

export const ReplyTemplate = closed({ id: Id, ...words, validTo: Type.Optional(Day), isCommon: Type.Boolean({ description: 'It came with the program.' }) }, { title: 'ReplyTemplate' })

export const ReplyTemplates = closed(
  {
    today: Day,
    templates: Type.Array(ReplyTemplate, { description: 'All there are or were in the county: an answer is compared with the retired ones too.' }),
    categories: Type.Array(closed({ slug: Slug, ...NameInBoth.properties })),
    mayKeep: Type.Boolean({ description: 'Whether this officer adds and retires them.' }),
  },
  { title: 'ReplyTemplates' },
)

export const listReplyTemplates = {
  method: 'GET',
  url: '/api/v1/reply-templates',
  schema: { operationId: 'listReplyTemplates', tags: ['cases'], summary: 'Skeletons of answers of the officer’s county.', response: { 200: ReplyTemplates, ...refusals } },
} as const satisfies RouteContract

export const addReplyTemplate = {
  method: 'POST',
  url: '/api/v1/reply-templates',
  schema: { operationId: 'addReplyTemplate', tags: ['cases'], summary: 'Adds a skeleton, from today at the earliest.', headers: IdempotencyKey, body: closed(words, { title: 'NewReplyTemplate' }), response: { 201: ReplyTemplates, ...refusals } },
} as const satisfies RouteContract

export const retireReplyTemplate = {
  method: 'POST',
  url: '/api/v1/reply-templates/:id/retirement',
  schema: { operationId: 'retireReplyTemplate', tags: ['cases'], summary: 'Sets the last day on which the county offers a skeleton. Common ones can be retired too.', params: ById, headers: IdempotencyKey, body: closed({ validTo: Day }, { title: 'TemplateRetirement' }), response: { 200: ReplyTemplates, ...refusals } },
} as const satisfies RouteContract

export type ReplyTemplates = Static<typeof ReplyTemplates>
