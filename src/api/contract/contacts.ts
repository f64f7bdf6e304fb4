import { Type } from 'typebox'
import { messageChannels } from '#rules/messages/hours.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, IdempotencyKey, oneOf } from './words.ts'

const Contacts = closed({ channels: Type.Array(oneOf(messageChannels), { description: 'The channels an address is kept for. The addresses themselves are never given back.' }) }, { title: 'Contacts' })

export const getContacts = {
  method: 'GET',
  url: '/api/v1/me/contacts',
  schema: { operationId: 'getContacts', tags: ['desk'], summary: 'By which channels the signed-in officer is told.', response: { 200: Contacts, ...refusals } },
} as const satisfies RouteContract

export const setContact = {
  method: 'POST',
  url: '/api/v1/me/contacts',
  schema: {
    operationId: 'setContact', tags: ['desk'], summary: 'Keeps an address, wrapped; an empty one takes it away.', headers: IdempotencyKey,
    body: closed({ channel: oneOf(messageChannels), address: Type.String({ maxLength: 200 }) }, { title: 'ContactSet' }), response: { 200: Contacts, ...refusals },
  },
} as const satisfies RouteContract
