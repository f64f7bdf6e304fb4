import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileComplaint } from '#actions/complaints.ts'
import { target } from '#records/database.ts'
import { databaseRoles, type DatabaseRole } from '#records/roles.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await fileComplaint(world.context, { villageCode: world.village, statement: '请公开上月招待费。', photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
})
afterAll(() => world.close())

async function as<T>(role: DatabaseRole | undefined, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...target(world.connection), ...(role && { options: `-c role=${role}` }) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const appendOnly = ['unit_former_name', 'pub.disclosure_version', 'pub.disclosure_row', 'pub.attachment', 'pub.attachment_text', 'disclosure_approval', 'draft_event', 'case_event', 'objection_event', 'pub.objection_hiding', 'answer_consent', 'answer_text', 'answer_decision', 'answer_withdrawal', 'pub.county_item', 'pub.field_schema', 'list_proposal', 'list_decision', 'item_binding', 'import_draft',
  'finding_waiver', 'redaction_report', 'attachment_scan', 'incident', 'incident_confirmation', 'pub.takedown', 'payee_key', 'payee_confirmation', 'pub.disclosure_withdrawal', 'pub.nil_publication', 'pub.duty', 'pub.case_rule', 'pub.county_case_rule', 'visit_seed', 'visit_draw', 'rating_batch', 'rating_batch_entry', 'declared_relation', 'relation_end', 'own_complaint', 'tips.tip_event', 'tips.part_read', 'audit.entry', 'audit.day', 'hotline_import', 'case_intake', 'case_scan', 'likeness_verdict', 'case_redaction', 'case_message', 'case_release', 'case_note', 'reply_template', 'reply_template_end', 'case_evidence', 'letter_number', 'pub.erasure']

test('no role of ours may log in, is a superuser, or passes over row security', async () => {
  const rows = await as(undefined, async client => (await client.query('select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = any($1)', [databaseRoles])).rows)
  expect(rows).toHaveLength(databaseRoles.length)
  for (const row of rows) expect(row).toMatchObject({ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false })
})

describe('append-only tables', () => {
  for (const table of appendOnly) {
    test(`${table} grants ydt_app neither update nor delete nor truncate`, async () => {
      const rows = await as(undefined, async client => (await client.query(`select has_table_privilege('ydt_app', $1, 'update') as u, has_table_privilege('ydt_app', $1, 'delete') as d, has_table_privilege('ydt_app', $1, 'truncate') as t, has_any_column_privilege('ydt_app', $1, 'update') as c`, [table])).rows)
      expect(rows[0]).toEqual({ u: false, d: false, t: false, c: false })
    })
    test(`${table} refuses change even from its owner and even as a replica`, async () => {
      const triggers = await as(undefined, async client => (await client.query(`select tgtype, tgenabled from pg_trigger where tgrelid = $1::regclass and not tgisinternal and tgname in ('kept', 'kept_whole')`, [table])).rows)
      expect(triggers).toHaveLength(2)
      for (const trigger of triggers) expect(trigger.tgenabled).toBe('A')
      await expect(as('ydt_owner', client => client.query(`truncate ${table} cascade`))).rejects.toThrow(/append-only/)
    })
  }
  test('a row of case_event cannot be changed or deleted by the owner', async () => {
    await expect(as('ydt_owner', client => client.query(`update case_event set note = 'x'`))).rejects.toThrow(/append-only/)
    await expect(as('ydt_owner', client => client.query('delete from case_event'))).rejects.toThrow(/append-only/)
    await expect(as(undefined, async client => { await client.query('set session_replication_role = replica'); await client.query('delete from case_event') })).rejects.toThrow(/append-only/)
  })
  test('a partition of the rows refuses change as the whole does', async () => {
    const rows = await as(undefined, async client => (await client.query(`select c.relname, t.tgenabled from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_trigger t on t.tgrelid = c.oid where i.inhparent = 'pub.disclosure_row'::regclass and t.tgname = 'kept'`)).rows)
    expect(rows.length).toBeGreaterThan(6)
    expect(new Set(rows.map(row => row.tgenabled))).toEqual(new Set(['A']))
  })
  test('the leaves of the ledger cannot be deleted, and ydt_app cannot number them', async () => {
    await expect(as('ydt_owner', client => client.query('delete from log_queue'))).rejects.toThrow(/append-only/)
    await expect(as('ydt_app', client => client.query('update log_queue set leaf_index = 1'))).rejects.toThrow(/permission denied/)
    await expect(as('ydt_logd', client => client.query(`update log_queue set leaf = 'x'`))).rejects.toThrow(/permission denied/)
    await as('ydt_logd', client => client.query('update log_queue set leaf_index = id - 1'))
  })
})

describe('what each role sees', () => {
  test('ydt_reader sees the public schema and nothing else', async () => {
    const rows = await as('ydt_reader', async client => (await client.query(`select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and has_table_privilege(format('%I.%I', schemaname, tablename), 'select') and has_schema_privilege(schemaname, 'usage')`)).rows)
    expect(rows.length).toBeGreaterThan(8)
    expect(new Set(rows.map(row => row.schemaname))).toEqual(new Set(['pub']))
    await expect(as('ydt_reader', client => client.query('select * from public.case_file'))).rejects.toThrow(/permission denied/)
  })
  test('ydt_app puts identities into the vault and cannot take them out', async () => {
    await expect(as('ydt_app', client => client.query('select * from vault.sealed_identity'))).rejects.toThrow(/permission denied/)
    await expect(as('ydt_app', client => client.query('delete from vault.sealed_identity'))).rejects.toThrow(/permission denied/)
  })
  test('ydt_rekeyer changes marks and wrappings, of rows that are only added to as well, and reads and changes nothing beside', async () => {
    for (const text of ['update payee_key set key = key', 'update finding_waiver set fingerprint = fingerprint', 'update case_secret set wrapped_key = wrapped_key', 'select key from payee_key']) await as('ydt_rekeyer', client => client.query(text))
    for (const text of ['update payee_key set seq = 1', 'delete from payee_key', 'update finding_waiver set reason = $$x$$', 'select statement from case_file', 'select ciphertext from vault.sealed_identity', 'select * from master_key', 'select * from audit.entry']) await expect(as('ydt_rekeyer', client => client.query(text)), text).rejects.toThrow(/permission denied/)
  })
  test('ydt_vault takes out no sealed identity that nobody asked for, and reads no case', async () => {
    expect((await as('ydt_vault', client => client.query('select ciphertext from vault.sealed_identity'))).rows).toEqual([])
    await expect(as('ydt_vault', client => client.query('select * from public.case_file'))).rejects.toThrow(/permission denied/)
  })
  test('everybody who acts adds to the audit, and ydt_audit alone reads it', async () => {
    for (const role of ['ydt_app', 'ydt_office', 'ydt_tip_desk', 'ydt_vault'] as const) {
      await as(role, client => client.query(`insert into audit.entry (at, act, subject_kind, outcome) values (now(), 'getCase', 'case', 'done')`))
      await expect(as(role, client => client.query('select * from audit.entry'))).rejects.toThrow(/permission denied/)
    }
    expect((await as('ydt_audit', client => client.query('select * from audit.entry'))).rows.length).toBeGreaterThan(2)
    for (const table of ['public.case_file', 'public.case_event', 'tips.tip', 'vault.sealed_identity']) await expect(as('ydt_audit', client => client.query(`select * from ${table}`))).rejects.toThrow(/permission denied/)
  })
  test('ydt_logd reads leaves and nothing of their content', async () => {
    await as('ydt_logd', client => client.query('select * from log_queue'))
    for (const table of ['public.case_file', 'public.case_event', 'pub.disclosure', 'vault.sealed_identity']) {
      await expect(as('ydt_logd', client => client.query(`select * from ${table}`))).rejects.toThrow(/permission denied/)
    }
  })
})

test('the words of states, actions and grades in the database are those of the rules', async () => {
  const { caseStates, caseActions } = await import('#rules/cases/lifecycle.ts')
  const { ratingGrades } = await import('#rules/cases/events.ts')
  const { officerRoles } = await import('#rules/policy/officer.ts')
  const { cadences } = await import('#rules/disclosures/days.ts')
  const wordsOf = async (table: string, column: string) => {
    const rows = await as(undefined, async client => (await client.query(`select pg_get_constraintdef(oid) as said from pg_constraint where conrelid = $1::regclass and contype = 'c'`, [table])).rows)
    const said = rows.map(row => row.said as string).find(text => text.includes('ANY') && (text.includes(`(${column} =`) || text.includes(`((${column} =`)))
    return [...(said ?? '').matchAll(/'([^']+)'::text/g)].map(match => match[1]!).toSorted()
  }
  expect(await wordsOf('case_file', 'state')).toEqual([...caseStates].sort())
  expect(await wordsOf('case_event', 'action')).toEqual([...caseActions].sort())
  expect(await wordsOf('case_file', 'rating')).toEqual([...ratingGrades].sort())
  const { draftActions, draftStates } = await import('#rules/disclosures/lifecycle.ts')
  const { dutyKinds, dutyRules, rhythms } = await import('#rules/duties/duty-calendar.ts')
  expect(await wordsOf('disclosure_draft', 'state')).toEqual([...draftStates].sort())
  expect(await wordsOf('draft_event', 'action')).toEqual([...draftActions].sort())
  expect(await wordsOf('pub.duty', 'kind')).toEqual([...dutyKinds].sort())
  expect(await wordsOf('pub.duty', 'rule')).toEqual([...dutyRules].sort())
  expect(await wordsOf('duty_opening', 'cadence')).toEqual([...rhythms].sort())
  expect(await wordsOf('officer', 'role')).toEqual([...officerRoles].sort())
  expect(await wordsOf('pub.catalogue_item', 'cadence')).toEqual([...cadences].sort())
})
