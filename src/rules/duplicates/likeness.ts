import { shinglesOf, type Shingles } from './shingles.ts'

/** A complaint as it is compared with others. */
export type Compared = {
  readonly id: string
  readonly villageCode: number
  readonly itemSlug?: string | undefined
  /** The published line that is questioned, as one string; undefined for a complaint about nothing published. */
  readonly questioned?: string | undefined
  readonly statement: string
}

/** What speaks for one matter; an officer reads it beside each proposal and decides. */
export const likenessReasons = ['sameLine', 'sameVillage', 'sameItem', 'sameNumbers', 'likeText'] as const
export type LikenessReason = (typeof likenessReasons)[number]

/** A complaint that may be about the same matter, how alike the two are (0 to 1), and why. */
export type Proposal = { readonly id: string; readonly likeness: number; readonly because: readonly LikenessReason[] }

/**
 * How much each circumstance adds to the share of rare pairs of characters that the shorter text has in common with the longer, and
 * the sum from which a pair is proposed. Chosen on the odd blocks of test/duplicates/labelled-complaints.txt, measured on the others.
 */
export const weights = { sameVillage: 0.2, sameItem: 0.03, otherItem: -0.1, sameNumbers: 0.1, threshold: 0.28 } as const

/** From this share on the texts themselves are named as a reason. */
const likeText = 0.15

/** Complaints that may be about the same matter as `subject`, the likeliest first. People decide; nothing is merged by this. */
export function proposeDuplicates(subject: Compared, others: readonly Compared[], most = 5): readonly Proposal[] {
  const own = shinglesOf(subject.statement)
  const told = others.map(({ statement }) => shinglesOf(statement))
  const rarity = rarityIn([own, ...told])
  return others
    .map((other, at) => compare({ ...subject, ...own }, { ...other, ...told[at]! }, rarity))
    .filter(({ likeness }) => likeness >= weights.threshold)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
}

type Told = Compared & Shingles
type Rarity = (pair: string) => number

function compare(subject: Told, other: Told, rarity: Rarity): Proposal {
  if (subject.questioned !== undefined && subject.questioned === other.questioned) return { id: other.id, likeness: 1, because: ['sameLine'] }
  const text = sharedShare(subject.pairs, other.pairs, rarity)
  const both = subject.itemSlug !== undefined && other.itemSlug !== undefined
  const holds = {
    sameVillage: subject.villageCode === other.villageCode,
    sameItem: both && subject.itemSlug === other.itemSlug,
    sameNumbers: [...subject.numbers].some(number => other.numbers.has(number)),
  }
  const because = (['sameVillage', 'sameItem', 'sameNumbers'] as const).filter(reason => holds[reason])
  const added = because.reduce((sum, reason) => sum + weights[reason], both && !holds.sameItem ? weights.otherItem : 0)
  return { id: other.id, likeness: Math.max(0, Math.min(1, text + added)), because: text >= likeText ? [...because, 'likeText'] : because }
}

/** The share of the shorter text that the longer has too: hotline clerks write three lines where a resident writes one. */
function sharedShare(a: ReadonlySet<string>, b: ReadonlySet<string>, rarity: Rarity): number {
  const weigh = (pairs: Iterable<string>) => [...pairs].reduce((sum, pair) => sum + rarity(pair), 0)
  const shorter = Math.min(weigh(a), weigh(b))
  return shorter === 0 ? 0 : weigh([...a].filter(pair => b.has(pair))) / shorter
}

/** How seldom a pair is used among these texts: one that all share tells nothing. */
function rarityIn(texts: readonly Shingles[]): Rarity {
  const used = new Map<string, number>()
  for (const { pairs } of texts) for (const pair of pairs) used.set(pair, (used.get(pair) ?? 0) + 1)
  return pair => Math.log(1 + texts.length / (used.get(pair) ?? 1))
}
