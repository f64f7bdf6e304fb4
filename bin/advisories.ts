/**
 * Known weaknesses of the packages that run, by the word of the registry, and whether each is within its time (docs/security/asvs.md, 15.1.1).
 * `npm run advisories` ends with 1 when one is late or was not written down, with 2 when the registry gave no answer. It needs the network, so it is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { addDays, plainDateInShanghai, type PlainDate } from '../src/rules/calendar/plain-date.ts'

/** How many days may pass between the day a weakness was first seen and the release without it. */
export const daysFor = { critical: 3, high: 14, moderate: 30, low: 90, info: 90 } as const

export type Advisory = { readonly id: string; readonly package: string; readonly severity: keyof typeof daysFor; readonly title: string }
/** What was seen, and since when: the registry does not say how old a weakness is. `why` says for what reason it cannot be reached here; then there is no day. */
export type Seen = Readonly<Record<string, { readonly since: PlainDate; readonly why?: string }>>

const listed = 'docs/security/advisories.json'
if (import.meta.main) main()

function main(): void {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const found = advisoriesIn(stdout ?? '')
  if (found === undefined) {
    console.log('not asked: the registry gave no answer about weaknesses')
    process.exitCode = 2
    return
  }
  const { lines, isFine } = judge(found, JSON.parse(readFileSync(listed, 'utf8')) as Seen, plainDateInShanghai(Date.now()))
  for (const line of lines) console.log(line)
  console.log(`${found.length} known weaknesses`)
  process.exitCode = isFine ? 0 : 1
}

/** The weaknesses that an answer of `npm audit --json` names, each once; undefined when it is no such answer. What has one only through another package is not named again. */
export function advisoriesIn(answer: string): Advisory[] | undefined {
  const vias = viasIn(answer)
  if (vias === undefined) return undefined
  const found = vias.filter(via => typeof via === 'object').map(({ name, url, title, severity }) => ({ id: /GHSA-[\w-]+/u.exec(url)?.[0] ?? url, package: name, severity, title }))
  return [...new Map(found.map(advisory => [advisory.id, advisory])).values()]
}

type Via = string | { readonly name: string; readonly url: string; readonly title: string; readonly severity: keyof typeof daysFor }

function viasIn(answer: string): Via[] | undefined {
  if (!answer.trimStart().startsWith('{')) return undefined
  const { vulnerabilities } = JSON.parse(answer) as { vulnerabilities?: Record<string, { readonly via: readonly Via[] }> }
  return vulnerabilities && Object.values(vulnerabilities).flatMap(({ via }) => via)
}

/** What is to be said of each, and whether all is within its time: the last day is not late yet. */
export function judge(found: readonly Advisory[], seen: Seen, today: PlainDate): { readonly lines: string[]; readonly isFine: boolean } {
  const judged = found.map(({ id, package: name, severity, title }) => {
    const [entry, what] = [seen[id], `${id} ${severity} ${name}: ${title}`]
    if (entry === undefined) return { isFine: false, line: `NEW   ${what}\n      write into ${listed}: "${id}": { "since": "${today}" }` }
    if (entry.why) return { isFine: true, line: `ok    ${what} (${entry.why})` }
    const last = addDays(entry.since, daysFor[severity])
    return { isFine: today <= last, line: `${today <= last ? 'until' : 'LATE '} ${last} ${what}` }
  })
  const gone = Object.keys(seen).filter(id => found.every(advisory => advisory.id !== id)).map(id => ({ isFine: false, line: `GONE  ${id}: take it out of ${listed}` }))
  const all = [...judged, ...gone]
  return { lines: all.map(({ line }) => line), isFine: all.every(({ isFine }) => isFine) }
}
