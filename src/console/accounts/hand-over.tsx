import { Alert, Select } from 'antd'
import { useState } from 'react'
import { roleTexts } from '#text/cases.ts'
import { accountWords } from '#text/console-accounts.ts'
import { useAct } from '../act.ts'
import type { StaffAccount } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** The end of a post whose work goes to somebody of the same unit and duty. */
export function HandOver({ account, close, done }: { readonly account: StaffAccount; readonly close: () => void; readonly done: (said: string) => void }) {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const name = useName()
  const reading = useRead('GET /api/v1/accounts/{id}/successors', { params: { id: account.officerId } }, { staleTime: 0 })
  const [successorId, choose] = useState<string>()
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/accounts/{id}/hand-over', () => done(words.handedOver))
  const successors = reading.data?.successors ?? []
  const send = (reason: string) => {
    setTried(true)
    if (successorId) act.send({ params: { id: account.officerId }, body: { successorId, reason } })
  }
  return (
    <ReasonDialog
      id="hand-over" title={words.handOverTitle(account.name)} subject={`${roleTexts[language][account.role]} · ${name(account.unit)}`} text={words.handOverText} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500}
      act={words.handOver} isDanger isSending={act.isSending} failure={act.failure ?? reading.error} send={send} close={close}
    >
      {reading.data && successors.length === 0 ? <Alert type="warning" role="alert" title={words.noSuccessor} /> : (
        <Labelled id="successor" label={words.successor} problem={isTried && !successorId ? words.choose : undefined}>
          <Select id="successor" placeholder={words.choose} loading={reading.isPending} value={successorId ?? null} onChange={value => choose(value ?? undefined)} options={successors.map(({ officerId, name }) => ({ value: officerId, label: name }))} />
        </Labelled>
      )}
    </ReasonDialog>
  )
}
