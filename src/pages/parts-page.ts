import type { FastifyInstance } from 'fastify'
import { answerPublic, type House } from './house.ts'
import { html } from './html.ts'
import { page } from './layout.ts'
import { everywhere } from './page-cache.ts'
import { examples } from './parts/examples.ts'

/** Every component with an example, for whoever works on the look. Only where the data are invented anyway. */
export function partsRoutes(app: FastifyInstance, house: House): void {
  app.get('/s/parts', (request, reply) => answerPublic(house, request, reply, { address: '/s/parts', place: everywhere }, async view =>
    page(view, { title: 'Parts', isPrivate: true, body: html`<h1>Parts</h1>${examples(view).map(({ name, part }) => html`<section><h2>${name}</h2>${part}</section>`)}` })))
}
