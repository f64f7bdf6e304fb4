import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { ReplyTemplate } from '#rules/cases/reply-templates.ts'
import type { Db, Tx } from './database.ts'

/** A template as a county has it. `isCommon`: it came with the program. */
export type CountyTemplate = ReplyTemplate & { readonly isCommon: boolean }

/** Every template a county has or had: the common ones and its own, each with the last day it is offered there. */
export async function listReplyTemplates(db: Db | Tx, countyCode: number): Promise<CountyTemplate[]> {
  const rows = await db.selectFrom('replyTemplate as template')
    .leftJoin('replyTemplateEnd as ended', join => join.onRef('ended.templateId', '=', 'template.id').on('ended.countyCode', '=', countyCode))
    .select(['template.id', 'template.countyCode', 'category', 'title', 'found', 'done', 'nextStep', 'text', 'validFrom', 'validTo'])
    .where(either => either.or([either('template.countyCode', 'is', null), either('template.countyCode', '=', countyCode)]))
    .orderBy('category', order => order.asc().nullsFirst()).orderBy('template.madeAt').orderBy('template.id').execute()
  return rows.map(({ countyCode: of, category, validFrom, validTo, ...words }) => ({
    ...words, isCommon: of === null, validFrom: validFrom as PlainDate, ...(category !== null && { category }), ...(validTo !== null && { validTo: validTo as PlainDate }),
  }))
}

/** Loads the common templates that are not there yet. */
export async function loadReplyTemplates(owner: Db, templates: readonly ReplyTemplate[]): Promise<void> {
  for (const { validTo: _, category, ...template } of templates) {
    await owner.insertInto('replyTemplate').values({ ...template, category: category ?? null }).onConflict(there => there.doNothing()).execute()
  }
}

export async function insertReplyTemplate(tx: Tx, template: ReplyTemplate & { readonly countyCode: number; readonly authorId: string; readonly at: Date }): Promise<void> {
  const { validTo: _, category, at, ...rest } = template
  await tx.insertInto('replyTemplate').values({ ...rest, category: category ?? null, madeAt: at }).execute()
}

/** Ends a template for a county; false when it has an end already. */
export async function endReplyTemplate(tx: Tx, ended: { readonly templateId: string; readonly countyCode: number; readonly validTo: PlainDate; readonly officerId: string; readonly at: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.insertInto('replyTemplateEnd').values(ended).onConflict(there => there.doNothing()).executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
