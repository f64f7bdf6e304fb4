import { addDays, yearOf, type PlainDate } from '#rules/calendar/plain-date.ts'
import { dutyStanding, fulfilled, type DutyStanding } from '#rules/duties/standing.ts'
import type { PublicDuty } from '#records/public.ts'
import { dutyTexts } from '#text/pages-duties.ts'
import { html, type Hole } from './html.ts'
import { to, type View } from './view.ts'

/** A duty with what has become of it today. */
export type Judged = PublicDuty & { readonly standing: DutyStanding }

/** The days whose duties a page tells of: from the first day of last year, so that what is missing does not pass from sight by itself, to the next weeks. */
export function dutyDays(today: PlainDate): { from: PlainDate; to: PlainDate } {
  return { from: `${yearOf(today) - 1}-01-01` as PlainDate, to: addDays(today, 45) }
}

/** The compact word on the village page: how much of what was due is there. */
export function dutySummary(view: View, village: number, duties: readonly PublicDuty[]): Hole {
  const judged = judge(view, duties)
  const { owed, done, overdue } = countsOf(judged)
  if (owed === 0) return undefined
  const text = dutyTexts[view.language]
  return html`<section class="duty-word${overdue > 0 && html` is-late`}"><h2>${text.heading}</h2>
<p><strong>${text.summary(done, owed)}</strong>${overdue > 0 ? html` · ${text.overdue(overdue)}` : html` · ${text.allDone}`}</p>
<p><a class="more" href="${to(view, `/v/${village}/duties`)}">${text.seeAll}</a></p></section>`
}

/** Says of each duty what has become of it today. */
export function judge(view: View, duties: readonly PublicDuty[]): Judged[] {
  return duties.map(duty => ({ ...duty, standing: dutyStanding(duty, view.today) }))
}

/** How much of what was due is done and how much is not. */
export function countsOf(duties: readonly Judged[]): { owed: number; done: number; overdue: number } {
  const done = duties.filter(duty => fulfilled.has(duty.standing)).length
  const overdue = duties.filter(duty => duty.standing === 'overdue').length
  return { owed: done + overdue, done, overdue }
}
