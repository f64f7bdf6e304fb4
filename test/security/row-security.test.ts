import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getOfficer } from '#records/officers.ts'
import { target } from '#records/database.ts'
import { databaseRoles } from '#records/roles.ts'
import { actingFor } from '#records/scope.ts'
import { createDraft } from '#actions/drafts.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let caseId: string
beforeAll(async () => {
  world = await openWorld()
  caseId = (await caseAt(world, 'handling')).id
  const made = await createDraft(world.context, await world.officer(world.officerId.clerk(world.village)), monthOfBooks(world.village))
  if (!made.ok) throw new Error(made.refusal.code)
})
afterAll(() => world.close())

/** Tables that staff may use and that no policy narrows, each with the reason. A table that is in neither place fails the test. */
const open: Readonly<Record<string, string>> = {
  // Of these what staff may read; they are written within the county by ydt_office.
  unit: 'who is where is told among staff: desks above and beside are named on every case',
  officer: 'as unit', org_edge: 'as unit', unit_head: 'as unit', unit_former_name: 'as unit',
  declared_relation: 'a conflict is worked out from both ends, and the other end may serve elsewhere', relation_end: 'as declared_relation',
  case_grant: 'the policies read it: ids and who holds them', case_exclusion: 'as case_grant',
  idempotency_key: 'its keys hold the officer’s id and a hash; answers hold ids', log_queue: 'leaves are commitments: they tell nothing', outbox: 'insert only',
  deputyship: 'who stands in for whom is told among staff, and triggers of every table of pairs ask it',
  committee_rule: 'a rule', duty_exception: 'a rule', later_reading: 'what sweeps have caught up with',
  file_text: 'reached by the random id of a file, which a draft or case names', attachment_scan: 'as file_text', payee_confirmation: 'keyed hashes that lead to nobody',
  'audit.entry': 'insert only',
  'vault.officer_contact': 'which channels there are; what is sealed is not readable',
}

async function asked<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

test('every table of the staff has a policy that binds its owner too, or stands in the list with its reason', async () => {
  const rows = await asked<{ name: string; is_forced: boolean; policies: string[] }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as is_forced,
      array(select polname::text from pg_policy where polrelid = c.oid and (polpermissive = false) and 'ydt_staff'::regrole = any(polroles)) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pub', 'auth', 'jobs', 'pg_catalog', 'information_schema') and n.nspname not like 'pg_%' and c.relkind in ('r', 'p')
      and (has_table_privilege('ydt_staff', c.oid, 'select, insert, update, delete') or has_any_column_privilege('ydt_staff', c.oid, 'select, insert, update')) order by 1`)
  expect(rows.filter(({ is_forced, policies }) => !is_forced || policies.length !== 1).map(({ name }) => name)).toEqual(Object.keys(open).toSorted())
  expect(rows.filter(({ is_forced }) => is_forced).length).toBeGreaterThan(50)
})

/** The same of what administrators, custodians and whoever names a deputy ask. */
const openToOffices: Readonly<Record<string, string>> = {
  case_grant: open['case_grant']!, case_exclusion: open['case_grant']!, committee_rule: 'a rule', idempotency_key: open['idempotency_key']!, log_queue: open['log_queue']!, outbox: 'insert only', 'audit.entry': 'insert only',
  'vault.resealing': 'the whole platform has one at a time', item_binding: 'a county’s list is public: who answers for what', unit_former_name: open['unit_former_name']!,
}

test('every table that offices may use is narrowed by one policy and forced, or is open for a reason that is written down; passwords and what opens accounts are out of their reach', async () => {
  const rows = await asked<{ name: string; is_forced: boolean; policies: number }>(`
    select c.oid::regclass::text as name, c.relforcerowsecurity or c.oid = 'vault.sealed_identity'::regclass as is_forced,
      (select count(*)::int from pg_policy where polrelid = c.oid and not polpermissive and polcmd = '*' and 'ydt_office'::regrole = any(polroles)) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pub', 'jobs', 'pg_catalog', 'information_schema') and n.nspname not like 'pg_%' and c.relkind in ('r', 'p')
      and (has_table_privilege('ydt_office', c.oid, 'select, insert, update, delete') or has_any_column_privilege('ydt_office', c.oid, 'select, insert, update')) order by 1`)
  expect(rows.filter(({ is_forced, policies }) => !is_forced || policies !== 1).map(({ name }) => name)).toEqual(Object.keys(openToOffices).toSorted())
  for (const table of ['account', 'two_factor', 'passkey', 'former_password', 'provider_link', 'verification', 'used_code']) expect(rows.map(({ name }) => name)).not.toContain(`auth.${table}`)
  expect(await asked(`select privilege_type from information_schema.role_table_grants where grantee = 'ydt_office' and table_schema = 'pub' and privilege_type <> 'SELECT'`)).toEqual([])
  expect(await asked(`select table_name, privilege_type from information_schema.role_table_grants where grantee = 'ydt_audit_desk'`)).toEqual([{ table_name: 'entry', privilege_type: 'SELECT' }])
})

test('no role but ydt_owner owns a table, no view shows what its owner would see, and what runs as its owner has a fixed search path and a mortal owner', async () => {
  const ours = `n.nspname in ('public', 'pub', 'vault', 'auth', 'tips', 'keeping', 'audit')`
  expect(await asked(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p', 'v', 'm') and c.relowner <> 'ydt_owner'::regrole`)).toEqual([])
  expect(await asked(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)`)).toEqual([])
  const definers = await asked<{ name: string; is_fixed: boolean; is_mortal: boolean; is_for_all: boolean }>(`
    select p.proname as name, coalesce(p.proconfig @> array['search_path=""'], false) as is_fixed, not r.rolsuper and not r.rolbypassrls as is_mortal, has_function_privilege('public', p.oid, 'execute') as is_for_all
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where ${ours} and p.prosecdef order by 1`)
  expect(definers.map(({ name }) => name)).toEqual(['answered_with', 'case_of_receipt', 'delete_words', 'divert_case', 'end_access', 'end_access_of_all', 'end_draft', 'end_expired_invitations', 'end_kept_code', 'end_withheld', 'erase_value', 'exclude_of_all', 'exclude_of_case', 'exclude_of_merge', 'exclude_of_part', 'exclude_of_person', 'exclude_of_record', 'forget_identity', 'give_case', 'give_items', 'identity_of', 'insist_on_posts', 'keep_part', 'matter_of', 'name_first_post', 'one_person', 'own_of_all', 'own_of_part', 'posts_of_person', 'posts_of_persons', 'refuse_ended_posts', 'refuse_ended_unit', 'take_case', 'taken_names', 'wait_for_divisions'])
  for (const definer of definers) expect(definer).toMatchObject({ is_fixed: true, is_mortal: true, is_for_all: false })
  expect(databaseRoles).toContain('ydt_staff')
})

test('where nobody is named there is no connection, and on a connection where nothing is set there are no rows', async () => {
  await expect(world.context.staff.selectFrom('caseFile').select('id').execute()).rejects.toThrow(/for nobody/)
  await expect(world.context.office.db.selectFrom('officer').select('id').execute()).rejects.toThrow(/for nobody/)
  await expect(world.context.office.audit.selectFrom('audit.entry').select('id').execute()).rejects.toThrow(/for nobody/)
  const offices = new pg.Client({ ...target(world.connection), options: '-c role=ydt_office' })
  await offices.connect()
  for (const table of ['officer', 'auth."user"', 'case_file', 'staff_invitation', 'deputyship', 'unit_head']) expect((await offices.query(`select count(id)::int as count from ${table}`)).rows, table).toEqual([{ count: 0 }])
  await offices.end()
  const plain = new pg.Client({ ...target(world.connection), options: '-c role=ydt_staff' })
  await plain.connect()
  const tables = ['case_file', 'case_event', 'case_subject', 'disclosure_draft', 'draft_row', 'draft_event', 'officer_notice', 'case_redaction']
  for (const table of tables) expect((await plain.query(`select count(*)::int as count from ${table}`)).rows, table).toEqual([{ count: 0 }])
  await plain.end()
})

test('nothing of one officer is left for the next on the same connection, prepared statements included', async () => {
  const [handler, other, clerk] = [await getOfficer(world.context.db, world.officerId.handler('agriculture')), await getOfficer(world.context.db, world.officerId.handler('housing')), await getOfficer(world.context.db, world.officerId.clerk(world.otherVillage))]
  const seenBy = (officer: typeof handler) => actingFor(officer, async () => (await world.context.staff.selectFrom('caseFile').select('id').where('id', '=', caseId).execute()).length)
  for (let i = 0; i < 8; i++) expect([await seenBy(handler), await seenBy(other), await seenBy(clerk)]).toEqual([1, 0, 0])
  const all = await Promise.all(Array.from({ length: 60 }, (_, i) => seenBy([handler, other, clerk][i % 3]!)))
  expect(all).toEqual(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 1 : 0)))
  await actingFor(clerk, async () => {
    await expect(world.context.staff.transaction().execute(async tx => {
      await tx.selectFrom('caseFile').select('id').execute()
      throw new Error('stopped')
    })).rejects.toThrow('stopped')
  })
  expect(await seenBy(handler)).toBe(1)
})

test('a row of another county can be neither written nor moved there', async () => {
  const elsewhere = { ...await getOfficer(world.context.db, world.officerId.triage), reach: { low: 340_523_000_000, high: 340_523_999_999 } }
  const as = <T>(work: () => Promise<T>) => actingFor(elsewhere, work)
  await expect(as(() => world.context.staff.insertInto('caseNote').values({ caseId, n: 1, officerId: elsewhere.id, unitId: elsewhere.unitId, day: '2026-09-21', at: new Date(), words: '不应写入' }).execute())).rejects.toThrow(/row-level security/)
  expect(await as(() => world.context.staff.updateTable('caseFile').set({ itemSlug: null }).where('id', '=', caseId).executeTakeFirst())).toMatchObject({ numUpdatedRows: 0n })
  await expect(as(() => world.context.staff.insertInto('pub.projectRecord').values({ countyCode: 340_522_000_000, code: 'X', disclosureId: caseId }).execute())).rejects.toThrow(/of another county/)
})
