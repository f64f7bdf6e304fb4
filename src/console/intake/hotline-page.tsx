import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { intakeWords } from '#text/console-intake.ts'
import { workOrderFieldTexts } from '#text/intake.ts'
import { consoleWords } from '#text/console.ts'
import type { HotlineImport, HotlineReading } from '../api-types.ts'
import { useAct } from '../act.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { forgetLists, useMe } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import '../style/intake.css'
import '../style/publish.css'

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
      <p className="soft">{words.hotlineIntro}</p>
      {me && !me.takesNames ? <Alert type="info" title={words.hotlineAnonymous} /> : null}
      <section className="sheet import">
        <ChooseFile isSending={check.isSending} choose={chosen => { take.reset(); setFile(chosen); check.send({ form: { file: chosen } }) }} />
        {file ? <span className="soft"> {file.name}</span> : null}
        {failure ? <Alert type="error" role="alert" title={text(failure)} /> : null}
      </section>
      {take.reply ? <Taken taken={take.reply} /> : check.reply && file ? <Looked reading={check.reply} isSending={take.isSending} take={() => take.send({ form: { sha256: check.reply!.sha256, file } })} /> : null}
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

function Looked({ reading, isSending, take }: { reading: HotlineReading; isSending: boolean; take: () => void }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  if (reading.refusal) return <Alert type="error" role="alert" title={reading.refusal.message} />
  return (
    <section className="sheet import">
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
      <Button type="primary" size="large" disabled={reading.isBlocked || reading.fresh === 0} loading={isSending} onClick={take}>{words.take(reading.fresh)}</Button>
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

function Taken({ taken }: { taken: HotlineImport }) {
  const words = useWords(intakeWords)
  return (
    <section className="sheet import">
      <div role="status"><Alert type="success" title={words.taken(taken.filed, taken.known)} /></div>
      <p>{words.receipts}</p>
      <p><Button type="primary" onClick={() => download(taken, [words.number, words.code])}>{words.download}</Button> <Link to="/cases?queue=to-accept">→</Link></p>
    </section>
  )
}

/** Made in the page from what it already holds: no address ever carries a code. */
function download({ receipts }: HotlineImport, head: readonly string[]): void {
  const cell = (text: string) => `"${(/^[=+\-@]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const lines = [head, ...receipts.map(({ number, receiptCode }) => [number, `${receiptCode.match(/.{4}/gu)?.join(' ')}`])]
  const address = URL.createObjectURL(new Blob([`\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: '12345-receipts.csv' })
  link.click()
  URL.revokeObjectURL(address)
}
