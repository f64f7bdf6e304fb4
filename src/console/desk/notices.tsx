import { Button } from 'antd'
import { Link } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { useAct } from '../act.ts'
import type { Desk, DeskNotice } from '../api-types.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { forgetLists, useMe } from '../queries.ts'

/** What the officer's unit was told lately and nobody has put away. Complaints stand in their queues too, so their notices are folded up. */
export function Notices({ desk }: { desk: Desk }) {
  const words = useWords(dutyWords)
  const unread = desk.notices.filter(notice => !notice.isRead)
  const cases = unread.filter(notice => notice.topic === 'case')
  const others = unread.filter(notice => notice.topic !== 'case')
  if (unread.length === 0) return null
  return (
    <section aria-labelledby="notices">
      <div className="section-head"><h2 id="notices">{words.notices}</h2></div>
      {others.length > 0 ? <ul className="desk-notices">{others.slice(0, 5).map(notice => <Line key={notice.id} notice={notice} />)}</ul> : null}
      {cases.length > 0 ? (
        <details className="case-notices">
          <summary>{words.caseNotices(cases.length)}</summary>
          <ul className="desk-notices">{cases.map(notice => <Line key={notice.id} notice={notice} />)}</ul>
        </details>
      ) : null}
    </section>
  )
}

function Line({ notice }: { notice: DeskNotice }) {
  const words = useWords(dutyWords)
  const at = useInstantText()
  const day = useDayText()
  const act = useAct('POST /api/v1/notices/{id}/read', () => void forgetLists())
  return (
    <li>
      <span>{words.topics[notice.topic](notice.duties ?? 0, notice.villages ?? 0)}{notice.dueOn ? <span className="soft"> · {words.dueOn(day(notice.dueOn))}</span> : null}{notice.place && notice.receivedOn ? <span className="soft"> · {words.received(notice.place, day(notice.receivedOn))}</span> : null}</span>
      <span className="soft">{at(notice.at)}</span>
      {notice.caseId ? <Link to={`/cases/${notice.caseId}`}>{words.toCase}</Link> : null}
      {notice.draftId ? <Link to={`/drafts/${notice.draftId}`}>{words.toDraft}</Link> : null}
      <WayThere topic={notice.topic} />
      <Button size="small" loading={act.isSending} onClick={() => act.send({ params: { id: notice.id } })}>{words.read}</Button>
    </li>
  )
}

/** The screen on which an officer of this duty deals with what the notice tells; leaders only read. */
function WayThere({ topic }: { topic: DeskNotice['topic'] }) {
  const words = useWords(dutyWords)
  const role = useMe()?.officer.role
  if (topic.startsWith('objection-') && (role === 'clerk' || role === 'reviewer' || role === 'triage')) return <Link to="/objections">{words.toObjections}</Link>
  if (topic.startsWith('takedown-') && (role === 'reviewer' || role === 'triage')) return <Link to="/incidents">{words.toTakedowns}</Link>
  if (topic === 'ratings-worth-a-look') return <Link to="/ratings">{words.toRatings}</Link>
  if (isSupervision(topic)) return <Link to="/supervision">{words.toSupervision}</Link>
  return topic.startsWith('takedown-') && role === 'clerk' ? <Link to="/published">{words.toPublished}</Link> : null
}

function isSupervision(topic: DeskNotice['topic']): boolean {
  return topic.startsWith('card-') || topic === 'letter-sent' || topic === 'raised'
}
