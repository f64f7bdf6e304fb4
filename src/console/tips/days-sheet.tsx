import { tipWords } from '#text/console-tips.ts'
import type { TipDetail } from '../api-types.ts'
import { DayCount } from '../cases/day-count.tsx'
import { useDayText, useWords } from '../language.tsx'

/** Every day that runs on a report, day by day with the notice it rests on. */
export function DaysSheet({ days }: Pick<TipDetail, 'days'>) {
  const words = useWords(tipWords)
  const day = useDayText()
  if (days.length === 0) return null
  return (
    <section className="sheet">
      <h2>{words.days}</h2>
      {days.map(({ what, by, steps, notice }) => (
        <div key={what} className="tip-day">
          <DayCount summary={words.owedBy(words.dayOf[what], day(by))} steps={steps} />
          {notice ? <p className="soft">{words.movedBy} <a href={notice} target="_blank" rel="noreferrer">{words.notice}</a></p> : null}
        </div>
      ))}
    </section>
  )
}
