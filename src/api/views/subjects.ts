import { proposeSubjects } from '#rules/policy/propose-subjects.ts'
import type { CaseFile } from '#records/cases.ts'
import { findPlaceUnit, findRecordApproval, listSubjectRows } from '#records/conflicts.ts'
import { findPosts, listUnitsById } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import type { CaseSubjects } from '../contract/conflicts.ts'
import { unitNames } from './units.ts'

/** Whom a case is about and whom it may be about. The caller has looked whether the officer sorts it. */
export async function subjectsView(context: Pick<Context, 'db'>, file: CaseFile): Promise<Pick<CaseSubjects, 'subjects' | 'proposals'>> {
  const rows = await listSubjectRows(context.db, file.id)
  const proposals = proposeSubjects(
    { approval: file.disclosureId === null ? undefined : await findRecordApproval(context.db, file.disclosureId), villageUnitId: await findPlaceUnit(context.db, file.villageCode, 'village') },
    { officerIds: rows.flatMap(row => row.officerId ?? []), unitIds: rows.flatMap(row => row.unitId ?? []) },
  )
  const posts = new Map((await findPosts(context.db, [...rows.flatMap(row => row.officerId ?? []), ...proposals.flatMap(found => ('officerId' in found ? [found.officerId] : []))])).map(post => [post.id, post]))
  const units = await listUnitsById(context.db, [...new Set([...rows.flatMap(row => row.unitId ?? row.servesUnitId ?? []), ...proposals.flatMap(found => ('unitId' in found ? [found.unitId] : [])), ...[...posts.values()].map(post => post.unitId)])])
  const unitOf = (id: string | null | undefined) => {
    const unit = id ? units.get(id) : undefined
    return unit ? { unit: unitNames(unit) } : {}
  }
  return {
    subjects: rows.map(row => ({
      id: row.id, isHead: row.isHead, ...(row.officerId !== null && { officerName: posts.get(row.officerId)?.name ?? '' }), ...(row.person !== null && { person: row.person }),
      ...unitOf(row.unitId ?? row.servesUnitId ?? (row.officerId === null ? undefined : posts.get(row.officerId)?.unitId)),
    })),
    proposals: proposals.flatMap(found => {
      const post = 'officerId' in found ? posts.get(found.officerId) : undefined
      const { unit } = unitOf('unitId' in found ? found.unitId : post?.unitId)
      return unit ? [{ ...found, ...(post && { name: post.name }), unit }] : []
    }),
  }
}
