import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mainVillages } from '../src/cli/demonstration/people.ts'
import { figure, load, median, startMeasured } from './measure.ts'

const connections = 16
const seconds = 6

/** Complaints accepted durably, against pgbench committing the same statement, in turns. */
export async function benchComplaints(url: string, dataFolder: string, socket: { host: string; port: number; user: string; password: string }): Promise<void> {
  const ours = await startMeasured('bench/servers/ours.ts', { DATABASE_URL: url, DATA_DIR: dataFolder, DEMO: '1', COMPLAINTS_PER_SOURCE: '1000000' })
  const [rates, limits, ratios, slow]: [number[], number[], number[], number[]] = [[], [], [], []]
  try {
    await submit(ours.port, 500)
    for (let turn = 0; turn < 3; turn++) {
      const sent = await submit(ours.port, 4000)
      const limit = pgbench(socket)
      rates.push(sent.rate)
      slow.push(sent.p99)
      if (limit === undefined) continue
      limits.push(limit)
      ratios.push(sent.rate / limit)
    }
  } finally {
    await ours.stop()
  }
  figure(`complaints accepted a second, ${connections} connections`, median(rates).toFixed(0), '1000', median(rates) >= 1000)
  figure('slowest of a hundred (p99)', `${median(slow).toFixed(1)} ms`, '50 ms', median(slow) < 50)
  if (limits.length === 0) console.log('pgbench is not on this machine (Debian: postgresql-contrib): no ratio')
  else figure('against pgbench committing the same statement', `${median(rates).toFixed(0)} / ${median(limits).toFixed(0)} = ${median(ratios).toFixed(2)}`, '0.50', median(ratios) >= 0.5)
}

async function submit(port: number, requests: number): Promise<{ rate: number; p99: number }> {
  const { seconds: taken, statuses, milliseconds } = await load(port, {
    requests, connections,
    make(n) {
      const body = JSON.stringify({ villageCode: mainVillages[n % 3], statement: `测量用的第${n}条：村口路灯坏了。` })
      return { method: 'POST', path: '/api/v1/complaints', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), 'content-length': String(Buffer.byteLength(body)) }, body }
    },
  })
  if (Object.keys(statuses).some(status => status !== '201')) throw new Error(`complaints were answered ${JSON.stringify(statuses)}`)
  return { rate: requests / taken, p99: milliseconds[Math.floor(milliseconds.length * 0.99)]! }
}

/** The statement of src/records/cases.ts with values made by the server, committed by pgbench. */
const script = `
with used as (
  insert into idempotency_key (key, body_hash, answer, at) values (gen_random_uuid()::text, decode(repeat('ab', 32), 'hex'), '{"caseId":"x"}', now()) on conflict (key) do nothing returning key
), filed as (
  insert into case_file (id, county_code, village_code, channel, statement, is_named, receipt_hmac, received_at, received_on, state, event_count)
  select gen_random_uuid(), 340522000000, ${mainVillages[0]}, 'api', '测量用的一条：村口路灯坏了。', false, sha256(key::bytea), now(), current_date, 'submitted', 1 from used returning id
), leaf as (insert into log_queue (log, leaf) select 'case', sha256(id::text::bytea) from filed returning id
), happened as (insert into case_event (case_id, seq, action, by_kind, day, log_queue_id) select filed.id, 1, 'file', 'complainant', current_date, leaf.id from filed, leaf
), kept as (insert into case_secret (case_id, suite, wrapped_key) select id, 'intl-1', decode(repeat('cd', 60), 'hex') from filed
), hidden as (insert into vault.sealed_identity (case_id, suite, ciphertext) select id, 'x', 'x' from filed where false
), shown as (insert into case_attachment (id, case_id, n, by_kind, file_id, media_type, bytes, width, height) select p.id, filed.id, 1, 'complainant', p.id, 'x', 1, 1, 1 from filed, jsonb_to_recordset('[]') as p (id uuid)
), told as (insert into outbox (id, topic, payload) select gen_random_uuid(), 'case-filed', jsonb_build_object('caseId', id) from filed)
select id from filed;
`

function pgbench({ host, port, user, password }: { host: string; port: number; user: string; password: string }): number | undefined {
  const file = join(mkdtempSync(join(tmpdir(), 'ydt-bench-sql-')), 'file.sql')
  writeFileSync(file, script)
  const ran = spawnSync('pgbench', ['-n', '-M', 'prepared', '-c', String(connections), '-j', '2', '-T', String(seconds), '-f', file, '-h', host, '-p', String(port), '-U', user, 'postgres'],
    { encoding: 'utf8', env: { ...process.env, PGPASSWORD: password, PGOPTIONS: '-c role=ydt_app' } })
  if (ran.error) return undefined
  const rate = /tps = ([\d.]+)/.exec(ran.stdout)?.[1]
  if (!rate) throw new Error(`pgbench: ${ran.stderr}`)
  return Number(rate)
}
