import { Alert, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from './failures.ts'
import { sendsOnCtrlEnter } from './keys.ts'
import { Labelled } from './labelled.tsx'

type Props = {
  id: string
  title: string
  /** What the act is about, above everything else. */
  subject: ReactNode
  text?: string
  /** Further choices, between the explanation and the words. */
  children?: ReactNode
  label: string
  hint?: string
  /** The fewest characters, and what is said when there are fewer; without it the words may be left out. */
  least?: { characters: number; problem: string }
  most?: number
  /** What the button says. */
  act: string
  isDanger?: boolean
  isSending: boolean
  failure: Error | null
  send: (words: string) => void
  close: () => void
}

/** A dialog that asks for words before something is done: a reason, an answer, an explanation. Nothing is sent while they are too short. */
export function ReasonDialog({ id, title, subject, text, children, label, hint, least, most = 1000, act, isDanger = false, isSending, failure, send, close }: Props) {
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const isTooShort = least !== undefined && [...words.trim()].length < least.characters
  const submit = () => {
    setTried(true)
    if (!isTooShort) send(words.trim())
  }
  return (
    <Modal open title={title} okText={act} okButtonProps={{ danger: isDanger }} cancelText={shell.cancel} confirmLoading={isSending} onOk={submit} onCancel={close} width={560}>
      <p>{subject}</p>
      {text ? <p className="soft">{text}</p> : null}
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      {children}
      <div onKeyDown={sendsOnCtrlEnter(submit)}>
        <Labelled id={id} label={label} hint={hint} problem={isTried && isTooShort ? least.problem : undefined}>
          <Input.TextArea id={id} lang="zh-CN" autoFocus maxLength={most} readOnly={isSending} autoSize={{ minRows: 3, maxRows: 10 }} value={words} onChange={event => setWords(event.target.value)} />
        </Labelled>
      </div>
    </Modal>
  )
}
