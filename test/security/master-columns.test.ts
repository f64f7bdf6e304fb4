import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptKinds } from '#actions/masters/kept-values.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const plain = 'a hash of something that nobody guesses, or of what is published'
const age = 'sealed to keys that this program never holds'
const half = '120 bits by chance: nothing to guess with a master; known under every one'
/** Columns of bytes that are not under the master, or go by themselves, each with the reason. One that is in neither place fails. */
const others: Readonly<Record<string, string>> = {
  'audit.day.hash': plain,
  'auth.passkey.public_key': 'the public half',
  'auth.provider_attempt.browser_hash': plain,
  'case_evidence.sha256': plain,
  'case_message.asked_key': plain,
  'disclosure_draft.lot': plain,
  'draft_attachment.sha256': plain,
  'hotline_import.file_sha256': plain,
  'idempotency_key.body_hash': 'known under every master, and gone after a week',
  'import_chunk.content': 'a file on its way',
  'import_draft.upload_sha256': plain,
  'import_upload.sha256': plain,
  'log_queue.leaf': 'under the key of its case',
  'master_key.earlier_wrapped': 'each under the one that followed it',
  'pub.attachment.sha256': plain,
  'pub.disclosure_row.salts': 'published',
  'pub.disclosure_version.commitment': plain,
  'pub.disclosure_version.salts': 'published',
  'pub.disclosure_withdrawal.commitment': plain,
  'pub.erasure.commitment': plain,
  'pub.nil_publication.commitment': plain,
  'resident_session.token_hash': plain,
  'sign_in_attempt.browser_hash': plain,
  'sign_in_attempt.code_hash': 'lives for five minutes',
  'staff_invitation.first_hash': half,
  'staff_invitation.second_hash': half,
  'tips.part_on_its_way.ciphertext': age,
  'tips.sealed_part.ciphertext': age,
  'tips.tip.form_hash': plain,
  'tips.tip.reporter_key': 'under the receipt code, or the key of the case',
  'tips.tip_event.sealed_note': age,
  'tips.tip_event.sealed_words': age,
  'vault.identity_request.inner_sealed': age,
  'vault.identity_request.view_sealed': age,
  'vault.sealed_identity.ciphertext': age,
  'visit_seed.seed': 'drawn by chance, told afterwards',
}

test('every column of bytes is put under the newest master, or stands here with the reason why not', async () => {
  const { rows } = await world.owner.pool.query<{ name: string }>(`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as name
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and not c.relispartition and a.atttypid in ('bytea'::regtype, 'bytea[]'::regtype)
      and n.nspname not in ('jobs', 'pg_catalog', 'information_schema') and n.nspname not like 'pg_%' order by 1`)
  const kept = new Set(keptKinds.filter(({ type }) => type.startsWith('bytea')).map(({ table, column }) => `${table}.${column}`))
  expect(rows.map(({ name }) => name).filter(name => !kept.has(name))).toEqual(Object.keys(others).toSorted())
})
