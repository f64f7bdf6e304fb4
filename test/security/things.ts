import { createHash, randomUUID } from 'node:crypto'
import { identityToRecipient } from 'age-encryption'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { provider } from '#platform/crypto/provider.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { allowPublicAnswer } from '#actions/answers/consent.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { createDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { raiseObjection } from '#actions/objections.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { takeDown } from '#actions/take-down.ts'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { form, say } from '#test/api/talking.ts'
import { sampleRecord, typed } from '#test/catalogue/sample-record.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { publish } from '#test/pages/visiting.ts'
import { peopleBook } from '#test/security/set-up-book.ts'
import { report } from '#test/tips/reporting.ts'
import type { World } from '#test/world.ts'

/** A real thing of the county for each address of the staff that names one, by the beginning of the address. */
export type Things = ReadonlyMap<string, string>

/** What a person of the county is called whom nobody of another may find. */
export const leftBehind = { name: '金丝雀留守员', username: 'canary.left' }

/** Makes one of everything that an address with an id can be about, as those do whose duty it is. */
export async function makeThings(world: World): Promise<Things> {
  const things = new Map<string, string>()
  for (const make of [makeCases, makeBooks, makeRules, makeOffices]) for (const [address, id] of Object.entries(await make(world))) things.set(address, id)
  return things
}

/** What is asked about at an address; undefined where it names nothing. */
export function thingAt(things: Things, url: string): string | undefined {
  const address = url.replace('/api/v1/', '')
  const [, id] = [...things].filter(([beginning]) => address.startsWith(`${beginning}/:`)).toSorted(([a], [b]) => b.length - a.length)[0] ?? []
  return id
}

type Made = Readonly<Record<string, string>>

/** A named complaint whose identity is asked for, a case at a unit, a confidential report, and what an officer keeps for himself. */
async function makeCases(world: World): Promise<Made> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], person: { name: '测试群众', phone: '000-0000-0000' }, idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const named = await found(world, 'select id from case_file where is_named')
  const { id } = await caseAt(world, 'handling')
  await deliverOutbox(world.context)
  const told = await caseAt(world, 'replied')
  if (!(await allowPublicAnswer(world.context, told.code, true)).ok) throw new Error('no consent')
  return {
    'cases': id, 'tips': (await report(world)).id, 'notices': await found(world, 'select id from officer_notice'),
    'identity-requests': await act(world, 'triage', `cases/${named}/identity`, { reason: 'contact', note: '答复涉及上门勘查，要与本人约时间。', viewRecipient: await identityToRecipient(await provider.makeIdentity()) }),
    'saved-filters': await made(world, 'saved_filter', 'triage', 'saved-filters', { name: '我的', queue: 'all', sort: 'due' }),
    'reply-templates': await made(world, 'reply_template', 'triage', 'reply-templates', { title: '路灯', found: '【地点】已到现场查看。', done: '【时间】已经修好。', nextStep: '无', text: '路灯已经修好。', validFrom: '2026-09-21' }),
    'holds': await act(world, 'triage', 'holds', { kind: 'case', subjectId: id, reason: '正在复查，需要保留。' }),
    'answers': await act(world, 'triage', `cases/${told.id}/answer-texts`, { question: '公开的收支里路灯这一笔是怎么回事？', answer: '经核对凭证，路灯更换只支出一次。', namesRow: false }),
    'resealings': await act(world, 'custodian', 'resealings', { note: '每年更换一次。' }),
  }
}

/** Records and what is said about them: objected to, declared empty, to be erased, taken down, sent in a file, reviewed many at a time. */
async function makeBooks(world: World): Promise<Made> {
  const [books, other] = [await publish(world, monthOfBooks(world.village)), await publish(world, monthOfBooks(world.village, '2026-07'))]
  const list = await publish(world, await peopleOf(world))
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const raised = await raiseObjection(world.context, { about: { disclosureId: books, version: 1, rowSeq: 2, fieldKey: 'expense' }, question: '这笔电费的发票在哪里？', idempotencyKey: randomUUID() })
  if (!raised.ok) throw new Error(raised.refusal.code)
  await world.owner.pool.query(`insert into nil_declaration (id, county_code, village_code, item_slug, period, period_start, period_end, state, declared_by, declared_at) values ($1, 340522000000, $2, 'debts', '2026-Q2', '2026-04-01', '2026-06-30', 'declared', $3, now())`, [randomUUID(), world.village, clerk.id])
  const [draft, waiting] = [await createDraft(world.context, clerk, monthOfBooks(world.village, '2026-06')), await createDraft(world.context, clerk, monthOfBooks(world.village, '2026-05'))]
  if (!draft.ok || !waiting.ok || !(await submitDraft(world.context, clerk, waiting.value.id, 1)).ok) throw new Error('no draft')
  const taken = await takeDown(world.context, await world.officer(world.officerId.reviewer(world.village - world.village % 1000)), other, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })
  if (!taken.ok) throw new Error(taken.refusal.code)
  return {
    'disclosures': books, 'drafts': draft.value.id, 'objections': await found(world, 'select id from objection'), 'nil-declarations': await found(world, 'select id from nil_declaration'), 'incidents': await found(world, 'select id from incident'),
    'erasures': await act(world, 'clerk', `disclosures/${list}/erasures`, { row: 1, field: 'name', ground: 'asked', note: '本人要求删除。' }),
    'import-uploads': await act(world, 'clerk', 'import-uploads', { item: 'farmland-subsidy', name: 'subsidy.csv', bytes: 3, sha256: createHash('sha256').update('a,b').digest('hex'), villageCode: world.village }),
    'household-codes': await made(world, 'household_code_batch', 'clerk', 'household-codes', { count: 3 }),
    'review-batches': await act(world, 'reviewer', 'review-batches', { draftIds: [waiting.value.id] }),
  }
}

/** A list with names in it. */
async function peopleOf(world: World): Promise<DraftInput> {
  const item = 'public-posts-and-labour'
  const schema = (await findNewestSchema(world.context.db, item, 340_522_000_000, world.context.clock.today()))!
  const { fields, rows } = typed(schema, sampleRecord(schema))
  return { villageCode: world.village, item, period: '2026-09-05', title: '测试：用工', fields, rows }
}

/** What the desk of the county sets: its list, its rules, who heads what and stands over what. */
async function makeRules(world: World): Promise<Made> {
  const [department, other] = [world.unitId.department('agriculture'), world.unitId.department('housing')]
  return {
    'county-list/proposals': await made(world, 'list_proposal', 'triage', 'county-list/changes', { slug: 'debts', validFrom: '2026-12-01', change: { kind: 'retire' } }),
    'case-rules/proposals': await made(world, 'list_proposal', 'triage', 'case-rules/changes', { validFrom: '2026-12-01', limits: [{ name: 'sign', value: 2 }] }),
    'organisation/heads': await act(world, 'triage', 'organisation/heads', { unitId: other, officerId: world.officerId.handler('housing'), validFrom: '2026-09-21' }),
    'organisation/edges': await act(world, 'triage', 'organisation/edges', { unitId: other, aboveId: department, kind: 'supervises' }),
  }
}

/** Accounts: one in use, one asked for, a sheet that waits, who stands in for whom and is related to whom. */
async function makeOffices(world: World): Promise<Made> {
  const [left, user] = [randomUUID(), randomUUID()]
  const unit = world.unitId.department('agriculture')
  await world.owner.pool.query(`insert into auth."user" (id, name, username, email, display_username) values ($1, $2, $3, $3 || '@staff.invalid', $3)`, [user, leftBehind.name, leftBehind.username])
  await world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, user_id) select $1, unit_id, role, $2, reach_low, reach_high, active_from, $3 from officer where id = $4`, [left, leftBehind.name, user, world.officerId.handler('agriculture')])
  await world.owner.pool.query(`insert into auth.session (id, user_id, token, expires_at) values ($1, $2, $1, now() + interval '300 years')`, [randomUUID(), user])
  const book = form({}, { name: 'people.xlsx', bytes: peopleBook([{ unit: '县水利局（测试）', kind: '责任部门', place: '340522000000', name: `${leftBehind.name}二`, username: `${leftBehind.username}.two`, duty: '办理人' }]) })
  const asked = await say(world, 'system-admin', 'POST', '/api/v1/accounts/set-up', book)
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body))
  return {
    'relations': await act(world, 'triage', 'relations', { officerId: left, kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) }),
    'accounts': left, 'accounts/set-up': asked.body.id as string,
    'accounts/invitations': await act(world, 'system-admin', 'accounts/invitations', { name: `${leftBehind.name}三`, username: `${leftBehind.username}.three`, unitId: unit, role: 'handler' }),
    'deputies': await act(world, 'security-admin', 'deputies', { absentId: left, deputyId: world.officerId.handler('agriculture'), from: '2026-09-21', to: '2026-10-09', reason: 'leave' }),
  }
}

/** Who of the staff does an act that makes something; its id. */
export async function act(world: World, as: OfficerRole, url: string, body: object): Promise<string> {
  const said = await say(world, as, 'POST', `/api/v1/${url}`, { body })
  if (said.status >= 300) throw new Error(`${as}: ${url} ${JSON.stringify(said.body)}`)
  return (said.body as { id: string }).id
}

/** The same where the answer does not tell the id: the row of a table that was not there before. */
export async function made(world: World, table: string, as: OfficerRole, url: string, body: object): Promise<string> {
  const ids = async () => (await world.owner.pool.query<{ id: string }>(`select id from ${table}`)).rows.map(({ id }) => id)
  const before = new Set(await ids())
  await act(world, as, url, body)
  return (await ids()).find(id => !before.has(id))!
}

export async function found(world: World, statement: string): Promise<string> {
  const { rows: [row] } = await world.owner.pool.query<{ id: string }>(`${statement} limit 1`)
  if (!row) throw new Error(`nothing found: ${statement}`)
  return row.id
}
