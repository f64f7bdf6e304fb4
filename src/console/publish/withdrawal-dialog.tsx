import { dutyWords } from '#text/console-duties.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** Asks that a record be withdrawn. Says before that a correction is usually the better way. */
export function WithdrawalDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(dutyWords)
  const act = useAct('POST /api/v1/disclosures/{id}/withdrawals', () => {
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="withdrawal-reason" title={words.withdrawTitle} subject={<strong lang="zh-CN">{record.title}</strong>} text={words.withdrawText} label={words.withdrawReason}
      least={{ characters: 5, problem: words.withdrawReason }} act={words.askWithdrawal} isDanger isSending={act.isSending} failure={act.failure}
      send={note => act.send({ params: { id: record.id }, body: { action: 'ask', note } })} close={close}
    />
  )
}
