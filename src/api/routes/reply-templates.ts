import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { listCountyOf, type Officer } from '#rules/policy/officer.ts'
import { mayReadTemplates, templateRefusalFor } from '#rules/policy/reply-templates.ts'
import { listCategories } from '#records/catalogue.ts'
import { listReplyTemplates } from '#records/reply-templates.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addReplyTemplate, retireReplyTemplate } from '#actions/reply-templates.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/reply-templates.ts'
import { officerOf } from '../staff-gate.ts'

/** Skeletons of answers: read by those who write and review answers, kept by the desk of the county. */
export function addReplyTemplates(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listReplyTemplates, async ({ request }) => {
    const officer = officerOf(request)
    return mayReadTemplates(officer) ? done(await templatesView(context, officer)) : refuse({ code: 'not-your-duty', role: officer.role })
  })
  addRoute(staff, contract.addReplyTemplate, async ({ body, request }) => {
    const officer = officerOf(request)
    const added = await once(context, askedBy(request), inner => addReplyTemplate(inner, officer, { ...body, validFrom: body.validFrom as PlainDate }))
    return added.ok ? done(await templatesView(context, officer)) : added
  })
  addRoute(staff, contract.retireReplyTemplate, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const retired = await once(context, askedBy(request), inner => retireReplyTemplate(inner, officer, params.id, body.validTo as PlainDate))
    return retired.ok ? done(await templatesView(context, officer)) : retired
  })
}

async function templatesView(context: Context, officer: Officer): Promise<contract.ReplyTemplates> {
  return {
    today: context.clock.today(), mayKeep: templateRefusalFor(officer) === undefined,
    templates: await listReplyTemplates(context.db, listCountyOf(officer)), categories: (await listCategories(context.db)).map(({ slug, nameZh, nameEn }) => ({ slug, zh: nameZh, en: nameEn })),
  }
}
