import type { VillageOverview } from '../api-types.ts'

type Figures = Pick<VillageOverview, 'published' | 'openCases' | 'overdueCases' | 'closedCases' | 'rated'>

/** One township with its villages, in the order of their codes, and what they add up to. */
export type TownshipOverview = { code: number; name: string; villages: readonly VillageOverview[]; sum: Figures }

/** Villages arrive in the order of their codes, so those of one township stand together. */
export function townshipsOf(villages: readonly VillageOverview[]): TownshipOverview[] {
  const townships = Map.groupBy(villages, village => village.townshipCode)
  return [...townships].map(([code, own]) => ({ code, name: own[0]!.townshipName, villages: own, sum: own.reduce(added, none) }))
}

const none: Figures = { published: 0, openCases: 0, overdueCases: 0, closedCases: 0, rated: 0 }

function added(sum: Figures, village: VillageOverview): Figures {
  return {
    published: sum.published + village.published,
    openCases: sum.openCases + village.openCases,
    overdueCases: sum.overdueCases + village.overdueCases,
    closedCases: sum.closedCases + village.closedCases,
    rated: sum.rated + village.rated,
  }
}
