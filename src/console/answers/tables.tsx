import { Button } from 'antd'
import { Link } from 'react-router'
import { answerWords } from '#text/console-answers.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import type { AllowedAnswer, AnswerText } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import '../style/answers.css'

/** What the buttons of a text open. */
export type TextActs = { readonly decide: (text: AnswerText) => void; readonly withdraw: (text: AnswerText) => void; readonly choose: (text: AnswerText) => void }

/** Answers that may be shown and that nobody has written for everybody yet. */
export function AllowedTable({ items, write }: { items: readonly AllowedAnswer[]; write: (answer: AllowedAnswer) => void }) {
  const words = useWords(answerWords)
  const day = useDayText()
  return (
    <table className="list">
      <thead><tr><th scope="col">{words.columns.text}</th><th scope="col">{words.columns.act}</th></tr></thead>
      <tbody>
        {items.map(answer => (
          <tr key={answer.caseId}>
            <th scope="row">
              <span className="matter" lang="zh-CN">{answer.question}</span>
              <span className="about"><span lang="zh-CN">{answer.villageName}</span> · {words.allowedOn(day(answer.allowedOn))} · <Link to={`/cases/${answer.caseId}`}>{words.openCase}</Link></span>
            </th>
            <td className="tight"><Button size="small" type="primary" onClick={() => write(answer)}>{words.prepare}</Button></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Prepared texts with what became of each, and what this officer may do. */
export function TextTable({ items, ...acts }: { items: readonly AnswerText[] } & TextActs) {
  const words = useWords(answerWords)
  return (
    <table className="list">
      <thead><tr><th scope="col">{words.columns.text}</th><th scope="col">{words.columns.state}</th><th scope="col">{words.columns.act}</th></tr></thead>
      <tbody>{items.map(text => <TextLine key={text.id} text={text} {...acts} />)}</tbody>
    </table>
  )
}

function TextLine({ text, decide, withdraw, choose }: { text: AnswerText } & TextActs) {
  const words = useWords(answerWords)
  const day = useDayText()
  return (
    <tr>
      <th scope="row">
        <TextShown text={text} />
        <span className="about">
          {words.kinds[text.kind]}{text.villageName ? <> · <span lang="zh-CN">{text.villageName}</span></> : null} · {day(text.day)}
          {text.caseId ? <> · <Link to={`/cases/${text.caseId}`}>{words.openCase}</Link></> : null}
        </span>
        {text.note ? <span className="about">{words.note}: <span lang="zh-CN">{text.note}</span></span> : null}
      </th>
      <td className="tight">{words.states[text.state]}{text.state === 'coming' && text.appearsOn ? <span className="about">{words.from(day(text.appearsOn))}</span> : null}</td>
      <td className="tight">
        {text.possible.includes('decide') ? <Button size="small" type="primary" onClick={() => decide(text)}>{words.decide}</Button> : null}
        {text.state === 'waiting' && text.isOwn ? <span className="soft">{words.own}</span> : null}
        {text.possible.includes('prepare') ? <Button size="small" type="text" onClick={() => choose(text)}>{words.toTypical}</Button> : null}
        {text.possible.includes('withdraw') ? <Button size="small" type="text" onClick={() => withdraw(text)}>{words.withdraw}</Button> : null}
      </td>
    </tr>
  )
}

/** A text as everybody is to read it. */
export function TextShown({ text }: { text: AnswerText }) {
  const said = useWords(publicAnswerTexts)
  return (
    <span className="text-shown">
      {text.title ? <strong lang="zh-CN">{text.title}</strong> : null}
      <span><b>{said.question}</b> <span lang="zh-CN">{text.question}</span></span>
      <span><b>{said.answer}</b> <span lang="zh-CN">{text.answer}</span></span>
    </span>
  )
}
