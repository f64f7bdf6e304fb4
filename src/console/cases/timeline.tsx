import { actionText } from '#text/cases.ts'
import { caseWords } from '#text/console-cases.ts'
import { cardGroundTexts, supervisionKindTexts } from '#text/console-supervision.ts'
import { gradeTexts } from '#text/console-states.ts'
import { deputyTexts } from '#text/deputies.ts'
import { findingTexts, verdictTexts, visitReasonTexts } from '#text/console-acts.ts'
import type { CaseEventView } from '../api-types.ts'
import { useDayText, useInstantText, useLanguage, useName, useWords } from '../language.tsx'

/** What happened, newest first: who, when, and the reason that was given. */
export function Timeline({ caseId, events }: { caseId: string; events: readonly CaseEventView[] }) {
  const words = useWords(caseWords)
  return (
    <section className="sheet is-history" aria-labelledby="history">
      <h2 id="history" tabIndex={-1}>{words.history}</h2>
      <ol className="timeline">
        {events.toReversed().map(event => <Happening key={event.seq} caseId={caseId} event={event} />)}
      </ol>
    </section>
  )
}

function Happening({ caseId, event }: { caseId: string; event: CaseEventView }) {
  const { language } = useLanguage()
  const day = useDayText()
  const at = useInstantText()
  const by = usePerformer()
  const details = useEventDetails()
  const words = useWords(caseWords)
  return (
    <li>
      <p className="timeline-what">{actionText(language, { action: event.action, isDeskVacant: event.details?.isDeskVacant, isUndecidable: event.details?.isUndecidable })}</p>
      <p className="soft">
        <time dateTime={event.at} title={at(event.at)}>{day(event.day)}</time> · <span lang="zh-CN">{by(event)}</span>
      </p>
      {details(event).map(line => <p key={line} className="timeline-detail">{line}</p>)}
      {event.details?.notice ? <p className="timeline-detail"><a href={event.details.notice} rel="noreferrer">{words.notice}</a></p> : null}
      {event.details?.evidence?.map(({ id, name }) => <p key={id} className="timeline-detail"><a href={`/api/v1/cases/${caseId}/evidence/${id}`} target="_blank" rel="noreferrer" lang="zh-CN">{name}</a></p>)}
      {event.note ? <blockquote lang="zh-CN">{event.note}</blockquote> : null}
    </li>
  )
}

function usePerformer(): (event: CaseEventView) => string {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const name = useName()
  return event => {
    if (event.byKind === 'complainant') return words.byComplainant
    if (event.byKind === 'system') return words.bySystem
    return [event.unitName ? name(event.unitName) : undefined, event.forName === undefined ? event.officerName : deputyTexts[language].inPostOf(event.officerName ?? '', event.forName)].filter(Boolean).join(' ')
  }
}

function useEventDetails(): (event: CaseEventView) => string[] {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const day = useDayText()
  const name = useName()
  return ({ action, details }) => {
    if (!details) return []
    const { responsibleUnit, supervisingUnit, days, dueOn, provisional, grade, told = [], before, verdict, finding, visitReason, units = [], card, moved = [] } = details
    return [
      card ? `${supervisionKindTexts[language][card.colour]} · ${cardGroundTexts[language][card.ground]}${units.map(unit => ` → ${name(unit)}`).join('')}` : undefined,
      responsibleUnit ? `${words.responsible}: ${name(responsibleUnit)}` : undefined,
      supervisingUnit ? `${words.supervising}: ${name(supervisingUnit)}` : undefined,
      days ? words.eventDays(days) : undefined,
      dueOn ? words.eventDue(day(dueOn)) + (provisional ? ` (${words.provisional})` : '') : undefined,
      grade ? gradeTexts[language][grade] : undefined,
      ...told.map(name),
      before ? words.eventBefore(name(before)) : undefined,
      units.length > 0 && action === 'joinUnits' ? `${words.helpers}: ${units.map(name).join('、')}` : undefined,
      units.length > 0 && action === 'recall' ? `${words.takenFrom}: ${units.map(name).join('、')}` : undefined,
      ...moved.map(({ what, dueOn: newDay }) => words.movedDay(words.countedDay[what], day(newDay))),
      visitReason ? visitReasonTexts[language][visitReason] : undefined,
      finding ? findingTexts[language][finding] : undefined,
      verdict ? verdictTexts[language][verdict] : undefined,
    ].filter(line => line !== undefined)
  }
}
