import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { intakeWords } from '#text/console-intake.ts'
import { workOrderFieldTexts } from '#text/intake.ts'
import { consoleWords } from '#text/console.ts'
import { groupedCode } from '#text/values.ts'
import type { HotlineImport, HotlineReading } from '../api-types.ts'
import { useAct } from '../act.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { forgetLists, useMe } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import '../style/intake.css'
import '../style/publish.css'
import { download } from './download.ts'
import { LeftOut } from './left-out.tsx'

/** Taking over a file of the hotline: choose, look, take. */
export function HotlinePage() {
  const words = useWords(intakeWords)
  const shell = useWords(consoleWords)
  const text = useFailureText()
  const [file, setFile] = useState<File>()
  const me = useMe()
  const check = useAct('POST /api/v1/hotline-files/check')
  const take = useAct('POST /api/v1/hotline-files', () => void forgetLists())
  useEffect(() => {
    document.title = `${words.hotlineTitle} · ${shell.brand}`
  }, [words, shell])
  const failure = take.failure ?? check.failure
  return (
    <>
      <div className="page-head"><h1>{words.hotlineTitle}</h1></div>
      <p className="soft unprinted">{words.hotlineIntro}</p>
      {me && !me.takesNames ? <Alert type="info" title={words.hotlineAnonymous} /> : null}
      <section className="sheet import unprinted">
        <ChooseFile isSending={check.isSending} choose={chosen => { take.reset(); setFile(chosen); check.send({ form: { file: chosen } }) }} />
        {file ? <span className="soft"> {file.name}</span> : null}
        {failure ? <Alert type="error" role="alert" title={text(failure)} /> : null}
      </section>
      {take.reply ? <Taken taken={take.reply} leftOut={check.reply?.leftOut ?? []} /> : check.reply && file ? <Looked reading={check.reply} isSending={take.isSending} take={leaveOut => take.send({ form: { sha256: check.reply!.sha256, leaveOut: String(leaveOut), file } })} /> : null}
    </>
  )
}

function ChooseFile({ isSending, choose }: { isSending: boolean; choose: (file: File) => void }) {
  const words = useWords(intakeWords)
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser} type="file" hidden aria-label={words.chooseFile} accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={event => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) choose(chosen)
        }}
      />
      <Button type="primary" loading={isSending} onClick={() => chooser.current?.click()}>{words.chooseFile}</Button>
    </>
  )
}

function Looked({ reading, isSending, take }: { reading: HotlineReading; isSending: boolean; take: (leaveOut: number) => void }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  const left = reading.leftOut.length
  if (reading.refusal) return <Alert type="error" role="alert" title={reading.refusal.message} />
  return (
    <section className="sheet import">
      <div className="unprinted">
        <p><strong>{words.orders(reading.fresh, reading.known)}</strong></p>
        <p className="soft">{words.columns}: {reading.columns.map(({ column, header, field }) => `${column} ${header} → ${workOrderFieldTexts[language][field]}`).join(' · ')}</p>
        {reading.isBlocked ? <Alert type="error" role="alert" title={words.blocked} /> : null}
        {reading.problems.length === 0 ? null : (
          <details className="import-problems" open>
            <summary>{words.problems(reading.problems.length + reading.omitted)}</summary>
            <ol>
              {reading.problems.map((problem, index) => <li key={index} className={problem.severity === 'error' ? 'wrong' : 'warned'}><code>{problem.cell ?? ''}</code> {problem.message}</li>)}
              {reading.omitted > 0 ? <li className="soft">{words.omitted(reading.omitted)}</li> : null}
            </ol>
          </details>
        )}
        <Orders reading={reading} />
      </div>
      {left > 0 && !reading.isBlocked ? <LeftOut rows={reading.leftOut} title={words.leftOut(left)} hint={words.leftOutHint} /> : null}
      <Button className="unprinted" type="primary" size="large" disabled={reading.isBlocked || reading.fresh === 0} loading={isSending} onClick={() => take(left)}>{left > 0 ? words.takeWithout(left, reading.fresh) : words.take(reading.fresh)}</Button>
    </section>
  )
}

function Orders({ reading }: { reading: HotlineReading }) {
  const words = useWords(intakeWords)
  const day = useDayText()
  return (
    <table className="list orders">
      <thead><tr>{[words.number, words.calledOn, words.dueOn, words.village, words.matter].map(title => <th key={title} scope="col">{title}</th>)}</tr></thead>
      <tbody>
        {reading.orders.slice(0, 100).map(order => (
          <tr key={order.row} className={order.isKnown ? 'soft' : ''}>
            <th scope="row" className="number">{order.number}{order.isKnown ? <div className="soft">{words.known}</div> : null}</th>
            <td className="tight" data-label={words.calledOn}>{day(order.calledOn)}</td>
            <td className="tight" data-label={words.dueOn}>{order.dueOn ? day(order.dueOn) : '—'}</td>
            <td lang="zh-CN" data-label={words.village}>{order.villageName}</td>
            <td lang="zh-CN" data-label={words.matter}>{order.excerpt}{order.isNamed ? <span className="soft"> ({words.isNamed})</span> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Taken({ taken, leftOut }: { taken: HotlineImport; leftOut: HotlineReading['leftOut'] }) {
  const words = useWords(intakeWords)
  const codes = taken.receipts.map(({ number, receiptCode }) => [number, groupedCode(receiptCode)])
  return (
    <>
      <section className="sheet import unprinted">
        <div role="status"><Alert type="success" title={words.taken(taken.filed, taken.known)} /></div>
        <p>{words.receipts}</p>
        <p><Button type="primary" onClick={() => download('12345-receipts.csv', [[words.number, words.code], ...codes])}>{words.download}</Button> <Link to="/cases?queue=to-accept">→</Link></p>
      </section>
      {leftOut.length > 0 ? <section className="sheet import"><LeftOut rows={leftOut} title={words.leftOutNow(leftOut.length)} /></section> : null}
    </>
  )
}
