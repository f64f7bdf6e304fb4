import { useNavigate } from 'react-router'
import { reviewWords } from '#text/console-review.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** Opens a correction, with the reason that will stand beside the new version. */
export function CorrectionDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(reviewWords)
  const navigate = useNavigate()
  const act = useAct('POST /api/v1/disclosures/{id}/corrections', draft => {
    void forgetLists()
    void navigate(`/drafts/${draft.id}`)
  })
  return (
    <ReasonDialog
      id="correction-reason" title={words.correctTitle} subject={<strong lang="zh-CN">{record.title}</strong>} text={words.correctText} label={words.correctReason}
      least={{ characters: 5, problem: words.correctTooShort }} act={words.openCorrection} isSending={act.isSending} failure={act.failure}
      send={reason => act.send({ params: { id: record.id }, body: { reason } })} close={close}
    />
  )
}
