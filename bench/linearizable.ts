import type { Program } from '../src/cli/open-program.ts'
import { actAtOnce } from './linear-clients.ts'
import { figure } from './measure.ts'

const operations = 100_000

/** A hundred thousand operations by many hands on a few cases at once, judged afterwards as one history. */
export async function benchLinearizable(program: Program): Promise<void> {
  const found = await actAtOnce(program.context, { operations, clients: 24, cases: 40 })
  for (const anomaly of found.anomalies.slice(0, 10)) console.log(anomaly)
  figure(`anomalies in ${operations} operations at once (${found.accepted} accepted, ${found.refused} refused, ${found.events} events of ${found.actions.length} kinds)`, String(found.anomalies.length), '0', found.anomalies.length === 0)
  figure('operations a second', (operations / found.seconds).toFixed(0), '100', operations / found.seconds >= 100)
}
