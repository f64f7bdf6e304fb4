import { Type } from 'typebox'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, DivisionCode } from './words.ts'

export const listProjects = {
  method: 'GET',
  url: '/api/v1/projects',
  schema: {
    operationId: 'listProjects',
    tags: ['projects'],
    summary: 'Published projects of a village with their codes, the newest first, for whoever writes the next record of one.',
    querystring: closed({ village: DivisionCode }),
    response: { 200: closed({ projects: Type.Array(closed({ code: Type.String(), name: Type.String() }, { title: 'ProjectCode' })) }, { title: 'ProjectCodes' }), ...refusals },
  },
} as const satisfies RouteContract
