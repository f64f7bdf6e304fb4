import { Link } from 'react-router'
import { deskWords } from '#text/console-desk.ts'
import { consoleWords } from '#text/console.ts'
import type { Desk, DeskQueue } from '../api-types.ts'
import { AuditPage } from '../audit/page.tsx'
import { CaseTable } from '../cases/case-table.tsx'
import { useDayText, useWords } from '../language.tsx'
import { CustodyPage } from '../identity/custody-page.tsx'
import { DraftTable } from '../publish/draft-table.tsx'
import { useMe, useRead } from '../queries.ts'
import { addressOfQueue, useQueueLabel } from '../shell/navigation.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { TipListPage } from '../tips/list-page.tsx'
import '../style/duties.css'
import { Decisions } from './decisions.tsx'
import { DutiesGlimpse } from './duties-glimpse.tsx'
import { Notices } from './notices.tsx'

/** How much of each queue the desk shows. */
const glimpse = 6

/** Queues that are an archive or somebody else's turn: counted, but not spread out on the desk. */
const quiet: ReadonlySet<string> = new Set(['all', 'answered', 'waiting', 'scheduled', 'approved'])

/** What waits for this officer, queue by queue, soonest due first. */
export function DeskPage() {
  const words = useWords(deskWords)
  const day = useDayText()
  const role = useMe()?.officer.role
  const reading = useRead('GET /api/v1/desk', {}, { every: 60_000 })
  if (role === 'inspector') return <TipListPage />
  if (role === 'custodian') return <CustodyPage />
  if (role === 'audit-admin') return <AuditPage />
  return (
    <Loaded reading={reading}>
      {desk => (
        <>
          <div className="page-head">
            <h1>{words.title}</h1>
            <span className="soft">{day(desk.today)}</span>
          </div>
          <Tallies desk={desk} />
          <Notices desk={desk} />
          {role === 'clerk' ? <DutiesGlimpse /> : null}
          {role === 'reviewer' ? <Decisions /> : null}
          <Waiting desk={desk} />
        </>
      )}
    </Loaded>
  )
}

function Tallies({ desk }: { desk: Desk }) {
  const words = useWords(deskWords)
  const label = useQueueLabel()
  const role = useMe()?.officer.role ?? ''
  return (
    <nav className="tallies" aria-label={words.queues}>
      {desk.queues.map(queue => (
        <Link key={queue.list + queue.key} to={addressOfQueue(queue)} className={queue.count === 0 ? 'is-zero' : undefined}>
          <strong>{queue.count}</strong>
          {label(queue, role)}
        </Link>
      ))}
      {(['list', 'rules'] as const).map(where => desk.proposals && desk.proposals[where] > 0 ? (
        <Link key={where} to={`/${where}`}>
          <strong>{desk.proposals[where]}</strong>
          {words.proposals[where]}
        </Link>
      ) : null)}
    </nav>
  )
}

function Waiting({ desk }: { desk: Desk }) {
  const words = useWords(deskWords)
  const shell = useWords(consoleWords)
  const role = useMe()?.officer.role
  const waiting = desk.queues.filter(queue => queue.count > 0 && !quiet.has(queue.key))
  const { list, rules } = desk.proposals ?? { list: 0, rules: 0 }
  if (waiting.length > 0 || list + rules > 0) return waiting.map(queue => <Glimpse key={queue.list + queue.key} queue={queue} today={desk.today} />)
  // What a clerk owes stands above: “nothing waits” beneath it would be untrue.
  if (role === 'clerk') return <p style={{ marginTop: 20 }}><Link to="/drafts/new">{shell.newRecord}</Link></p>
  return (
    <div className="empty" style={{ marginTop: 20 }}>
      <p>{words.clear}</p>
      <p>{words.clearMore}</p>
    </div>
  )
}

function Glimpse({ queue, today }: { queue: DeskQueue; today: string }) {
  const words = useWords(deskWords)
  const label = useQueueLabel()
  const role = useMe()?.officer.role ?? ''
  return (
    <section>
      <div className="section-head">
        <h2>{label(queue, role)}</h2>
        <span className="soft">{queue.list === 'cases' ? words.dueFirst : words.newestFirst}</span>
        {queue.count > glimpse ? <Link to={addressOfQueue(queue)}>{words.seeAll(queue.count)}</Link> : null}
      </div>
      {queue.list === 'cases' ? <CaseGlimpse queue={queue.key} today={today} /> : <DraftGlimpse queue={queue.key} />}
    </section>
  )
}

function CaseGlimpse({ queue, today }: { queue: DeskQueue['key']; today: string }) {
  const reading = useRead('GET /api/v1/cases', { query: { queue: queue as 'all', sort: 'due', page: 1 } })
  return <Loaded reading={reading}>{page => <CaseTable items={page.items.slice(0, glimpse)} today={today} />}</Loaded>
}

function DraftGlimpse({ queue }: { queue: DeskQueue['key'] }) {
  const reading = useRead('GET /api/v1/drafts', { query: { queue: queue as 'mine', page: 1 } })
  return <Loaded reading={reading}>{page => <DraftTable items={page.items.slice(0, glimpse)} />}</Loaded>
}
