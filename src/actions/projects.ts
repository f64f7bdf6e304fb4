import { yearOf } from '#rules/calendar/plain-date.ts'
import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import type { Problem } from '#rules/disclosures/problems.ts'
import { publicView } from '#rules/disclosures/views.ts'
import { projectCodeOf } from '#rules/projects/code.ts'
import { gatherProject, isProjectItem } from '#rules/projects/facts.ts'
import { dayProblem, stageProblems } from '#rules/projects/stages.ts'
import type { Db, Tx } from '#records/database.ts'
import { dropProjectRecord, isProjectOf, keepProjectRecord, listProjectRecords, takeProjectNumber } from '#records/projects.ts'
import type { Context } from './context.ts'

const codeKey = 'projectCode'

/** A new plan gets a code of its own unless the clerk has one already: nobody has to think of a number, and no two are the same. */
export async function withProjectCode(context: Context, tx: Tx, schema: FieldSchema, villageCode: number, fields: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const knowsCode = schema.fields.some(field => field.key === codeKey)
  if (schema.item !== 'project-plan' || !knowsCode || (fields[codeKey] ?? '').trim() !== '') return fields
  const year = yearOf(context.clock.today())
  return { ...fields, [codeKey]: projectCodeOf(villageCode, year, await takeProjectNumber(tx, villageCode, year)) }
}

type OfDraft = { readonly disclosureId: string; readonly itemSlug: string; readonly countyCode: number; readonly villageCode: number; readonly baseVersion: number; readonly periodStart: string; readonly title: string }

/**
 * What is wrong with a record as part of its project: a code nobody knows, a stage before the one it needs, days that run
 * backwards. The record is judged together with everything published of the project.
 */
export async function projectProblems(tx: Db | Tx, draft: OfDraft, { schema, fields, totalFen }: { readonly schema: FieldSchema; readonly fields: Values; readonly totalFen: number | undefined }): Promise<Problem[]> {
  if (!isProjectItem(draft.itemSlug)) return []
  const code = codeOf(fields)
  const others = code === undefined ? [] : (await listProjectRecords(tx, draft.countyCode, code)).filter(other => other.id !== draft.disclosureId)
  if (code === undefined && !mayStandAlone(draft.itemSlug, schema)) return [{ place: { part: 'field', key: codeKey }, code: 'project-code-missing' }]
  if (code !== undefined && draft.itemSlug !== 'project-plan' && !await isProjectOf(tx, draft.villageCode, code)) return [{ place: { part: 'field', key: codeKey }, code: 'project-unknown' }]
  // A tender notice that came from the exchange's list belongs to no project of ours.
  if (code === undefined && draft.itemSlug !== 'project-plan') return []
  const own = { id: draft.disclosureId, itemSlug: draft.itemSlug, version: draft.baseVersion + 1, periodStart: draft.periodStart, publishedOn: '', title: draft.title, fields: publicView(schema, { fields, rows: [] }).fields, paidFen: totalFen ?? null }
  const facts = gatherProject([...others, own])
  const days = dayProblem(facts)
  return [
    ...stageProblems(facts).map(({ stage, missing }) => ({ place: { part: 'field' as const }, code: 'stage-missing' as const, details: { stage, missing } })),
    ...(days ? [{ place: { part: 'field' as const }, code: 'stage-days' as const, details: { before: days.before, after: days.after } }] : []),
  ]
}

function mayStandAlone(itemSlug: string, schema: FieldSchema): boolean {
  return itemSlug === 'project-plan' || itemSlug === 'project-tender' || !schema.fields.some(field => field.key === codeKey)
}

/** Ties the published version to its project. Part of the publication's transaction. */
export async function keepProject(tx: Tx, draft: OfDraft, fields: Values): Promise<void> {
  if (!isProjectItem(draft.itemSlug)) return
  const code = codeOf(fields)
  if (code === undefined) return dropProjectRecord(tx, draft)
  const name = fields['projectName'] ?? fields['title'] ?? draft.title
  await keepProjectRecord(tx, { ...draft, code, name: String(name), isPlan: draft.itemSlug === 'project-plan' })
}

function codeOf(fields: Values): string | undefined {
  const code = fields[codeKey]
  return typeof code === 'string' && code.trim() !== '' ? code.trim() : undefined
}
