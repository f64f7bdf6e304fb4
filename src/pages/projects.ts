import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { gatherProject } from '#rules/projects/facts.ts'
import { ocdsPackage, ocdsRelease, type OcdsFrame } from '#rules/projects/ocds.ts'
import { findProject, listProjectLines, listVillageProjects, type ProjectLine, type PublicProject } from '#records/public.ts'
import { projectTexts } from '#text/projects.ts'
import { findVillage, villageCode } from './found-village.ts'
import { revalidated, setAll } from './headers.ts'
import { answerAnew, answerProblem, answerPublic, type House, sendKept } from './house.ts'
import { KeptPage } from './kept-page.ts'
import { projectListPage, projectPage, siteBoardPage, type ProjectPageFacts } from './project.ts'
import { qrImage } from './qr.ts'
import { uuid } from './records.ts'
import { to, viewOf } from './view.ts'

const mostProjects = 300

type ById = { Params: { id: string } }

/** Works projects: one page each, its site board and code, and the open contracting data. */
export function projectRoutes(app: FastifyInstance, house: House): void {
  for (const [suffix, draw] of [['', projectPage], ['/board', siteBoardPage]] as const) {
    app.get<ById>(`/p/:id${suffix}`, async (request, reply) => {
      const project = await asked(house, request)
      if (!project) return elsewhere(house, request, reply)
      return answerPublic(house, request, reply, { address: `/p/${project.id}${suffix}`, place: project.villageCode }, async view => {
        const facts = await gather(house, project)
        return facts ? draw(view, facts) : { code: 'recordNotFound' }
      })
    })
  }
  app.get<ById>('/p/:id/code.svg', async (request, reply) => {
    const project = await asked(house, request)
    if (!project) return answerProblem(house, request, reply, { code: 'recordNotFound' })
    const headers = ['content-type', 'image/svg+xml', 'vary', 'accept-encoding', 'cache-control', 'public, max-age=86400', ...house.security]
    return sendKept(request, reply, new KeptPage({ status: 200, body: await qrImage(`${house.site.origin}/p/${project.id}`, 'svg'), headers }, project.villageCode, 0))
  })
  app.get<ById>('/p/:id/ocds.json', (request, reply) => answerAnew(house, request, reply, async () => {
    const project = await asked(house, request)
    if (!project) return answerProblem(house, request, reply, { code: 'recordNotFound' })
    const lines = await listProjectLines(house.reader, project.countyCode, [project.code])
    return sendOcds(house, reply, `/p/${project.id}/ocds.json`, project.villageCode, [project], lines)
  }))
  villageRoutes(app, house)
}

function villageRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { code: string } }>('/v/:code/projects', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}/projects`, place: code }, async view => {
      const found = await findVillage(house, code)
      if (!found) return { code: 'placeNotFound' }
      const projects = await listVillageProjects(house.reader, code, mostProjects)
      const lines = await listProjectLines(house.reader, projects[0]?.countyCode ?? 0, projects.map(project => project.code))
      return projectListPage(view, { ...found, projects: projects.map(project => ({ project, facts: gatherProject(lines.get(project.code) ?? []) })) })
    })
  })
  app.get<{ Params: { file: string } }>('/open/ocds/:file', (request, reply) => answerAnew(house, request, reply, async () => {
    const [, digits = ''] = /^(\d{12})\.json$/.exec(request.params.file) ?? []
    const code = villageCode(digits)
    if (code === undefined || !await findVillage(house, code)) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    const projects = await listVillageProjects(house.reader, code, mostProjects)
    const lines = await listProjectLines(house.reader, projects[0]?.countyCode ?? 0, projects.map(project => project.code))
    return sendOcds(house, reply, `/open/ocds/${code}.json`, code, projects, lines)
  }))
}

function asked(house: House, request: FastifyRequest<ById>): Promise<PublicProject | undefined> {
  const id = request.params.id.toLowerCase()
  return uuid.test(id) ? findProject(house.reader, id) : Promise.resolve(undefined)
}

/** Codes printed before projects had a page of their own carried the id of the record. */
function elsewhere(house: House, request: FastifyRequest<ById>, reply: FastifyReply): FastifyReply {
  const id = request.params.id.toLowerCase()
  if (!uuid.test(id)) return answerProblem(house, request, reply, { code: 'recordNotFound' })
  return reply.redirect(to(viewOf(house.site, request, house.context.clock.today(), ''), `/d/${id}`), 302)
}

async function gather(house: House, project: PublicProject): Promise<ProjectPageFacts | undefined> {
  const found = await findVillage(house, project.villageCode)
  const lines = (await listProjectLines(house.reader, project.countyCode, [project.code])).get(project.code) ?? []
  return found && { ...found, project, lines, facts: gatherProject(lines) }
}

async function sendOcds(house: House, reply: FastifyReply, address: string, village: number, projects: readonly PublicProject[], lines: ReadonlyMap<string, readonly ProjectLine[]>): Promise<FastifyReply> {
  const found = (await findVillage(house, village))!
  const { origin } = house.site
  const publishedAt = new Date(house.context.clock.now()).toISOString()
  const releases = projects.flatMap(project => {
    const records = lines.get(project.code) ?? []
    const frame: OcdsFrame = { site: origin, id: project.id, code: project.code, village: { code: village, name: found.village.name }, records, publishedAt, progressTitle: projectTexts['zh-CN'].progress }
    return records.length === 0 ? [] : [ocdsRelease(gatherProject(records), frame)]
  })
  setAll(reply, [...house.security, ...revalidated])
  return reply.type('application/json; charset=utf-8').send(`${JSON.stringify(ocdsPackage(releases, { site: origin, uri: `${origin}${address}`, publisher: found.village.name, licence: house.dataLicence, publishedAt }))}\n`)
}
