import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DraftInput } from '#actions/drafts.ts'
import { livelihoodFunds } from './aid.ts'
import { collectiveAssets } from './assets.ts'
import { otherWork } from './other-work.ts'
import { partyAffairs } from './party.ts'
import { inputOf, timesOf, type Telling, type Village } from './telling.ts'
import { villageAffairs } from './village-affairs.ts'
import { smallWorks } from './works.ts'

/** Of every category what the other records of the demonstration leave out, in batches that do not need each other. */
export function everyOtherItem(village: Village, today: PlainDate): { readonly day: PlainDate; readonly input: DraftInput }[][] {
  const t = timesOf(today)
  const inOrder = (told: readonly Telling[]) => [...told].sort((a, b) => a.day < b.day ? -1 : 1).map(each => ({ day: each.day, input: inputOf(village, each) }))
  return [[...partyAffairs(t), ...villageAffairs(t)], collectiveAssets(t), livelihoodFunds(t), [...smallWorks(t, village), ...otherWork(t)]].map(inOrder)
}
