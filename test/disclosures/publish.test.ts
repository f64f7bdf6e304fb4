import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { merkleRoot } from '#rules/ledger/merkle.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { getSchema } from '#records/disclosures.ts'
import { listDraftRows } from '#records/drafts.ts'
import { createDraft, openCorrection, returnDraft, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))

async function submitted(input: DraftInput): Promise<string> {
  const draft = await createDraft(world.context, await clerk(), input)
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  const sent = await submitDraft(world.context, await clerk(), draft.value.id, 1)
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  return draft.value.id
}

const subsidy = (period: string, rows: Record<string, string>[]): DraftInput => ({
  villageCode: world.village, item: 'farmland-subsidy', period, title: '耕地地力保护补贴发放表', fields: { subsidyName: '耕地地力保护补贴', year: '2026', standard: '100' }, rows,
})

describe('publication', () => {
  test('is version 1, with its ledger leaf in the same transaction, after another person has approved it', async () => {
    const told: number[] = []
    world.context.published.onPublished(village => told.push(village))
    const id = await submitted(monthOfBooks(world.village, '2026-08'))
    const done = await approveDraft(world.context, await reviewer(), id, 2)
    expect(done).toMatchObject({ ok: true, value: { version: 1 } })
    expect(told).toContain(world.village)
    const { rows } = await world.owner.pool.query(`select v.*, l.leaf, l.log from pub.disclosure_version v join log_queue l on l.id = v.log_queue_id where v.disclosure_id = $1`, [done.ok && done.value.disclosureId])
    const leaf = JSON.parse(rows[0].leaf.toString())
    expect(leaf).toMatchObject({ v: 1, t: 'publish', ver: 1, region: world.village, class: 'income-expense-detail', period: '2026-08', n: 2, sum: { expense: 120_050 }, apr: 1 })
    expect(leaf.cm).toBe(rows[0].commitment.toString('base64'))
  })

  test('commits to every public value under a salt of its own, however many portions its rows come in, so that anybody can recompute the root', async () => {
    const list = Array.from({ length: 401 }, (_, n) => ({ date: '2026-07-03', summary: `虚构支出第${n + 1}笔`, counterparty: '虚构供应商', expense: '1.00' }))
    const id = await submitted(monthOfBooks(world.village, '2026-07', { fields: { openingBalance: '1000.00', income: '0', expense: '401.00', closingBalance: '599.00', bankBalance: '599.00', cashBalance: '0' }, rows: list }))
    const done = await approveDraft(world.context, await reviewer(), id, 2)
    const disclosureId = done.ok ? done.value.disclosureId : ''
    const version = (await world.owner.pool.query('select * from pub.disclosure_version where disclosure_id = $1', [disclosureId])).rows[0]
    const rows = (await world.owner.pool.query('select * from pub.disclosure_row where disclosure_id = $1 order by seq', [disclosureId])).rows
    expect(rows.map(row => row.cells.summary)).toEqual(list.map(row => row.summary))
    expect(new Set(rows.map(row => row.salts.toString('hex'))).size).toBe(401)
    const schema = await getSchema(world.context.reader, 'income-expense-detail', version.schema_version)
    const committed = (fields: readonly { key: string; audience: string }[], values: Record<string, string>, salts: Buffer, prefix: string) => fields.filter(field => field.audience === 'public')
      .map((field, i) => sha256(fieldPreimage(salts.subarray(i * 32, i * 32 + 32), prefix + field.key, Buffer.from(canonicalJson(values[field.key] ?? null)))))
    const entries = [...committed(schema.fields, version.fields, version.salts, ''), ...rows.map(row => merkleRoot(committed(schema.rows!.fields, row.cells, row.salts, `${row.seq}/`), sha256))]
    expect(Buffer.from(merkleRoot(entries, sha256))).toEqual(version.commitment)
  })

  test('of a subsidy list shows masked names and no numbers of persons, and keeps what it withholds for a correction', async () => {
    const id = await submitted(subsidy('2026-06-01', [{ householderName: '张演示丰', groupName: '第三村民组', quantity: '3.5', amount: '350.00', idNo: '340522190001010008', phone: '00000000000' }]))
    const done = await approveDraft(world.context, await reviewer(), id, 2)
    const disclosureId = done.ok ? done.value.disclosureId : ''
    const shown = JSON.stringify((await world.owner.pool.query('select cells from pub.disclosure_row where disclosure_id = $1', [disclosureId])).rows)
    expect(shown).toContain('张')
    expect(shown).not.toContain('张演示丰')
    expect(shown).not.toContain('340522190001010008')
    const correction = await openCorrection(world.context, await clerk(), disclosureId, '面积登记有误，更正。')
    const [row] = await listDraftRows(world.context.db, correction.ok ? correction.value.id : '')
    expect(row).toMatchObject({ householderName: '张演示丰', idNo: '340522190001010008', amount: '350.00' })
  })

  test('is refused to the author, to a reviewer of another township, and to a clerk', async () => {
    const id = await submitted(monthOfBooks(world.village, '2026-04'))
    expect(await approveDraft(world.context, await clerk(), id, 2)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await approveDraft(world.context, await world.officer(world.officerId.reviewer(340_522_101_000)), id, 2)).toEqual({ ok: false, refusal: { code: 'not-found' } })
  })

  test('is impossible in the database when author and approver are one person', async () => {
    await expect(world.owner.pool.query(`insert into disclosure_approval (county_code, disclosure_id, version, draft_id, author_id, approver_id) values (340522000000, gen_random_uuid(), 1, gen_random_uuid(), $1, $1)`, [world.officerId.triage])).rejects.toThrow(/check constraint/)
  })
})

describe('a draft', () => {
  test('with problems can be kept and not submitted, and each problem names its row and column', async () => {
    const wrong = monthOfBooks(world.village, '2026-03', { rows: [{ date: '2026-03-03', summary: '承包费', income: '5000.005' }, { date: '2026-13-03', summary: '电费', expense: '-3' }] })
    const draft = await createDraft(world.context, await clerk(), wrong)
    const sent = await submitDraft(world.context, await clerk(), draft.ok ? draft.value.id : '', 1)
    expect(sent).toMatchObject({ ok: false, refusal: { code: 'has-problems' } })
    const codes = !sent.ok && sent.refusal.code === 'has-problems' ? sent.refusal.problems.map(problem => [problem.place.row, problem.place.key, problem.code]) : []
    expect(codes).toEqual(expect.arrayContaining([[1, 'income', 'too-many-decimals'], [2, 'date', 'not-date'], [2, 'expense', 'negative']]))
  })

  test('that carries a full identity number in a public text is not submitted', async () => {
    // A checksum-valid number of nobody: region and birth date are those of the standard's own worked example.
    const input = monthOfBooks(world.village, '2026-02', { rows: [{ date: '2026-02-03', summary: '补助11010519491231002X', income: '5000.00' }, { date: '2026-02-09', summary: '电费', expense: '1200.50' }] })
    const draft = await createDraft(world.context, await clerk(), input)
    expect(await submitDraft(world.context, await clerk(), draft.ok ? draft.value.id : '', 1)).toMatchObject({ ok: false, refusal: { code: 'has-problems', findings: [{ kind: 'id-number' }] } })
  })

  test('of a future period, a foreign village, an unknown item or a development zone is refused', async () => {
    const refused = async (more: Partial<DraftInput>) => { const done = await createDraft(world.context, await clerk(), monthOfBooks(world.village, '2026-01', more)); return done.ok ? 'ok' : done.refusal }
    expect(await refused({ period: '2026-10' })).toMatchObject({ code: 'has-problems', problems: [{ code: 'future-period' }] })
    expect(await refused({ villageCode: world.otherVillage })).toMatchObject({ code: 'out-of-reach' })
    expect(await refused({ item: 'no-such-item' })).toMatchObject({ code: 'unknown-item' })
    expect(await refused({ title: '  ' })).toMatchObject({ code: 'title-missing' })
  })

  test('of a period that is published already is refused and the record named', async () => {
    expect(await createDraft(world.context, await clerk(), monthOfBooks(world.village, '2026-08'))).toMatchObject({ ok: false, refusal: { code: 'already-published' } })
  })

  test('comes back with a reason, is mended and submitted again', async () => {
    const id = await submitted(monthOfBooks(world.village, '2025-12'))
    expect(await returnDraft(world.context, await reviewer(), id, 2, '改')).toMatchObject({ ok: false, refusal: { code: 'reason-missing' } })
    expect(await returnDraft(world.context, await reviewer(), id, 2, '电费请写明月份')).toMatchObject({ ok: true })
    const { villageCode: _, item: __, ...edit } = monthOfBooks(world.village, '2025-12')
    expect(await saveDraft(world.context, await clerk(), id, { ...edit, asOf: 3 })).toMatchObject({ ok: true })
    expect(await submitDraft(world.context, await clerk(), id, 4)).toMatchObject({ ok: true })
    expect(await approveDraft(world.context, await reviewer(), id, 5)).toMatchObject({ ok: true })
  })
})

describe('a correction', () => {
  test('makes version 2 with its reason, and version 1 stays as it was', async () => {
    const id = await submitted(monthOfBooks(world.village, '2025-11'))
    const first = await approveDraft(world.context, await reviewer(), id, 2)
    const disclosureId = first.ok ? first.value.disclosureId : ''
    const open = await openCorrection(world.context, await clerk(), disclosureId, '电费金额抄错，更正为一千元。')
    const correction = open.ok ? open.value.id : ''
    expect(await openCorrection(world.context, await clerk(), disclosureId, '再开一次更正。')).toMatchObject({ ok: false, refusal: { code: 'correction-under-way', draftId: correction } })
    const { villageCode: _, item: __, ...edit } = monthOfBooks(world.village, '2025-11')
    const rows = edit.rows.map(row => row['expense'] ? { ...row, expense: '1000.00' } : row)
    await saveDraft(world.context, await clerk(), correction, { ...edit, rows, fields: { ...edit.fields, expense: '1000.00', closingBalance: '14000.00', bankBalance: '14000.00' }, asOf: 1 })
    await submitDraft(world.context, await clerk(), correction, 2)
    expect(await approveDraft(world.context, await reviewer(), correction, 3)).toMatchObject({ ok: true, value: { disclosureId, version: 2 } })
    const versions = (await world.owner.pool.query('select version, reason, fields, total_fen from pub.disclosure_version where disclosure_id = $1 order by version', [disclosureId])).rows
    expect(versions).toMatchObject([{ version: 1, reason: null, total_fen: 120_050, fields: { closingBalance: 1_379_950 } }, { version: 2, reason: '电费金额抄错，更正为一千元。', total_fen: 100_000, fields: { closingBalance: 1_400_000 } }])
    const leaves = (await world.owner.pool.query(`select convert_from(leaf, 'utf8')::jsonb ->> 't' as t from log_queue where log = 'pub' and convert_from(leaf, 'utf8')::jsonb ->> 'rid' = $1 order by id`, [disclosureId])).rows
    expect(leaves.map(leaf => leaf.t)).toEqual(['publish', 'amend'])
  })
})
