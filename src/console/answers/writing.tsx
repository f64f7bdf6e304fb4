import { Alert, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { textLimits, textProblems, type TextField, type TextProblem } from '#rules/answers/text-check.ts'
import { textProblemSentence } from '#text/answer-refusals.ts'
import { answerWords } from '#text/console-answers.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { AllowedAnswer, AnswerText } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import '../style/answers.css'

/** What is written: the answer of a case, or a typical case, freely or from an answer that is public. */
export type Writing = { readonly kind: 'answer'; readonly answer: AllowedAnswer } | { readonly kind: 'typical'; readonly chosen?: AnswerText }

/** Writes a text for everybody. What must not be public is said while one writes, by the same rule as on the server. */
export function WritingDialog({ writing, close }: { writing: Writing; close: () => void }) {
  const words = useWords(answerWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const [texts, setTexts] = useState(() => beginning(writing))
  const [namesRow, setNamesRow] = useState(false)
  const [isTried, setTried] = useState(false)
  const sent = () => {
    void forgetLists()
    close()
  }
  const answering = useAct('POST /api/v1/cases/{id}/answer-texts', sent)
  const telling = useAct('POST /api/v1/typical-cases', sent)
  const source = writing.kind === 'answer' ? writing.answer : undefined
  const problems = textProblems(texts, source?.statement, source?.known)
  const failure = answering.failure ?? telling.failure
  const isTypical = writing.kind === 'typical'
  const send = () => {
    setTried(true)
    if (problems.length > 0) return
    if (source) answering.send({ params: { id: source.caseId }, body: { question: texts.question, answer: texts.answer, namesRow } })
    else telling.send({ body: { title: texts.title ?? '', question: texts.question, answer: texts.answer, ...(isTypical && writing.chosen && { chosenId: writing.chosen.id }) } })
  }
  // What is too short is said once somebody tried to send; what must not be there at once.
  const told = (name: TextField) => problems.find(problem => problem.field === name && (isTried || problem.code === 'personal' || problem.code === 'quotes'))
  const field = (name: TextField) => ({ name, value: texts[name] ?? '', problem: told(name), isFirst: name === (isTypical ? 'title' : 'question'), change: (text: string) => setTexts({ ...texts, [name]: text }) })
  return (
    <Modal open title={isTypical ? words.typicalTitle : words.prepareTitle} okText={words.send} cancelText={shell.cancel} confirmLoading={answering.isSending || telling.isSending} onOk={send} onCancel={close} width={720}>
      <p className="soft">{isTypical ? words.typicalText : words.prepareText}</p>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      {source ? <details className="own-words"><summary>{words.statement}</summary><p lang="zh-CN">{source.statement}</p></details> : null}
      {isTypical ? <Field {...field('title')} label={words.caseTitle} rows={1} /> : null}
      <Field {...field('question')} label={isTypical ? words.what : words.question} rows={2} hint={isTypical ? undefined : words.questionHint} />
      <Field {...field('answer')} label={isTypical ? words.how : words.answer} rows={5} hint={isTypical ? undefined : words.answerHint} />
      {source?.row === undefined ? null : <Checkbox checked={namesRow} onChange={event => setNamesRow(event.target.checked)}>{words.namesRow}</Checkbox>}
    </Modal>
  )
}

type FieldProps = { name: TextField; label: string; rows: number; hint?: string | undefined; value: string; problem: TextProblem | undefined; isFirst: boolean; change: (text: string) => void }

function Field({ name, label, rows, hint, value, problem, isFirst, change }: FieldProps) {
  const { language } = useLanguage()
  return (
    <Labelled id={`answer-${name}`} label={label} hint={hint} problem={problem && textProblemSentence(language, problem)}>
      <Input.TextArea id={`answer-${name}`} lang="zh-CN" autoFocus={isFirst} maxLength={textLimits[name].most} autoSize={{ minRows: rows, maxRows: 14 }} value={value} onChange={event => change(event.target.value)} />
    </Labelled>
  )
}

function beginning(writing: Writing): { readonly title?: string; readonly question: string; readonly answer: string } {
  if (writing.kind === 'answer') return { question: writing.answer.question, answer: writing.answer.answer }
  return { title: '', question: writing.chosen?.question ?? '', answer: writing.chosen?.answer ?? '' }
}
