import type { FastifyInstance } from 'fastify'
import { isWithin } from '#rules/divisions/division-code.ts'
import { listProjectCodes } from '#records/projects.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/projects.ts'
import { officerOf } from '../staff-gate.ts'

/** Codes of projects, so that no clerk has to remember one. */
export function addProjects(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listProjects, async ({ query, request }) => {
    if (!isWithin(query.village, officerOf(request).reach)) return refuse({ code: 'not-found' })
    return done({ projects: await listProjectCodes(context.db, query.village) })
  })
}
