/** Whom a complaint is about. A person without an account here is known by the unit served, and whether as its head. */
export type Subject =
  | { readonly kind: 'unit'; readonly unitId: string }
  | { readonly kind: 'officer'; readonly officerId: string }
  | { readonly kind: 'person'; readonly unitId: string; readonly isHead: boolean }

/** What of the organisation bears on a question: it may be the whole of it, or the part around the subjects. */
export type Organisation = {
  readonly posts: readonly { readonly officerId: string; readonly unitId: string }[]
  /** `aboveId` stands over `unitId`: as its parent or as its supervisor. */
  readonly edges: readonly { readonly unitId: string; readonly aboveId: string }[]
  readonly heads: readonly { readonly officerId: string; readonly unitId: string }[]
  /** Declared and not ended. Between two officers a relation binds both. */
  readonly relations: readonly { readonly officerId: string; readonly withOfficerId?: string | undefined; readonly withUnitId?: string | undefined }[]
}

/** What a complaint is about, and which officers showed that it is their own. */
export type Matter = { readonly subjects: readonly Subject[]; readonly complainantIds: readonly string[] }

/** Why a unit is kept away: it is named, its head is, a unit over it is, or one of its own people is. */
export type UnitExclusion = 'unit-named' | 'head-named' | 'below-excluded' | 'member-named'
/** Why an officer is kept away beside the unit: named, bound to a subject by a declared relation, or the complainant. */
export type OfficerExclusion = 'officer-named' | 'declared-relation' | 'own-complaint'
/** The first reason found for each; whoever is not in it is not kept away by the subjects. */
export type Excluded = { readonly units: ReadonlyMap<string, UnitExclusion>; readonly officers: ReadonlyMap<string, OfficerExclusion> }

/**
 * Whom a complaint keeps away (rules R1 to R3). A unit that is named, or whose head is, takes every unit below it along, because people do not
 * examine those they answer to; a unit of which an ordinary member is named is kept away alone, because colleagues do not examine each other.
 * There is no ground that lifts an exclusion. Who published the disputed record is asked apart.
 */
export function excludedBy(matter: Matter, organisation: Organisation): Excluded {
  const units = belowAll(unitsAtTheTop(matter, organisation), organisation.edges)
  for (const unitId of unitsOfMembers(matter, organisation)) if (!units.has(unitId)) units.set(unitId, 'member-named')
  const officers = new Map<string, OfficerExclusion>()
  for (const subject of matter.subjects) if (subject.kind === 'officer') officers.set(subject.officerId, 'officer-named')
  for (const officerId of related(matter, organisation)) if (!officers.has(officerId)) officers.set(officerId, 'declared-relation')
  for (const officerId of matter.complainantIds) if (!officers.has(officerId)) officers.set(officerId, 'own-complaint')
  return { units, officers }
}

/** The reason why an officer of a unit is kept away, if there is one. */
export function exclusionOf(officer: { readonly id: string; readonly unitId: string }, excluded: Excluded): UnitExclusion | OfficerExclusion | undefined {
  return excluded.officers.get(officer.id) ?? excluded.units.get(officer.unitId)
}

function unitsAtTheTop({ subjects }: Matter, { heads }: Organisation): Map<string, UnitExclusion> {
  const top = new Map<string, UnitExclusion>()
  for (const subject of subjects) {
    if (subject.kind === 'unit') top.set(subject.unitId, 'unit-named')
    if (subject.kind === 'person' && subject.isHead) top.set(subject.unitId, 'head-named')
    if (subject.kind === 'officer') for (const head of heads) if (head.officerId === subject.officerId) top.set(head.unitId, 'head-named')
  }
  return top
}

/** The units and everything below them. A ring of units, which should not be, ends the walk as well. */
function belowAll(top: ReadonlyMap<string, UnitExclusion>, edges: Organisation['edges']): Map<string, UnitExclusion> {
  const found = new Map(top)
  const open = [...top.keys()]
  for (let over = open.pop(); over !== undefined; over = open.pop()) {
    for (const { unitId, aboveId } of edges) {
      if (aboveId !== over || found.has(unitId)) continue
      found.set(unitId, 'below-excluded')
      open.push(unitId)
    }
  }
  return found
}

function unitsOfMembers({ subjects }: Matter, { posts }: Organisation): string[] {
  return subjects.flatMap(subject => {
    if (subject.kind === 'person') return [subject.unitId]
    return subject.kind === 'officer' ? posts.filter(post => post.officerId === subject.officerId).map(post => post.unitId) : []
  })
}

function related(matter: Matter, organisation: Organisation): string[] {
  const named = new Set(matter.subjects.flatMap(subject => (subject.kind === 'officer' ? [subject.officerId] : [])))
  const touched = new Set([...unitsOfMembers(matter, organisation), ...matter.subjects.flatMap(subject => (subject.kind === 'unit' ? [subject.unitId] : []))])
  return organisation.relations.flatMap(({ officerId, withOfficerId, withUnitId }) => [
    ...(withOfficerId !== undefined && named.has(withOfficerId) ? [officerId] : []),
    ...(withOfficerId !== undefined && named.has(officerId) ? [withOfficerId] : []),
    ...(withUnitId !== undefined && touched.has(withUnitId) ? [officerId] : []),
  ])
}
