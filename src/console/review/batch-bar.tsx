import { Alert, Button } from 'antd'
import { useNavigate } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'

/** Puts the chosen drafts together; the server draws which of them must be opened. */
export function BatchBar({ chosen }: { chosen: readonly string[] }) {
  const words = useWords(dutyWords)
  const text = useFailureText()
  const navigate = useNavigate()
  const act = useAct('POST /api/v1/review-batches', batch => void navigate(`/batches/${batch.id}`))
  return (
    <div className="save-bar">
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Button type="primary" loading={act.isSending} onClick={() => act.send({ body: { draftIds: chosen as [string, ...string[]] } })}>{words.batchChoose(chosen.length)}</Button>
      <span className="soft">{words.batchLead}</span>
    </div>
  )
}
