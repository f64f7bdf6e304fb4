import { clockFrom, type Context } from '../src/actions/context.ts'
import { caseReader } from '../src/api/case-reader.ts'
import { queuesOf } from '../src/api/contract/desk.ts'
import { countCases, listCases, type CaseSort } from '../src/records/case-lists.ts'
import type { CaseQueueKey } from '../src/records/case-narrowing.ts'
import type { Db } from '../src/records/database.ts'
import { getOfficer } from '../src/records/officers.ts'
import { actingFor } from '../src/records/scope.ts'
import { officerId } from '../src/cli/demonstration/people.ts'
import type { Program } from '../src/cli/open-program.ts'
import { fillCases, open } from './many-cases.ts'
import { figure, median } from './measure.ts'

const turns = 5
const limits = { desk: 260, page: 470, search: 1500 } as const
const desks = { triage: officerId.triage, handler: officerId.handler('agriculture'), supervisor: officerId.supervisor('agriculture'), leader: officerId.leader } as const
const pages: readonly { readonly what: string; readonly sort: CaseSort; readonly page: number; readonly q?: string }[] = [
  { what: 'first page, soonest due', sort: 'due', page: 1 }, { what: 'page 200, by day of receipt', sort: '-received', page: 200 }, { what: 'a search that every text answers', sort: 'due', page: 1, q: '路灯坏了' },
]

/** The desk and its lists when every case of the county lies on the desk that asks; the conflict veto is part of each. As the staff ask: behind row security, with what the same costs without it. */
export async function benchLists(program: Program): Promise<void> {
  const context: Context = { ...program.context, clock: clockFrom(() => Date.parse('2026-03-20T09:00:00+08:00')) }
  await fillCases(program, context)
  for (const [desk, id] of Object.entries(desks)) {
    const officer = await getOfficer(context.db, id)
    const reader = caseReader(context, officer)
    const queues: readonly CaseQueueKey[] = queuesOf[officer.role].cases
    const both = async (ask: (db: Db) => Promise<unknown>) => ({ walled: await millisecondsOf(() => actingFor(officer, () => ask(context.staff))), plain: await millisecondsOf(() => ask(context.db)) })
    const told = ({ walled, plain }: { walled: number; plain: number }) => `${walled.toFixed(0)} ms, ${(walled / plain).toFixed(2)} of ${plain.toFixed(0)} without row security`
    const counted = await both(db => countCases(db, reader, queues))
    figure(`${queues.length} counts of the desk of a ${desk}, ${open} cases`, told(counted), `${limits.desk} ms`, counted.walled <= limits.desk)
    for (const { what, ...asked } of pages) {
      const queue = desk === 'handler' ? 'handling' : 'all'
      const listed = await both(db => listCases(db, reader, { queue, pageSize: 20, ...asked }))
      const limit = asked.q === undefined ? limits.page : limits.search
      figure(`a list of a ${desk}: ${what}`, told(listed), `${limit} ms`, listed.walled <= limit)
    }
  }
}

async function millisecondsOf(ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let turn = 0; turn <= turns; turn++) {
    const begun = performance.now()
    await ask()
    if (turn > 0) took.push(performance.now() - begun)
  }
  return median(took)
}
