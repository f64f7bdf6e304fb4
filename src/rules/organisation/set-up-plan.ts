import type { PlainDate } from '../calendar/plain-date.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import { isDutyAt } from '../policy/accounts.ts'
import { powerOf } from './persons.ts'
import { termProblem } from './post-change.ts'
import { edgesOf } from './set-up-edges.ts'
import type { SetUpLine, SetUpProblem } from './set-up-lines.ts'
import { personsOfLines, powersBeside } from './set-up-persons.ts'
import { placeFinder } from './set-up-places.ts'
import type { KnownPost, Planned, PlannedPost, PlannedUnit, Say, SetUpFacts } from './set-up.ts'
import { areApart, groupOf, levelsOf, otherPersonWords, roleOf, type Duty } from './set-up-words.ts'

/** What a spreadsheet would make, change and leave, and everything that speaks against it. */
export function planSetUp(lines: readonly SetUpLine[], facts: SetUpFacts): Planned {
  const problems: SetUpProblem[] = []
  const say: Say = (line, column, code, details) => { problems.push({ code, row: line.row, column, ...(details && { details }) }) }
  const { units, unitOf } = plannedUnits(lines, facts, say)
  repeated(lines, say)
  groupsMixed(lines, unitOf, facts, say)
  const held = new Map(facts.posts.map(post => [post.username, post]))
  const persons = personsOfLines(lines, line => unitOf.has(line) && !held.has(line.username), facts.persons, say)
  const planned = new Map<SetUpLine, PlannedPost>()
  const posts = lines.flatMap(line => {
    const unit = unitOf.get(line)
    if (!unit) return []
    if (!isDutyAt(roleOf(line.duty), line.kind)) say(line, 'duty', 'duty-elsewhere')
    const there = held.get(line.username)
    const post = { ...plannedPost(line, unit, there, facts.today), ...(persons.get(line) && { person: persons.get(line) }) }
    planned.set(line, post)
    termProblems(line, post.from, facts.today, say)
    if (there) differences(line, unit, there, say)
    else if (facts.taken.has(line.username)) say(line, 'username', 'username-taken')
    if (post.what === 'changed' && facts.own.has(line.username)) say(line, 'username', 'own-account')
    return post
  })
  powersBeside(lines, planned, facts.persons, say)
  return { plan: { units, posts, edges: edgesOf(units, lines, unitOf, facts, say) }, problems: problems.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)) }
}

function plannedUnits(lines: readonly SetUpLine[], facts: SetUpFacts, say: Say): { units: PlannedUnit[]; unitOf: Map<SetUpLine, PlannedUnit> } {
  const find = placeFinder(facts.places)
  const there = new Map(facts.units.map(unit => [keyOf(unit.place, unit.name), unit]))
  const named = new Map<string, { unit: PlannedUnit; row: number }>()
  const unitOf = new Map<SetUpLine, PlannedUnit>()
  for (const line of lines) {
    const found = find(line.place)
    if (!found.ok) { say(line, 'place', found.code); continue }
    const { code, level } = found.place
    if (!(levelsOf[line.kind] as readonly string[]).includes(level)) { say(line, 'place', 'place-level'); continue }
    const key = keyOf(code, line.unit)
    const known = there.get(key)
    const first = named.get(key) ?? { unit: { key, id: known?.id, name: line.unit, nameEn: known?.nameEn ?? (line.unitEn || line.unit), kind: known?.kind ?? line.kind, place: code }, row: line.row }
    if (first.unit.kind !== line.kind) { say(line, 'kind', 'unit-differs', { row: first.row === line.row ? 0 : first.row }); continue }
    named.set(key, first)
    unitOf.set(line, first.unit)
  }
  return { units: [...named.values()].map(({ unit }) => unit), unitOf }
}

function keyOf(place: DivisionCode, name: string): string {
  return `${place} ${name.normalize('NFKC').replaceAll(/\s+/gu, '')}`
}

/** The same person twice, or two that the histories could not tell apart. */
function repeated(lines: readonly SetUpLine[], say: Say): void {
  const [byUsername, byName] = [new Map<string, SetUpLine>(), new Map<string, SetUpLine[]>()]
  for (const line of lines) {
    const first = byUsername.get(line.username)
    if (first) say(line, 'username', isSameRow(line, first) ? 'row-twice' : areApart(line.duty, first.duty) ? 'may-not-combine' : 'username-twice', { row: first.row })
    else byUsername.set(line.username, line)
    const namesakes = byName.get(line.name) ?? []
    if (!first) {
      const apart = namesakes.find(other => areApart(line.duty, other.duty) && !(areWorkAndPower(line.duty, other.duty) && (isOther(line) || isOther(other))))
      const beside = namesakes.find(other => other.unit === line.unit && other.place === line.place)
      if (apart) say(line, 'duty', 'may-not-combine', { row: apart.row })
      else if (beside) say(line, 'name', 'same-name', { row: beside.row })
    }
    byName.set(line.name, [...namesakes, line])
  }
}

/** The three powers, and the two groups, are apart by the name alone; a power and other work by the person, who may be said to be another. */
function areWorkAndPower(one: Duty, other: Duty): boolean {
  return (powerOf(roleOf(one)) === 'work') !== (powerOf(roleOf(other)) === 'work')
}

function isOther({ person = '' }: SetUpLine): boolean {
  return otherPersonWords.some(word => person.toLowerCase().startsWith(word))
}

/** The two groups through which a sealed name is opened stay two: in no unit and in no person do they meet. The constraints of migration 0055 say the same. */
function groupsMixed(lines: readonly SetUpLine[], unitOf: ReadonlyMap<SetUpLine, PlannedUnit>, { custodians }: SetUpFacts, say: Say): void {
  const groupAt = new Map<string, { group: string; row: number }>()
  for (const line of lines) {
    const [unit, group] = [unitOf.get(line), groupOf(line.duty)]
    if (!unit || !group) continue
    const held = custodians.find(({ unitId }) => unitId === unit.id)
    const at = groupAt.get(unit.key) ?? (held ? { group: held.group, row: 0 } : { group, row: line.row })
    groupAt.set(unit.key, at)
    const namesake = custodians.find(other => other.name === line.name && other.username !== line.username && other.group !== group)
    if (at.group !== group) say(line, 'duty', 'other-group', { row: at.row, held: at.group })
    else if (namesake) say(line, 'name', 'person-in-both', { held: namesake.group })
  }
}

function isSameRow(one: SetUpLine, other: SetUpLine): boolean {
  return JSON.stringify({ ...one, row: 0 }) === JSON.stringify({ ...other, row: 0 })
}

const columnOf = { 'term-order': 'to', 'term-over': 'to', 'term-far': 'from', 'head-later': 'head' } as const

function termProblems(line: SetUpLine, from: PlainDate, today: PlainDate, say: Say): void {
  const problem = termProblem({ from, to: line.to, isHead: line.isHead }, today)
  if (problem) say(line, columnOf[problem.code], problem.code)
}

function differences(line: SetUpLine, unit: PlannedUnit, there: KnownPost, say: Say): void {
  if (there.name !== line.name) say(line, 'name', 'name-differs')
  else if (there.unitId !== unit.id || there.role !== roleOf(line.duty) || there.group !== groupOf(line.duty)) say(line, 'username', 'post-elsewhere')
}

function plannedPost(line: SetUpLine, unit: PlannedUnit, there: KnownPost | undefined, today: PlainDate): PlannedPost {
  const [title, to] = [line.title || there?.title, line.to ?? there?.to]
  const isChanged = there?.officerId !== undefined && (title !== there.title || to !== there.to || (line.isHead && !there.isHead))
  return {
    row: line.row, what: !there ? 'new' : isChanged ? 'changed' : 'left', officerId: there?.officerId, unit: unit.key, name: line.name, username: line.username,
    role: roleOf(line.duty), group: groupOf(line.duty), title, from: there?.from ?? line.from ?? today, to, isHead: line.isHead,
  }
}
