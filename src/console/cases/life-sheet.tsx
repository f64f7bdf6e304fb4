import { Link } from 'react-router'
import { findingTexts, visitReasonTexts } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { gradeTexts, staffStateTexts } from '#text/console-states.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'

/** The whole course of a case: where the days went, what is owed beside the answer, and which cases it is tied to. */
export function LifeSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const { clock } = file
  return (
    <section className="sheet" aria-labelledby="life">
      <h2 id="life">{words.life}</h2>
      <p>{[file.cycle > 1 ? words.cycle(file.cycle) : undefined, words.clockTotal(clock.total), clock.paused > 0 ? words.clockPaused(clock.paused) : undefined].filter(Boolean).join(' · ')}</p>
      <Shares clock={clock} />
      <Stages clock={clock} />
      <Owed file={file} />
      <Ties file={file} />
    </section>
  )
}

function Shares({ clock }: { clock: CaseDetail['clock'] }) {
  const words = useWords(caseWords)
  const name = useName()
  if (clock.total === 0) return null
  return <p className="soft">{words.clockShares(clock.shares.filter(({ days }) => days > 0).map(({ unit, days }) => `${unit ? name(unit) : words.stageHolder.desk} ${words.stageDays(days)}`).join(' · '))}</p>
}

function Stages({ clock }: { clock: CaseDetail['clock'] }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const name = useName()
  return (
    <details>
      <summary>{words.clockStages}</summary>
      <ol className="stages">
        {clock.stages.map((stage, n) => (
          <li key={n}>
            <strong>{words.stageDays(stage.days)}</strong> {staffStateTexts[language][stage.state]}
            <span className="soft"> {stage.unit ? name(stage.unit) : words.stageHolder[stage.holder]}{stage.counts === 'paused' ? ` · ${words.paused}` : stage.counts === 'rests' ? ` · ${words.rests}` : ''}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Owed({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const day = useDayText()
  const name = useName()
  const lines = [
    file.helpers.length > 0 ? [words.helpers, file.helpers.map(unit => name({ zh: unit.nameZh, en: unit.nameEn })).join('、')] : undefined,
    file.supervision ? [words.supervision, words.supervisedUntil(day(file.supervision.dueOn))] : undefined,
    ...file.visits.map(visit => [words.visits, [visitReasonTexts[language][visit.reason], visit.recordedOn ? words.visitDone(day(visit.recordedOn)) : words.visitOwed(day(visit.dueOn)), visit.finding ? findingTexts[language][visit.finding] : undefined].filter(Boolean).join(' · ')]),
    file.rejection ? [words.rejection, `${name(file.rejection.reason)} → ${name(file.rejection.address)}`] : undefined,
    file.ratings.length > 1 ? [words.ratings, file.ratings.map(rating => `${day(rating.on)} ${gradeTexts[language][rating.grade]}`).join('、')] : undefined,
  ].filter(line => line !== undefined)
  if (lines.length === 0) return null
  return <dl className="facts">{lines.map(([label, value], n) => <div key={n}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
}

function Ties({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const ties = [
    { ids: file.mergedInto ? [file.mergedInto] : [], label: words.mergedInto }, { ids: file.merged, label: words.mergedHere(file.merged.length) },
    { ids: file.splitFrom ? [file.splitFrom] : [], label: words.splitFrom }, { ids: file.parts, label: words.parts(file.parts.length) },
  ].filter(tie => tie.ids.length > 0)
  return ties.map(({ ids, label }) => <p key={label}>{label} {ids.map(id => <Link key={id} to={`/cases/${id}`}>{words.open}</Link>)}</p>)
}
