import { organisationOf, townshipOf } from '../divisions/division-code.ts'
import type { SetUpLine } from './set-up-lines.ts'
import type { KnownEdge, PlannedEdge, PlannedUnit, Say, SetUpFacts } from './set-up.ts'
import type { UnitKind } from './set-up-words.ts'

/** What leads a new unit unless somebody says otherwise later: a unit of this kind, in the same organisation (county or city) or in the same township. */
const leads: Readonly<Record<UnitKind, { readonly kind: UnitKind; readonly of: 'township' | 'organisation' } | undefined>> = {
  village: { kind: 'township', of: 'township' },
  township: { kind: 'leadership', of: 'organisation' },
  responsible: { kind: 'leadership', of: 'organisation' },
  discipline: { kind: 'leadership', of: 'organisation' },
  inspection: { kind: 'leadership', of: 'organisation' },
  supervising: { kind: 'discipline', of: 'organisation' },
  leadership: undefined, custody: undefined, administration: undefined,
}

/** Who stands over whom: what leads each unit by its kind, where one of the two is new, and the units that a stationed group supervises. */
export function edgesOf(units: readonly PlannedUnit[], lines: readonly SetUpLine[], unitOf: ReadonlyMap<SetUpLine, PlannedUnit>, facts: Pick<SetUpFacts, 'units' | 'edges'>, say: Say): PlannedEdge[] {
  const all = [...units, ...facts.units.filter(known => !units.some(unit => unit.id === known.id)).map(known => ({ ...known, key: known.id }))]
  const led = all.flatMap(unit => {
    const above = aboveOf(unit, all)
    return above && (unit.id === undefined || above.id === undefined) ? [{ unit: unit.key, above: above.key, kind: 'parent' as const }] : []
  })
  const stationed = lines.flatMap(line => supervisedBy(line, unitOf.get(line), all, facts.edges, say))
  return [...new Map([...led, ...stationed].map(edge => [`${edge.unit} ${edge.above} ${edge.kind}`, edge])).values()]
}

type Unit = Pick<PlannedUnit, 'key' | 'id' | 'kind' | 'place' | 'name'>

function aboveOf(unit: Unit, all: readonly Unit[]): Unit | undefined {
  const rule = leads[unit.kind]
  if (!rule) return undefined
  const isTownship = unit.kind === 'responsible' && unit.place !== organisationOf(unit.place)
  const [kind, place] = isTownship || rule.of === 'township' ? ['township' as const, townshipOf(unit.place)] : [rule.kind, organisationOf(unit.place)]
  return all.find(other => other.kind === kind && other.place === place)
}

function supervisedBy(line: SetUpLine, unit: PlannedUnit | undefined, all: readonly Unit[], there: readonly KnownEdge[], say: Say): PlannedEdge[] {
  if (line.supervises.length === 0 || !unit) return []
  if (line.kind !== 'supervising') {
    say(line, 'supervises', 'not-stationed')
    return []
  }
  return line.supervises.flatMap(name => {
    const found = all.filter(other => other.name === name && other.kind !== 'supervising')
    const [below] = found
    if (!below || found.length > 1) say(line, 'supervises', 'supervised-unknown', { unit: name })
    else if (isUnder(unit.id, below.id, there)) say(line, 'supervises', 'supervised-circle', { unit: name })
    else if (!there.some(edge => edge.unitId === below.id && edge.aboveId === unit.id && edge.kind === 'supervises')) return [{ unit: below.key, above: unit.key, kind: 'supervises' as const }]
    return []
  })
}

/** Whether a unit stands under another already, however far: then it cannot stand over it as well. */
function isUnder(unitId: string | undefined, aboveId: string | undefined, edges: readonly KnownEdge[]): boolean {
  if (unitId === undefined || aboveId === undefined) return false
  const reached = new Set([unitId])
  for (const id of reached) for (const edge of edges) if (edge.unitId === id) reached.add(edge.aboveId)
  return reached.has(aboveId)
}
