import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { letterNumberText, supervisionWords } from '#text/console-supervision.ts'
import { plainDayText } from '#text/values.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseDetail } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import '../style/supervision.css'
import { Loaded } from '../shell/waiting.tsx'

/** A supervision letter as it goes to paper, A4. It holds what was sent and nothing about the complainant. */
export function LetterPage() {
  const { id = '', n = '' } = useParams()
  const words = useWords(supervisionWords)
  const reading = useRead('GET /api/v1/cases/{id}', { params: { id } })
  return (
    <>
      <div className="page-head not-printed">
        <Link to={`/cases/${id}`}>← {words.back}</Link>
        <Button onClick={() => window.print()}>{words.print}</Button>
      </div>
      <Loaded reading={reading}>{file => <Paper file={file} n={Number(n)} />}</Loaded>
    </>
  )
}

function Paper({ file, n }: { file: CaseDetail; n: number }) {
  const words = useWords(supervisionWords)
  const item = file.supervisionItems.find(known => known.n === n)
  useEffect(() => {
    document.title = words.paperTitle
  }, [words])
  if (!item?.text) return <div className="empty"><p>{words.noLetter}</p></div>
  // Chinese whatever the language of the screen: it is an official paper.
  return (
    <article className="paper" lang="zh-CN">
      <h1>{words.paperTitle}</h1>
      <p className="paper-number">{letterNumberText(Number(item.on.slice(0, 4)), item.number)}</p>
      <div className="paper-text">{item.text.split(/\n+/).map((line, index) => <p key={index}>{line}</p>)}</div>
      <p className="paper-sign">{item.byUnit?.zh}</p>
      <p className="paper-sign">{plainDayText('zh-CN', item.on as PlainDate)}</p>
    </article>
  )
}
