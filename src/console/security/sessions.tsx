import { Alert, Button } from 'antd'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { readAccountAgain } from './read-again.ts'

/** Where the account is signed in, and the way to end it from here. */
export function SessionsSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const instant = useInstantText()
  const end = useAct('POST /api/v1/security/sessions/{id}/end', readAccountAgain)
  const endOthers = useAct('POST /api/v1/security/other-sessions/end', readAccountAgain)
  const failure = end.failure ?? endOthers.failure
  const said = endOthers.reply ? words.endedOthers(endOthers.reply.ended) : end.reply ? words.ended : undefined
  return (
    <section className="sheet account">
      <h2>{words.sessionsTitle}</h2>
      <p className="soft">{words.sessionsLead(words.idle(security.idleMinutes), security.longestHours)}</p>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : said ? <Alert type="success" role="status" title={said} /> : null}
      <ul className="account-sessions">
        {security.sessions.map(session => (
          <li key={session.id}>
            <strong>{words.device(session)}</strong>
            <span className="soft">{session.isThis ? words.thisOne : session.isSameNetwork ? words.sameNetwork : words.otherNetwork} · {words.since(instant(session.startedAt))} · {words.seen(instant(session.seenAt))}</span>
            {session.isThis ? null : <Button loading={end.isSending} onClick={() => end.send({ params: { id: session.id } })}>{words.end}</Button>}
          </li>
        ))}
      </ul>
      {security.sessions.length > 1 ? <p><Button loading={endOthers.isSending} onClick={() => endOthers.send({})}>{words.endOthers}</Button></p> : null}
    </section>
  )
}
