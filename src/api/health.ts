import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { mayWatch, monitorsFrom, type Monitors, type Origin } from '#platform/monitors.ts'
import { reach } from '#records/database.ts'
import type { Context } from '#actions/context.ts'
import { auditBehind } from '#actions/send-audit.ts'

/**
 * `/healthz` the process lives, `/readyz` it can reach its database, `/metrics` for Prometheus: sums only, never an address or an id. The first tells anybody
 * what he knows already; the others are not found by who may not watch.
 */
export function registerHealth(app: FastifyInstance, context: Context, monitors: Monitors = monitorsFrom(undefined, undefined)): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  countUsedUp(registry, context)
  if (context.audit.handOver) tellBehind(registry, context)
  const answered = new Counter({ name: 'yidiantong_responses_total', help: 'Responses by class of status.', labelNames: ['class'], registers: [registry] })
  app.addHook('onResponse', async (_request, reply) => answered.inc({ class: `${Math.floor(reply.statusCode / 100)}xx` }))
  app.get('/healthz', async () => ({ status: 'ok' }))
  const watched = { onRequest: async (request: FastifyRequest, reply: FastifyReply) => mayWatch(monitors, originOf(request)) ? undefined : reply.callNotFound() }
  app.get('/readyz', watched, async (_request, reply) => {
    try {
      await reach(context.db)
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'no database' })
    }
  })
  app.get('/metrics', watched, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()))
}

function countUsedUp(registry: Registry, { usedUp }: Context): void {
  registry.registerMetric(new Counter({
    name: 'yidiantong_allowances_used_up_total', help: 'How often an allowance was found used up, by kind.', labelNames: ['kind'], registers: [],
    collect() {
      this.reset()
      for (const [kind, times] of usedUp.times) this.inc({ kind }, times)
    },
  }))
}

function tellBehind(registry: Registry, context: Context): void {
  const tell = (name: string, help: string, part: 'sent' | 'seconds') => registry.registerMetric(new Gauge({
    name, help, registers: [],
    async collect() {
      this.set((await auditBehind(context).catch(() => undefined))?.[part] ?? NaN) // without a database the other figures are still told
    },
  }))
  tell('yidiantong_audit_sent_entries', 'How many entries of the audit the collector has read.', 'sent')
  tell('yidiantong_audit_behind_seconds', 'For how long the oldest entry that it has not read has been waiting.', 'seconds')
}

function originOf({ ip, ips, headers }: FastifyRequest): Origin {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'].some(name => headers[name] !== undefined)
  return { address: ip, isForwarded, isBelieved: (ips?.length ?? 0) > 1, authorization: headers.authorization }
}
