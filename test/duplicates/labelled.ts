import { readFileSync } from 'node:fs'
import type { Compared } from '#rules/duplicates/likeness.ts'

/** A made-up complaint with the number of the matter it is about. */
export type Labelled = Compared & { readonly matter: number }

const villages: Readonly<Record<string, number>> = { A: 340_522_100_200, B: 340_522_100_201, C: 340_522_101_200, D: 340_522_101_201 }

/** The complaints of labelled-complaints.txt; its head says how they were made. */
export function readLabelled(): readonly Labelled[] {
  const complaints: Labelled[] = []
  let matter = { number: 0, villageCode: 0, itemSlug: undefined as string | undefined }
  for (const line of readFileSync(new URL('labelled-complaints.txt', import.meta.url), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [first, ...others] = line.split(' ')
    if (first === '@') matter = { number: Number(others[0]), villageCode: villages[others[1]!]!, itemSlug: others[2] === '-' ? undefined : others[2] }
    else complaints.push({ id: String(complaints.length), matter: matter.number, villageCode: matter.villageCode, itemSlug: matter.itemSlug, statement: others.join(' ') })
  }
  return complaints
}
