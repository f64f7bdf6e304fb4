import type { FastifyInstance } from 'fastify'
import { done, type Context } from '#actions/context.ts'
import { listContacts, setContact } from '#actions/messages.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/contacts.ts'
import { officerOf } from '../staff-gate.ts'

/** Where an officer wants to be told that work waits. */
export function addContacts(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getContacts, async ({ request }) => done({ channels: [...await listContacts(context, officerOf(request))] }))
  addRoute(staff, contract.setContact, async ({ body, request }) => {
    const set = await once(context, askedBy(request), inner => setContact(inner, officerOf(request), body.channel, body.address))
    return set.ok ? done({ channels: [...set.value.value.channels] }) : set
  })
}
