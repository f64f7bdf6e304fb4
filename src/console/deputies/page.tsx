import { Alert, Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { roleTexts } from '#text/cases.ts'
import { consoleWords } from '#text/console.ts'
import { deputyReasonTexts, deputyTexts } from '#text/deputies.ts'
import { useAct } from '../act.ts'
import type { Deputyship } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { queryClient, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'
import { Naming } from './naming.tsx'
import '../style/audit.css'
import '../style/publish.css'

/** Who stands in for whom, and where a deputy is named. */
export function DeputiesPage() {
  const words = useWords(deputyTexts)
  const shell = useWords(consoleWords)
  const me = useMe()
  const reading = useRead('GET /api/v1/deputies', {}, { staleTime: 0 })
  const [said, say] = useState<string>()
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  const told = (sentence: string) => {
    say(sentence)
    void queryClient.invalidateQueries({ predicate: query => query.queryKey[0] === 'GET /api/v1/deputies' || query.queryKey[0] === 'GET /api/v1/me' })
  }
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft page-lead">{words.lead} {words.keeps}</p>
      <div role="status">{said === undefined ? null : <Alert type="success" title={said} />}</div>
      <Loaded reading={reading}>{deputies => (
        <>
          {me?.standsInFor || (deputies.posts.length === 0 && !deputies.isLent) ? null : <Naming posts={deputies.posts} done={told} />}
          {deputies.isLent || deputies.posts.length > 0 ? null : <p>{words.notLent}</p>}
          <section aria-labelledby="deputyships">
            <div className="section-head"><h2 id="deputyships">{words.list}</h2></div>
            {deputies.deputyships.length === 0 ? <div className="empty"><p>{words.none}</p></div> : (
              <table className="list">
                <thead><tr>{[words.whose, words.deputy, words.term, words.reason, words.namedBy, words.state].map(label => <th key={label} scope="col">{label}</th>)}</tr></thead>
                <tbody>{deputies.deputyships.map(held => <Line key={held.id} held={held} told={told} />)}</tbody>
              </table>
            )}
          </section>
        </>
      )}</Loaded>
    </>
  )
}

function Line({ held, told }: { held: Deputyship; told: (said: string) => void }) {
  const words = useWords(deputyTexts)
  const { language } = useLanguage()
  const [name, day, failureText] = [useName(), useDayText(), useFailureText()]
  const [isEnding, setEnding] = useState(false)
  const act = useAct('POST /api/v1/deputies/{id}/end', () => {
    setEnding(false)
    told(words.ended)
  })
  const state = held.endedOn ? words.endedOn(day(held.endedOn as PlainDate)) : held.isOver ? words.isOver : held.isNow ? words.isNow : words.isComing
  return (
    <tr>
      <th scope="row"><span lang="zh-CN">{held.absentName}</span><br /><span className="about">{roleTexts[language][held.role]} · {name(held.unit)}</span></th>
      <td data-label={words.deputy} lang="zh-CN">{held.deputyName}</td>
      <td data-label={words.term}>{day(held.from as PlainDate)} – {day(held.to as PlainDate)}</td>
      <td data-label={words.reason}>{deputyReasonTexts[language][held.reason]}</td>
      <td data-label={words.namedBy} lang="zh-CN">{held.namedBy}</td>
      <td data-label={words.state}>{state} {held.mayEnd ? <Button size="small" onClick={() => setEnding(true)}>{words.end}</Button> : null}</td>
      {isEnding ? (
        <Modal open title={words.endTitle} okText={words.end} cancelText={words.cancel} okButtonProps={{ danger: true }} confirmLoading={act.isSending} onOk={() => act.send({ params: { id: held.id } })} onCancel={() => setEnding(false)}>
          {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
          <p>{words.endText(held.deputyName, held.absentName)}</p>
        </Modal>
      ) : null}
    </tr>
  )
}
