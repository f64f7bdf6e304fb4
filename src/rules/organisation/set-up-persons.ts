import { isOfOtherGroup, isReason, nameKey, powerBeside, type KnownPerson } from './persons.ts'
import type { SetUpLine } from './set-up-lines.ts'
import type { PlannedPost, PostPerson, Say } from './set-up.ts'
import { otherPersonWords } from './set-up-words.ts'

/**
 * The person of every new post: whoever the line names by a user name; with a reason, another than all of the name; else whoever has the name, in the sheet or before it. Where several people have it,
 * the line has to say which: nobody is guessed. Without one it is somebody new.
 */
export function personsOfLines(lines: readonly SetUpLine[], isNew: (line: SetUpLine) => boolean, known: readonly KnownPerson[], say: Say): ReadonlyMap<SetUpLine, PostPerson | undefined> {
  const [byName, byUsername] = [new People(), new People()]
  for (const held of known) for (const [people, key] of [[byName, nameKey(held.name)], [byUsername, held.username ?? '']] as const) people.add(key, { personId: held.personId, held })
  const persons = new Map<SetUpLine, PostPerson | undefined>()
  for (const line of lines) {
    if (!isNew(line)) continue
    const person = personOf(line, byName, byUsername, say)
    persons.set(line, person)
    byName.add(nameKey(line.name), ofLine(line, person))
    byUsername.add(line.username, ofLine(line, person))
  }
  return persons
}

/** People by a name or user name, each once. */
class People {
  readonly #of = new Map<string, Map<string, PostPerson>>()
  add(key: string, person: PostPerson): void {
    const there = this.#of.get(key) ?? new Map<string, PostPerson>()
    if (!there.has(keyOf(person))) there.set(keyOf(person), person)
    this.#of.set(key, there)
  }
  of(key: string): PostPerson[] {
    return [...this.#of.get(key)?.values() ?? []]
  }
}

function personOf(line: SetUpLine, byName: People, byUsername: People, say: Say): PostPerson | undefined {
  const said = line.person ?? ''
  const reason = reasonIn(said)
  if (reason !== undefined) {
    if (!isReason(reason)) say(line, 'person', 'person-reason')
    return { other: reason }
  }
  const able = said === '' ? byName.of(nameKey(line.name)) : byUsername.of(said.normalize('NFKC').toLowerCase())
  if (said !== '' && able.length === 0) say(line, 'person', 'person-unknown')
  if (able.length > 1) say(line, 'person', 'which-person')
  return able.length === 1 ? able[0] : undefined
}

function reasonIn(said: string): string | undefined {
  const word = otherPersonWords.find(begins => said.toLowerCase().startsWith(begins))
  return word === undefined ? undefined : said.slice(word.length).replace(/^[\s:：，,]+/u, '')
}

/** Who is new in a line is known to later ones by its row. */
function ofLine(line: SetUpLine, person: PostPerson | undefined): PostPerson {
  return person === undefined || 'other' in person ? { row: line.row } : person
}

function keyOf(person: PostPerson): string {
  return 'personId' in person ? person.personId : 'row' in person ? `row ${person.row}` : `other ${person.other}`
}

/** Nobody comes by two kinds of power, or into both groups of custodians, through a sheet, in a new post or by a longer term. Two rows of one name are compared where rows are. */
export function powersBeside(lines: readonly SetUpLine[], posts: ReadonlyMap<SetUpLine, PlannedPost>, known: readonly KnownPerson[], say: Say): void {
  const idOf = new Map(known.map(({ officerId, personId }) => [officerId, personId]))
  const before = Map.groupBy(known, ({ personId }) => personId)
  const namesakes = Map.groupBy(known, ({ name }) => nameKey(name))
  const inSheet = new Map<string, KnownPerson[]>()
  for (const line of lines) {
    const post = posts.get(line)
    if (!post || post.what === 'left') continue
    const personId = idOf.get(post.officerId ?? '') ?? keyOf(ofLine(line, post.person))
    const rows = inSheet.get(personId) ?? []
    const others = [...before.get(personId) ?? [], ...namesakes.get(nameKey(line.name)) ?? []].filter(({ officerId }) => officerId !== post.officerId)
    const beside = [...others, ...rows.filter(({ name }) => nameKey(name) !== nameKey(line.name))]
    if (powerBeside(post, personId, beside)) say(line, 'duty', 'powers-apart')
    // Of an equal name that is said already, whoever is meant.
    if (isOfOtherGroup(post.group, personId, beside.filter(({ name }) => nameKey(name) !== nameKey(line.name)))) say(line, 'person', 'person-in-both', { held: post.group === 'A' ? 'B' : 'A' })
    inSheet.set(personId, [...rows, { officerId: post.officerId ?? line.username, personId, name: post.name, role: post.role, username: post.username, unit: { zh: line.unit, en: line.unit }, from: post.from, to: post.to, group: post.group }])
  }
}
