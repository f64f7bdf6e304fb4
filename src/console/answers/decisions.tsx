import { useState } from 'react'
import { answerWords } from '#text/console-answers.ts'
import { useAct } from '../act.ts'
import type { AnswerText } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { Choice } from '../shell/choice.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import { TextShown } from './tables.tsx'

type Props = { text: AnswerText; close: () => void }

const shortestReason = 5

/** The second officer reads the text as everybody will, and approves it or sends it back. */
export function DecisionDialog({ text, close }: Props) {
  const words = useWords(answerWords)
  const [decision, setDecision] = useState<'approve' | 'sendBack'>('approve')
  const act = useAct('POST /api/v1/answers/{id}/decisions', () => {
    void forgetLists()
    close()
  })
  const isApproved = decision === 'approve'
  return (
    <ReasonDialog
      id="answer-note" title={words.decideTitle} subject={<TextShown text={text} />} text={words.decideText} label={words.note} hint={words.noteHint}
      {...(isApproved ? {} : { least: { characters: shortestReason, problem: words.noteShort } })} act={words[decision]} isSending={act.isSending} failure={act.failure}
      send={note => act.send({ params: { id: text.id }, body: { isApproved, ...(note !== '' && { note }) } })} close={close}
    >
      <Choice legend={words.decide} value={decision} choose={setDecision} options={(['approve', 'sendBack'] as const).map(value => ({ value, label: words[value] }))} />
    </ReasonDialog>
  )
}

/** Takes a text away from everybody. */
export function WithdrawalDialog({ text, close }: Props) {
  const words = useWords(answerWords)
  const act = useAct('POST /api/v1/answers/{id}/withdrawals', () => {
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="answer-reason" title={words.withdrawTitle} subject={<TextShown text={text} />} text={words.withdrawText} label={words.withdrawReason} least={{ characters: shortestReason, problem: words.noteShort }}
      act={words.withdraw} isDanger isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: text.id }, body: { reason } })} close={close}
    />
  )
}
