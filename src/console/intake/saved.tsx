import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { channelTexts } from '#text/intake.ts'
import { intakeWords } from '#text/console-intake.ts'
import { groupedCode } from '#text/values.ts'
import type { EntryReceipt } from '../api-types.ts'
import { call } from '../client.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import type { Typed } from './typed.ts'

type Props = { receipt: EntryReceipt; typed: Typed; scans: readonly File[]; villageName: string; next: () => void }

/** The receipt to hand over, shown this once. Scans are sent meanwhile. */
export function Saved({ receipt, typed, scans, villageName, next }: Props) {
  const words = useWords(intakeWords)
  const failed = useScans(receipt.caseId, scans)
  return (
    <>
      <div className="page-head unprinted"><h1>{words.savedTitle}</h1></div>
      <div className="unprinted" role="status"><Alert type="warning" title={words.codeOnce} /></div>
      {failed.map(n => <Alert key={n} className="unprinted" type="error" role="alert" title={words.scanFailed(n)} />)}
      <Slip receipt={receipt} typed={typed} villageName={villageName} />
      {typed.channel === 'proxy' ? <Stub receipt={receipt} typed={typed} villageName={villageName} /> : null}
      <p className="unprinted slip-acts">
        <Button type="primary" onClick={() => print()}>{words.print}</Button> <Button onClick={next}>{words.next}</Button> <Link to={`/cases/${receipt.caseId}`}>{words.openCase}</Link>
      </p>
    </>
  )
}

function Slip({ receipt, typed, villageName }: { receipt: EntryReceipt; typed: Typed; villageName: string }) {
  const words = useWords(intakeWords)
  const day = useDayText()
  const { promised } = receipt
  return (
    <section className="sheet slip">
      {typed.channel === 'proxy' ? <p className="fold">{words.slipFold}</p> : null}
      <h2>{words.slipTitle}</h2>
      <p>{words.slipLead}</p>
      <p className="slip-code"><span className="soft">{words.code}</span> <strong className="number">{groupedCode(receipt.receiptCode)}</strong></p>
      <dl className="facts">
        <Facts receipt={receipt} typed={typed} villageName={villageName} />
        <div><dt>{words.acceptBy}</dt><dd>{day(promised.acceptBy)}</dd></div>
        <div><dt>{words.answerBy}</dt><dd>{day(promised.answerBy)}</dd></div>
      </dl>
      {promised.provisional ? <p className="soft">{words.provisional}</p> : null}
      <p className="soft">{words.where}</p>
    </section>
  )
}

/** For the helper: proof that he was here, and nothing to read the answer with. */
function Stub({ receipt, typed, villageName }: { receipt: EntryReceipt; typed: Typed; villageName: string }) {
  const words = useWords(intakeWords)
  return (
    <section className="sheet slip stub">
      <h2>{words.stubTitle}</h2>
      <p>{words.stubLead}</p>
      <dl className="facts"><Facts receipt={receipt} typed={typed} villageName={villageName} /></dl>
    </section>
  )
}

function Facts({ receipt, typed, villageName }: { receipt: EntryReceipt; typed: Typed; villageName: string }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  const day = useDayText()
  return (
    <>
      <div><dt>{words.village}</dt><dd lang="zh-CN">{villageName}</dd></div>
      <div><dt>{words.channel}</dt><dd>{[channelTexts[language][typed.channel], typed.channelNumber].filter(Boolean).join(' ')}</dd></div>
      <div><dt>{words.receivedHere}</dt><dd>{day(receipt.receivedOn)}</dd></div>
    </>
  )
}

/** Sends the scans one after the other, once. Gives the numbers of those that were refused. */
function useScans(caseId: string, scans: readonly File[]): readonly number[] {
  const { language } = useLanguage()
  const [failed, setFailed] = useState<readonly number[]>([])
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void (async () => {
      for (const [at, file] of scans.entries()) {
        await call('POST /api/v1/cases/{id}/scans', { params: { id: caseId }, form: { file } }, { language }).catch(() => setFailed(before => [...before, at + 1]))
      }
    })()
  }, [caseId, scans, language])
  return failed
}
