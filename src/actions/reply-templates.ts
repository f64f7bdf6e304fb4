import { randomUUID } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { templateWordsProblem, type TemplateWords } from '#rules/cases/reply-templates.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { templateRefusalFor } from '#rules/policy/reply-templates.ts'
import { listCategories } from '#records/catalogue.ts'
import { inTransaction } from '#records/database.ts'
import { endReplyTemplate, insertReplyTemplate, listReplyTemplates } from '#records/reply-templates.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type TemplateRefusal = PolicyRefusal | { readonly code: 'not-found' | 'template-without-gap' | 'template-empty' | 'template-retired' | 'unknown-category' | 'starts-in-past' }

export type NewTemplate = TemplateWords & { readonly title: string; readonly category?: string | undefined; readonly validFrom: PlainDate }

/** Adds a template of the officer's county, from today at the earliest. */
export async function addReplyTemplate(context: Context, officer: Officer, asked: NewTemplate): Promise<Outcome<{ id: string }, TemplateRefusal>> {
  const forbidden = templateRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  const problem = templateWordsProblem(asked)
  if (problem || asked.title.trim() === '') return refuse({ code: problem ?? 'template-empty' })
  const today = context.clock.today()
  if (asked.validFrom < today) return refuse({ code: 'starts-in-past' })
  const countyCode = officer.reach.low
  if (asked.category !== undefined && !(await listCategories(context.db)).some(category => category.slug === asked.category)) return refuse({ code: 'unknown-category' })
  const id = randomUUID()
  await inTransaction(context.db, tx => insertReplyTemplate(tx, { ...asked, title: asked.title.trim(), id, countyCode, authorId: officer.id, at: new Date(context.clock.now()) }))
  return done({ id })
}

/** Retires a template for the officer's county; `validTo` is the last day on which it is offered. */
export async function retireReplyTemplate(context: Context, officer: Officer, id: string, validTo: PlainDate): Promise<Outcome<{ id: string }, TemplateRefusal>> {
  const forbidden = templateRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  const countyCode = officer.reach.low
  const template = (await listReplyTemplates(context.db, countyCode)).find(known => known.id === id)
  if (!template) return refuse({ code: 'not-found' })
  if (validTo < context.clock.today()) return refuse({ code: 'starts-in-past' })
  const isEnded = await inTransaction(context.db, tx => endReplyTemplate(tx, { templateId: id, countyCode, validTo, officerId: officer.id, at: new Date(context.clock.now()) }))
  return isEnded ? done({ id }) : refuse({ code: 'template-retired' })
}
