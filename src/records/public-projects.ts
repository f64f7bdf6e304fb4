import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { ProjectRecord } from '#rules/projects/facts.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

export type PublicProject = { readonly countyCode: number; readonly code: string; readonly id: string; readonly villageCode: number; readonly name: string }

const byId = prepare<{ id: string }>()('project', given => compiler.selectFrom('pub.project').select(['countyCode', 'code', 'id', 'villageCode', 'name']).where('id', '=', given.id))

/** The project somebody asks for by the id in its QR code. */
export async function findProject(reader: PublicReader, id: string): Promise<PublicProject | undefined> {
  return (await byId.run(reader, { id }))[0]
}

const ofVillage = prepare<{ village: number; most: number }>()('village_projects', given =>
  compiler.selectFrom('pub.project').select(['countyCode', 'code', 'id', 'villageCode', 'name']).where('villageCode', '=', given.village).orderBy('code', 'desc').limit(given.most))

/** Projects of a village, the newest code first. */
export function listVillageProjects(reader: PublicReader, village: number, most: number): Promise<PublicProject[]> {
  return ofVillage.run(reader, { village, most })
}

const ofRecord = prepare<{ county: number; id: string }>()('record_project', given =>
  compiler.selectFrom('pub.projectRecord as part').innerJoin('pub.project as project', join => join.onRef('project.countyCode', '=', 'part.countyCode').onRef('project.code', '=', 'part.code'))
    .select(['project.countyCode', 'project.code', 'project.id', 'project.villageCode', 'project.name']).where('part.countyCode', '=', given.county).where('part.disclosureId', '=', given.id).limit(1))

/** The project that a record tells of. */
export async function findProjectOfRecord(reader: PublicReader, of: { readonly countyCode: number; readonly id: string }): Promise<PublicProject | undefined> {
  return (await ofRecord.run(reader, { county: of.countyCode, id: of.id }))[0]
}

/** A record of a project with the pictures published with it. */
export type ProjectLine = ProjectRecord & { readonly pictures: readonly { readonly n: number; readonly name: string; readonly takenOn: string | null }[] }

const lines = prepare<{ county: number; codes: string[] }>()('project_records', given =>
  compiler.selectFrom('pub.projectRecord as part')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'part.countyCode').onRef('record.id', '=', 'part.disclosureId'))
    .innerJoin('pub.disclosureVersion as version', join => join.onRef('version.countyCode', '=', 'record.countyCode').onRef('version.disclosureId', '=', 'record.id').onRef('version.version', '=', 'record.currentVersion'))
    .select(['part.code', 'record.id', 'record.itemSlug', 'record.currentVersion as version', 'record.periodStart', 'record.title', 'record.totalFen as paidFen', 'version.fields',
      sql<string>`(record.published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'),
      sql<ProjectLine['pictures']>`coalesce((select jsonb_agg(jsonb_build_object('n', file.n, 'name', file.name, 'takenOn', file.taken_on) order by file.n) from pub.attachment as file
        where file.county_code = record.county_code and file.disclosure_id = record.id and file.version = record.current_version and file.media_type in ('image/jpeg', 'image/png')), '[]')`.as('pictures')])
    .where('part.countyCode', '=', given.county).where(sql<boolean>`part.code = any(${given.codes}::text[])`).orderBy('record.periodStart').orderBy('record.id').limit(2000))

/** What is published of these projects, by code, the earliest period first. */
export async function listProjectLines(reader: PublicReader, county: number, codes: readonly string[]): Promise<Map<string, ProjectLine[]>> {
  const found = await lines.run(reader, { county, codes: [...codes] })
  return Map.groupBy(found.map(line => ({ ...line, fields: line.fields as unknown as Values })), line => line.code)
}
