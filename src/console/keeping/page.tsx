import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { keepingTexts } from '#text/keeping.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { ErasureRequest, Hold } from '../api-types.ts'
import { useInstantText, useName, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { PublicLink } from '../shell/public-link.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { usePlacesText } from './places-text.ts'
import '../style/publish.css'

/** What is kept longer, and which deletions wait for a second person. */
export function KeepingPage() {
  const words = useWords(keepingTexts)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/keeping', {}, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft">{words.lead}</p>
      <p className="soft">{words.howLong}</p>
      <Loaded reading={reading}>{({ holds, erasures }) => (
        <>
          <section aria-labelledby="erasures"><div className="section-head"><h2 id="erasures">{words.erasures}</h2></div>{erasures.length === 0 ? <div className="empty"><p>{words.erasuresEmpty}</p></div> : <ErasureTable items={erasures} />}</section>
          <section aria-labelledby="holds"><div className="section-head"><h2 id="holds">{words.holds}</h2></div>{holds.length === 0 ? <div className="empty"><p>{words.holdsEmpty}</p></div> : <HoldTable items={holds} />}</section>
        </>
      )}</Loaded>
    </>
  )
}

function ErasureTable({ items }: { items: readonly ErasureRequest[] }) {
  const { columns } = useWords(keepingTexts)
  return (
    <table className="list">
      <thead><tr>{[columns.what, columns.value, columns.ground, columns.askedBy, columns.decide].map(label => <th key={label} scope="col">{label}</th>)}</tr></thead>
      <tbody>{items.map(asked => <ErasureLine key={asked.id} asked={asked} />)}</tbody>
    </table>
  )
}

function ErasureLine({ asked }: { asked: ErasureRequest }) {
  const words = useWords(keepingTexts)
  const name = useName()
  const at = useInstantText()
  const placesText = usePlacesText()
  const [deciding, decide] = useState<boolean>()
  const act = useAct('POST /api/v1/erasures/{id}/decisions', () => {
    decide(undefined)
    void forgetLists()
  })
  return (
    <tr>
      <th scope="row"><PublicLink className="matter" to={`/d/${asked.disclosureId}`} lang="zh-CN">{asked.title}</PublicLink><span className="about" lang="zh-CN">{asked.villageName}</span></th>
      <td data-label={words.columns.value}>{asked.row === 0 ? words.header : words.line(asked.row)} · {name(asked.fieldName)}<span className="about">{asked.places.length === 0 ? words.ofVersion(asked.version) : placesText(asked)}</span></td>
      <td data-label={words.columns.ground}>{words.grounds[asked.ground]}<span className="about" lang="zh-CN">{asked.note}</span></td>
      <td className="tight" data-label={words.columns.askedBy}><span lang="zh-CN">{asked.askedByName}</span><span className="about">{at(asked.askedAt)}</span></td>
      <td className="tight">{asked.mayDecide ? <><Button size="small" danger onClick={() => decide(true)}>{words.erase}</Button> <Button size="small" onClick={() => decide(false)}>{words.decline}</Button></> : null}</td>
      {deciding === undefined ? null : (
        <ReasonDialog
          id="erasure-decision" title={deciding ? words.erase : words.decline} subject={<strong lang="zh-CN">{asked.title}</strong>} text={deciding ? words.eraseLead : ''} label={deciding ? words.note : words.declineReason}
          {...(!deciding && { least: { characters: 4, problem: words.declineReason } })} act={deciding ? words.erase : words.decline} isDanger={deciding} isSending={act.isSending} failure={act.failure}
          send={note => act.send({ params: { id: asked.id }, body: { erase: deciding, ...(note && { note }) } })} close={() => decide(undefined)}
        />
      )}
    </tr>
  )
}

function HoldTable({ items }: { items: readonly Hold[] }) {
  const { columns } = useWords(keepingTexts)
  return (
    <table className="list">
      <thead><tr>{[columns.what, columns.reason, columns.askedBy, columns.state, columns.decide].map(label => <th key={label} scope="col">{label}</th>)}</tr></thead>
      <tbody>{items.map(hold => <HoldLine key={hold.id} hold={hold} />)}</tbody>
    </table>
  )
}

function HoldLine({ hold }: { hold: Hold }) {
  const words = useWords(keepingTexts)
  const failureText = useFailureText()
  const [isLifting, lift] = useState(false)
  const act = useAct('POST /api/v1/holds/{id}/moves', () => {
    lift(false)
    void forgetLists()
  })
  return (
    <tr>
      <th scope="row">
        {hold.kind === 'case' ? <Link className="matter" to={`/cases/${hold.subjectId}`}>{words.kinds.case}</Link> : <PublicLink className="matter" to={`/d/${hold.subjectId}`} lang="zh-CN">{hold.title ?? words.kinds.disclosure}</PublicLink>}
        <span className="about" lang="zh-CN">{hold.placeName}</span>
      </th>
      <td data-label={words.columns.reason} lang="zh-CN">{hold.reason}{hold.liftReason === undefined ? null : <span className="about">{hold.liftReason}</span>}</td>
      <td className="tight" data-label={words.columns.askedBy}><span lang="zh-CN">{hold.askedByName}</span><span className="about">{hold.askedOn}</span></td>
      <td data-label={words.columns.state}>{hold.liftReason !== undefined ? words.liftAsked : hold.isGranted ? words.held : words.waiting}</td>
      <td className="tight">
        {hold.may.map(move => <Button key={move} size="small" loading={act.isSending} onClick={() => (move === 'askLift' ? lift(true) : act.send({ params: { id: hold.id }, body: { move } }))}>{words.moves[move]}</Button>).flatMap((button, i) => (i === 0 ? [button] : [' ', button]))}
        {act.failure && !isLifting ? <span className="wrong" role="alert">{failureText(act.failure)}</span> : null}
      </td>
      {isLifting ? (
        <ReasonDialog
          id="lift-reason" title={words.moves.askLift} subject={<strong lang="zh-CN">{hold.title ?? words.kinds[hold.kind]}</strong>} label={words.liftReason} least={{ characters: 4, problem: words.liftReason }} act={words.moves.askLift}
          isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: hold.id }, body: { move: 'askLift', reason } })} close={() => lift(false)}
        />
      ) : null}
    </tr>
  )
}
