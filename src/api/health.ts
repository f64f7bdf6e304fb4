import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Registry } from 'prom-client'
import { reach, type Db } from '#records/database.ts'

/** `/healthz` the process lives, `/readyz` it can reach its database, `/metrics` for Prometheus: sums only, never an address or an id. */
export function registerHealth(app: FastifyInstance, db: Db): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answered = new Counter({ name: 'yidiantong_responses_total', help: 'Responses by class of status.', labelNames: ['class'], registers: [registry] })
  app.addHook('onResponse', async (_request, reply) => answered.inc({ class: `${Math.floor(reply.statusCode / 100)}xx` }))
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await reach(db)
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'no database' })
    }
  })
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}
