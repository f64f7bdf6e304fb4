import { Alert } from 'antd'
import { useEffect } from 'react'
import { custodyWords } from '#text/console-identity.ts'
import { consoleWords } from '#text/console.ts'
import type { CustodyList } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import { KeySheet } from '../tips/key-sheet.tsx'
import { CustodyRequestView } from './custody-request.tsx'
import { ResealSheet } from './reseal-sheet.tsx'
import '../style/audit.css'
import '../style/tips.css'

/** The desk of a custodian: the key, what was asked, the keys in use. */
export function CustodyPage() {
  const words = useWords(custodyWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/identity-requests', {}, { staleTime: 0, every: 60_000 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <Loaded reading={reading}>
      {desk => (
        <>
          <div className="page-head"><h1>{words.title}</h1>{desk.group ? <span className="soft">{words.group(desk.group)}</span> : null}</div>
          <p className="soft page-lead">{words.lead}</p>
          {waiting(desk) > 0 ? <Alert className="page-lead" type="info" showIcon title={words.waiting(waiting(desk))} /> : null}
          <KeySheet recipients={desk.keys.filter(key => key.group === desk.group).map(key => key.recipient)} />
          {desk.requests.length === 0 ? <div className="empty"><p>{words.none}</p></div> : desk.requests.map(request => <CustodyRequestView key={request.id} request={request} group={desk.group} again={() => void reading.refetch()} />)}
          <Keys desk={desk} />
          <ResealSheet desk={desk} again={() => void reading.refetch()} />
        </>
      )}
    </Loaded>
  )
}

/** Requests that wait for whoever looks. */
function waiting(desk: CustodyList): number {
  return desk.requests.filter(request => request.isMyTurn).length
}

function Keys({ desk }: { desk: CustodyList }) {
  const words = useWords(custodyWords)
  return (
    <section className="sheet">
      <h2>{words.keys}</h2>
      <dl className="facts">{desk.keys.map(({ group, fingerprint }) => <div key={fingerprint}><dt>{group}</dt><dd><code>{fingerprint}</code></dd></div>)}</dl>
      <p>{desk.older > 0 ? words.older(desk.older, desk.total) : words.allCurrent(desk.total)}</p>
    </section>
  )
}
