import { useState } from 'react'
import { hidingReasons, shortestHidingNote } from '#rules/objections/hiding.ts'
import { objectionWords } from '#rules/objections/words.ts'
import { objectionActionTexts, objectionTexts, objectionWordsOfStaff, objectionWordsText } from '#text/objections.ts'
import { useAct } from '../act.ts'
import type { ObjectionView } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { Choice } from '../shell/choice.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

type Props = { objection: ObjectionView; close: () => void }

/** The village answers or concedes; the township upholds or dismisses. */
export function AnswerDialog({ objection, close }: Props) {
  const words = useWords(objectionWordsOfStaff)
  const { language } = useLanguage()
  const [action, setAction] = useState(objection.possible[0]!)
  const act = useAct('POST /api/v1/objections/{id}/moves', () => {
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="objection-words" title={words.handle} subject={<strong lang="zh-CN">{objection.question}</strong>} label={words.words} hint={action === 'concede' || action === 'uphold' ? words.correctNext : words.wordsHelp}
      least={{ characters: objectionWords.answer.least, problem: objectionWordsText(language, 'answer', 'too-short') }} act={objectionActionTexts[language][action]} isSending={act.isSending} failure={act.failure}
      send={said => act.send({ params: { id: objection.id }, body: { action, asOf: objection.eventCount, words: said } })} close={close}
    >
      <Choice legend={words.choose} value={action} choose={setAction} options={objection.possible.map(value => ({ value, label: objectionActionTexts[language][value] }))} />
    </ReasonDialog>
  )
}

/** Words that must not be public are hidden from everybody; why stays to be read. */
export function HidingDialog({ objection, close }: Props) {
  const words = useWords(objectionWordsOfStaff)
  const text = useWords(objectionTexts)
  const [part, setPart] = useState(objection.mayHide[0]!)
  const [reason, setReason] = useState<(typeof hidingReasons)[number]>('personal-data')
  const act = useAct('POST /api/v1/objections/{id}/hidings', () => {
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="hiding-note" title={words.hideTitle} subject={<strong lang="zh-CN">{objection[part]}</strong>} text={words.hideText} label={words.hideNote}
      least={{ characters: shortestHidingNote, problem: words.hideTooShort }} act={words.hideSend} isDanger isSending={act.isSending} failure={act.failure}
      send={note => act.send({ params: { id: objection.id }, body: { part, reason, asOf: objection.eventCount, note } })} close={close}
    >
      <Choice legend={words.hidePart} value={part} choose={setPart} options={objection.mayHide.map(value => ({ value, label: words.parts[value] }))} />
      <Choice legend={words.hideReason} value={reason} choose={setReason} options={hidingReasons.map(value => ({ value, label: text.hidingReasons[value] }))} />
    </ReasonDialog>
  )
}
