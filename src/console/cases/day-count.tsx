import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { dayOffMark, dayStepText, dayText, dayZeroNotice, weekdayHeads } from '#text/calendar.ts'
import { caseWords } from '#text/console-cases.ts'
import type { DayStep } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { weeksOf } from './weeks.ts'

/** “How this date was computed”: the counted days as a small calendar, and the same in words, day by day. */
export function DayCount({ summary, steps }: { summary: string; steps: readonly DayStep[] }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  return (
    <details className="count">
      <summary>{summary}</summary>
      <div className="count-grid" aria-hidden="true">
        {weekdayHeads[language].map((head, index) => <span key={index} className="count-head">{head}</span>)}
        {weeksOf(steps).map((step, index) => (step ? <Square key={step.day} step={step} isLast={step === steps.at(-1)} /> : <span key={index} />))}
      </div>
      <p className="soft count-legend">
        <span className="count-swatch is-counted" /> {words.legendCounted} <span className="count-swatch" /> {words.legendNot}
      </p>
      <p className="soft">{dayZeroNotice(language, steps)}</p>
      <details>
        <summary>{words.dayList}</summary>
        <ol className="count-list">
          {steps.map(step => (
            <li key={step.day} className={step.counts ? undefined : 'soft'}>
              <span className="number">{dayText(language, step.day as PlainDate)}</span> {dayStepText(language, { ...step, day: step.day as PlainDate })}
              {step.notice ? <a href={step.notice} target="_blank" rel="noreferrer" aria-label={step.notice}> ↗</a> : null}
            </li>
          ))}
        </ol>
      </details>
    </details>
  )
}

function Square({ step, isLast }: { step: DayStep; isLast: boolean }) {
  const { language } = useLanguage()
  const title = dayStepText(language, { ...step, day: step.day as PlainDate })
  return (
    <span className={['count-day', step.counts ? 'is-counted' : '', step.why === 'make-up-workday' ? 'is-make-up' : '', isLast ? 'is-last' : ''].join(' ')} title={title}>
      <small>{Number(step.day.slice(8)) === 1 ? `${Number(step.day.slice(5, 7))}/1` : Number(step.day.slice(8))}</small>
      <b>{step.counts ? step.ordinal : step.why === 'holiday' ? dayOffMark[language] : '·'}</b>
    </span>
  )
}
