import { Alert, Image } from 'antd'
import { caseWords } from '#text/console-cases.ts'
import { ratingAspects } from '#rules/cases/events.ts'
import { aspectTexts } from '#text/cases.ts'
import { toolWords } from '#text/console-tools.ts'
import { gradeTexts, ratingKeptTexts } from '#text/console-states.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'

/** The answer, drafted or sent, and how the resident rated it. */
export function AnswerSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const tools = useWords(toolWords)
  const day = useDayText()
  const { reply } = file
  if (!reply) return null
  const parts = [
    [words.replyFound, reply.found],
    [words.replyDone, reply.done],
    [words.replyNext, reply.nextStep],
    [tools.nextBy, reply.nextBy && day(reply.nextBy)],
    [words.replyBy, reply.answeredBy],
  ] as const
  return (
    <section className="sheet" aria-labelledby="answer">
      <h2 id="answer">{reply.publishedOn ? words.reply : words.draftReply}</h2>
      <p className="soft">
        {words.drafted(reply.draftedByName, day(reply.draftedOn))}
        {reply.publishedOn ? ` · ${words.publishedOn(day(reply.publishedOn))}` : ''}
      </p>
      {reply.sameElsewhere > 0 ? <Alert type="warning" title={tools.sameElsewhere(reply.sameElsewhere)} /> : null}
      <h3 className="answer-label">{words.replyText}</h3>
      <p className="statement" lang="zh-CN">{reply.text}</p>
      <dl className="facts is-stacked">
        {parts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{value}</dd></div> : null))}
      </dl>
      <Evidence file={file} isPublished={reply.publishedOn !== undefined} files={reply.evidence} />
      <Rating file={file} />
    </section>
  )
}

/** What the answer rests on, as the resident will see it. */
function Evidence({ file, files, isPublished }: { file: CaseDetail; files: NonNullable<CaseDetail['reply']>['evidence']; isPublished: boolean }) {
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
