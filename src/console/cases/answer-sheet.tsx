import { caseWords } from '#text/console-cases.ts'
import { ratingAspects } from '#rules/cases/events.ts'
import { aspectTexts } from '#text/cases.ts'
import { gradeTexts, ratingKeptTexts } from '#text/console-states.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'

/** The answer, drafted or sent, and how the resident rated it. */
export function AnswerSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const day = useDayText()
  const { reply } = file
  if (!reply) return null
  const parts = [
    [words.replyFound, reply.found],
    [words.replyDone, reply.done],
    [words.replyNext, reply.nextStep],
    [words.replyBy, reply.answeredBy],
  ] as const
  return (
    <section className="sheet" aria-labelledby="answer">
      <h2 id="answer">{reply.publishedOn ? words.reply : words.draftReply}</h2>
      <p className="soft">
        {words.drafted(reply.draftedByName, day(reply.draftedOn))}
        {reply.publishedOn ? ` · ${words.publishedOn(day(reply.publishedOn))}` : ''}
      </p>
      <h3 className="answer-label">{words.replyText}</h3>
      <p className="statement" lang="zh-CN">{reply.text}</p>
      <dl className="facts is-stacked">
        {parts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{value}</dd></div> : null))}
      </dl>
      <Rating file={file} />
    </section>
  )
}

function Rating({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const day = useDayText()
  const { language } = useLanguage()
  if (!file.rating) return file.events.some(event => event.action === 'rate') ? <p className="soft">{ratingKeptTexts[language]}</p> : null
  const { grade, opinion, scores, on } = file.rating
  return (
    <div className="seen">
      <h3>{words.rating}</h3>
      <p>
        <strong className={grade <= 2 ? 'wrong' : undefined}>{gradeTexts[language][grade]}</strong> <span className="soft">{day(on)}</span>
      </p>
      {scores ? <p>{ratingAspects.flatMap(aspect => (scores[aspect] ? [`${aspectTexts[language][aspect]} ${scores[aspect]}/5`] : [])).join(' · ')}</p> : null}
      {opinion ? <p lang="zh-CN">{opinion}</p> : null}
    </div>
  )
}
