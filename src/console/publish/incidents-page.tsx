import { Alert, Button } from 'antd'
import { useEffect } from 'react'
import { protectionWords } from '#text/console-protection.ts'
import { consoleWords } from '#text/console.ts'
import { periodText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { Incident } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { keepReply, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { PublicLink } from '../shell/public-link.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/publish.css'

/** Records taken down in an emergency: who has confirmed, and what must be published again. */
export function IncidentsPage() {
  const words = useWords(protectionWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/incidents', {}, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.incidents} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.incidents}</h1></div>
      <Loaded reading={reading}>
        {({ items }) => items.length === 0 ? <div className="empty"><p>{words.noIncidents}</p></div> : <IncidentTable items={items} />}
      </Loaded>
    </>
  )
}

function IncidentTable({ items }: { items: readonly Incident[] }) {
  const words = useWords(protectionWords)
  return (
    <table className="list">
      <thead>
        <tr>{[words.columnWhat, words.columnWhy, words.columnWhen, words.columnSecond, words.columnAgain].map(label => <th key={label} scope="col">{label}</th>)}</tr>
      </thead>
      <tbody>{items.map(incident => <IncidentLine key={incident.id} incident={incident} />)}</tbody>
    </table>
  )
}

function IncidentLine({ incident }: { incident: Incident }) {
  const words = useWords(protectionWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  return (
    <tr>
      <th scope="row">
        <PublicLink className="matter" to={`/d/${incident.disclosureId}`}>{name(incident.itemName)}</PublicLink>
        <span className="about"><span lang="zh-CN">{incident.villageName}</span> · {periodText(language, incident.period)}</span>
      </th>
      <td data-label={words.columnWhy}>{words.reasons[incident.reason]}<span className="about" lang="zh-CN">{incident.note}</span></td>
      <td className="tight" data-label={words.columnWhen}>{at(incident.openedAt)}<span className="about" lang="zh-CN">{incident.openedByName}</span></td>
      <td className="tight" data-label={words.columnSecond}><SecondPerson incident={incident} /></td>
      <td className="tight" data-label={words.columnAgain}>
        {incident.isRepublished ? words.republished : words.until(incident.republishBy)}
        {incident.isLate ? <strong className="wrong"> {words.late}</strong> : null}
      </td>
    </tr>
  )
}

function SecondPerson({ incident }: { incident: Incident }) {
  const words = useWords(protectionWords)
  const text = useFailureText()
  const { language } = useLanguage()
  const act = useAct('POST /api/v1/incidents/{id}/confirmation', list => void keepReply('GET /api/v1/incidents', {}, language, list))
  if (incident.confirmedByName) return <span lang="zh-CN">{incident.confirmedByName}</span>
  return (
    <>
      <span>{words.until(incident.confirmBy)} </span>
      {incident.mayConfirm ? <Button size="small" loading={act.isSending} aria-label={words.confirmLabel(incident.villageName)} onClick={() => act.send({ params: { id: incident.id }, body: { note: '' } })}>{words.confirm}</Button> : null}
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
    </>
  )
}
