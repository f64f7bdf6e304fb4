import { Alert, Image } from 'antd'
import { caseWords } from '#text/console-cases.ts'
import { ratingAspects } from '#rules/cases/events.ts'
import { aspectTexts } from '#text/cases.ts'
import { toolWords } from '#text/console-tools.ts'
import { gradeTexts, ratingKeptTexts } from '#text/console-states.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'

/** The answer that is being written, then the one that was sent and how the resident rated it: after a redo both are there. */
export function AnswerSheets({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const day = useDayText()
  const { reply, draft } = file
  return (
    <>
      {draft ? <AnswerSheet file={file} id="draft" title={file.state === 'replyDrafted' ? words.draftReply : words.draftBack} answer={draft} tail="" isSent={false} /> : null}
      {reply ? <AnswerSheet file={file} id="answer" title={draft ? words.earlierReply : words.reply} answer={reply} tail={` · ${words.publishedOn(day(reply.publishedOn))}`} isSent /> : null}
    </>
  )
}

type Shown = { file: CaseDetail; id: string; title: string; answer: NonNullable<CaseDetail['draft']>; tail: string; isSent: boolean }

function AnswerSheet({ file, id, title, answer, tail, isSent }: Shown) {
  const words = useWords(caseWords)
  const tools = useWords(toolWords)
  const day = useDayText()
  const parts = [
    [words.replyFound, answer.found],
    [words.replyDone, answer.done],
    [words.replyNext, answer.nextStep],
    [tools.nextBy, answer.nextBy && day(answer.nextBy)],
    [words.replyBy, answer.answeredBy],
  ] as const
  return (
    <section className="sheet" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="soft">{words.drafted(answer.draftedByName, day(answer.draftedOn))}{tail}</p>
      {answer.sameElsewhere > 0 ? <Alert type="warning" title={tools.sameElsewhere(answer.sameElsewhere)} /> : null}
      <h3 className="answer-label">{words.replyText}</h3>
      <p className="statement" lang="zh-CN">{answer.text}</p>
      <dl className="facts is-stacked">
        {parts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{value}</dd></div> : null))}
      </dl>
      <Evidence file={file} isPublished={isSent} files={answer.evidence} />
      {isSent ? <Rating file={file} /> : null}
    </section>
  )
}

/** What the answer rests on, as the resident will see it. */
function Evidence({ file, files, isPublished }: { file: CaseDetail; files: NonNullable<CaseDetail['draft']>['evidence']; isPublished: boolean }) {
  const tools = useWords(toolWords)
  if (files.length === 0) return null
  const address = (id: string) => `/api/v1/cases/${file.id}/evidence/${id}`
  return (
    <div className="photos">
      <h3>{tools.restsOn}</h3>
      {isPublished ? null : <p className="soft">{tools.lookFirst}</p>}
      <Image.PreviewGroup>
        {files.filter(known => known.mediaType === 'image/jpeg').map(({ id, name }) => <Image key={id} width={112} height={84} alt={name} src={address(id)} />)}
      </Image.PreviewGroup>
      {files.filter(known => known.mediaType !== 'image/jpeg').map(({ id, name }) => <p key={id}><a href={address(id)} target="_blank" rel="noreferrer" lang="zh-CN">{name}</a></p>)}
    </div>
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
