import { Alert, Button } from 'antd'
import { roleTexts } from '#text/cases.ts'
import { unitWords } from '#text/console-units.ts'
import { plainDayText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { Organisation } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'

/** Changes of posts that one administrator asked for and another has yet to grant. */
export function WaitingChanges({ waiting, done }: { waiting: Organisation['waiting']; done: (said: string) => void }) {
  const words = useWords(unitWords)
  const failureText = useFailureText()
  const { language } = useLanguage()
  const [name, instant] = [useName(), useInstantText()]
  const grant = useAct('POST /api/v1/organisation/post-changes/{id}/grant', () => done(words.granted))
  const withdraw = useAct('POST /api/v1/organisation/post-changes/{id}/withdraw', () => done(words.withdrawn))
  const failure = grant.failure ?? withdraw.failure
  const end = (day: string | undefined) => (day === undefined ? words.noEnd : words.until(plainDayText(language, day)))
  if (waiting.length === 0) return null
  return (
    <section className="sheet account">
      <h2>{words.waiting}</h2>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      <ul className="account-sessions">
        {waiting.map(change => (
          <li key={change.id}>
            <strong><span lang="zh-CN">{change.name}</span> · {roleTexts[language][change.role]} · {name(change.unit)}</strong>
            <span lang="zh-CN">{change.title ?? words.noTitle}</span>
            <span>{end(change.before)} → {end(change.to)}{change.isHead ? ` · ${words.becomesHead}` : ''}</span>
            <span className="soft"><span lang="zh-CN">{change.reason}</span> · {words.askedBy(change.askedBy, instant(change.askedAt), instant(change.expiresAt))}</span>
            <span className="account-acts">
              {change.mayGrant ? <Button type="primary" loading={grant.isSending} onClick={() => grant.send({ params: { id: change.id } })}>{words.grant}</Button> : null}
              {change.mayWithdraw ? <Button loading={withdraw.isSending} onClick={() => withdraw.send({ params: { id: change.id } })}>{words.withdraw}</Button> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
