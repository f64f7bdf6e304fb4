import { Alert, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { setUpWords } from '#text/console-set-up.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { SetUpState } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import type { Halves } from './halves.tsx'

/** The last set-up that was granted: how far it is used, lost slips told anew, and what nobody used taken back. */
export function Last({ state: { granted }, after }: { state: SetUpState; after: (what: string, told?: Halves) => void }) {
  const words = useWords(setUpWords)
  const shell = useWords(consoleWords)
  const [instant, failureText] = [useInstantText(), useFailureText()]
  const [isTaking, setTaking] = useState(false)
  const renew = useAct('POST /api/v1/accounts/set-up/{id}/halves', reply => after(words.halvesText(reply.halves.length), { which: reply.which, people: reply.halves }))
  const takeBack = useAct('POST /api/v1/accounts/set-up/{id}/take-back', reply => {
    setTaking(false)
    after(words.takenBack(reply.ended, reply.left.map(({ name, unit }) => `${name}（${unit}）`).join('、')))
  })
  if (!granted) return null
  const params = { id: granted.id }
  return (
    <section>
      <p className="soft">{words.last(granted.by, instant(granted.at), granted.invited, granted.open)}</p>
      {renew.failure ? <Alert type="error" role="alert" title={failureText(renew.failure)} /> : null}
      {granted.open === 0 ? null : (
        <p className="account-acts">
          <Popconfirm title={words.renewTitle} description={words.renewText} okText={words.renew} cancelText={shell.cancel} onConfirm={() => renew.send({ params })}><Button loading={renew.isSending}>{words.renew}</Button></Popconfirm>
          <Button danger onClick={() => setTaking(true)}>{words.takeBack}</Button>
        </p>
      )}
      {isTaking ? (
        <ReasonDialog
          id="take-back" title={words.takeBackTitle} subject={words.last(granted.by, instant(granted.at), granted.invited, granted.open)} text={words.takeBackText} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500}
          act={words.takeBack} isDanger isSending={takeBack.isSending} failure={takeBack.failure} send={reason => takeBack.send({ params, body: { reason } })} close={() => setTaking(false)}
        />
      ) : null}
    </section>
  )
}
