import { useState } from 'react'
import { useNavigate } from 'react-router'
import { shortestTakedownNote, takedownReasons, type TakedownReason } from '#rules/disclosures/takedown.ts'
import { protectionWords } from '#text/console-protection.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { Choice } from '../shell/choice.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** Taking a record down in an emergency: why, and what happened. */
export function TakeDownDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(protectionWords)
  const navigate = useNavigate()
  const [reason, setReason] = useState<TakedownReason>('personal-data')
  const act = useAct('POST /api/v1/disclosures/{id}/takedown', () => {
    void forgetLists()
    void navigate('/incidents')
  })
  return (
    <ReasonDialog
      id="take-down-note" title={words.takeDownTitle} subject={<strong lang="zh-CN">{record.title}</strong>} text={words.takeDownText} label={words.takeDownNote}
      least={{ characters: shortestTakedownNote, problem: words.takeDownTooShort }} act={words.takeDownSend} isDanger isSending={act.isSending} failure={act.failure}
      send={note => act.send({ params: { id: record.id }, body: { reason, note } })} close={close}
    >
      <Choice legend={words.takeDownReason} value={reason} choose={setReason} options={takedownReasons.map(value => ({ value, label: words.reasons[value] }))} />
    </ReasonDialog>
  )
}
