import { Alert, Button } from 'antd'
import { useNavigate } from 'react-router'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { roleTexts } from '#text/cases.ts'
import { deputyTexts } from '#text/deputies.ts'
import { useAct } from '../act.ts'
import type { Me } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { queryClient } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'

/** In whose post one acts, above every screen, and the way back to the own. */
export function ActingBanner({ me }: { me: Me }) {
  const words = useWords(deputyTexts)
  const { language } = useLanguage()
  const day = useDayText()
  const { step, isSending, failure } = useStep()
  if (!me.standsInFor) return null
  const { name, to } = me.standsInFor
  return (
    <Alert
      className="acting" type="warning" title={words.acting(name, roleTexts[language][me.officer.role], day(to as PlainDate))} description={failure}
      action={<Button size="small" loading={isSending} onClick={() => step(null)}>{words.back}</Button>}
    />
  )
}

/** The posts one may step into, at the foot of the rail. */
export function LentPosts({ me }: { me: Me }) {
  const words = useWords(deputyTexts)
  const { step, isSending, failure } = useStep()
  if (me.standsInFor || me.lent.length === 0) return null
  return (
    <section className="rail-lent" aria-label={words.lent}>
      {me.lent.map(({ id, name }) => <button key={id} type="button" disabled={isSending} onClick={() => step(id)}>{words.stepIn(name)}</button>)}
      {failure === undefined ? null : <p role="alert">{failure}</p>}
    </section>
  )
}

function useStep() {
  const failureText = useFailureText()
  const navigate = useNavigate()
  const act = useAct('POST /api/v1/me/post', () => {
    void navigate('/')
    // What one post may see must not be left on the screens of the other.
    void queryClient.resetQueries()
  })
  return { step: (deputyshipId: string | null) => act.send({ body: { deputyshipId } }), isSending: act.isSending, failure: act.failure ? failureText(act.failure) : undefined }
}
