import { Link, useLocation } from 'react-router'
import { roleTexts } from '#text/cases.ts'
import { conflictWords } from '#text/console-conflicts.ts'
import { caseQueueWords, draftQueueWords, reviewerReturnedWords } from '#text/console-desk.ts'
import { intakeWords } from '#text/console-intake.ts'
import { dutyWords } from '#text/console-duties.ts'
import { overviewWords } from '#text/console-overview.ts'
import { protectionWords } from '#text/console-protection.ts'
import { supervisionWords } from '#text/console-supervision.ts'
import { tipWords } from '#text/console-tips.ts'
import { consoleWords } from '#text/console.ts'
import { contactStaffWords } from '#text/messages.ts'
import { objectionWordsOfStaff } from '#text/objections.ts'
import type { DeskQueue, Me } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'

/** The rail: each queue of this officer's duty with its count, and the few other places there are. */
export function Navigation({ me, isOpen, signOut }: { me: Me; isOpen: boolean; signOut: () => void }) {
  const words = useWords(consoleWords)
  const protection = useWords(protectionWords)
  const desk = useRead('GET /api/v1/desk', {}, { every: 60_000 })
  const { role } = me.officer
  const { language } = useLanguage()
  const queues = desk.data?.queues ?? []
  const isPublisher = role === 'clerk' || role === 'committee' || role === 'reviewer'
  const duties = useWords(dutyWords)
  const tips = useWords(tipWords)
  const intake = useWords(intakeWords)
  return (
    <nav id="rail" className={isOpen ? 'rail is-open' : 'rail'} aria-label={words.navigation}>
      <Link to="/" className="rail-brand">
        <span className="seal" aria-hidden="true">督</span>
        <span>{words.brand}</span>
      </Link>
      <RailLink to="/" label={words.desk} />
      <QueueGroup title={words.complaints} queues={queues.filter(queue => queue.list === 'cases')} role={role} />
      <QueueGroup title={words.disclosure} queues={queues.filter(queue => queue.list === 'drafts')} role={role} />
      {role === 'handler' || role === 'supervisor' || role === 'triage' || role === 'leader' ? <RailLink to="/supervision" label={supervisionWords[language].title} /> : null}
      {role === 'inspector' ? <RailLink to="/tips" label={tips.title} /> : null}
      {role === 'triage' ? <RailLink to="/intake/new" label={intake.title} /> : null}
      {role === 'triage' ? <RailLink to="/intake/hotline" label={intake.hotlineTitle} /> : null}
      {role === 'clerk' ? <RailLink to="/drafts/new" label={words.newRecord} /> : null}
      {role === 'clerk' ? <RailLink to="/imports/new" label={words.importFile} /> : null}
      {role === 'clerk' || role === 'committee' ? <RailLink to="/duties" label={duties.all} /> : null}
      {isPublisher || role === 'triage' ? <RailLink to="/published" label={words.published} /> : null}
      {role === 'clerk' || role === 'reviewer' || role === 'triage' ? <RailLink to="/objections" label={objectionWordsOfStaff[language].title} /> : null}
      {role === 'reviewer' || role === 'triage' ? <RailLink to="/incidents" label={protection.incidents} /> : null}
      {role === 'reviewer' || role === 'triage' || role === 'supervisor' || role === 'leader' ? <RailLink to="/coverage" label={duties.coverage} /> : null}
      {role === 'leader' ? <RailLink to="/overview" label={words.overview} /> : null}
      {role === 'triage' || role === 'supervisor' ? <RailLink to="/ratings" label={overviewWords[language].ratings.title} /> : null}
      {role === 'triage' ? <RailLink to="/list" label={words.itemList} /> : null}
      <RailLink to="/relations" label={conflictWords[language].title} />
      <RailLink to="/contacts" label={contactStaffWords[language].title} />
      <RailLink to="/help" label={words.help} />
      <RailFoot me={me} signOut={signOut} />
    </nav>
  )
}

function QueueGroup({ title, queues, role }: { title: string; queues: readonly DeskQueue[]; role: string }) {
  const label = useQueueLabel()
  if (queues.length === 0) return null
  return (
    <section className="rail-group">
      <h2>{title}</h2>
      {queues.map(queue => (
        <RailLink key={queue.key} to={addressOfQueue(queue)} label={label(queue, role)} count={queue.count} />
      ))}
    </section>
  )
}

function RailLink({ to, label, count }: { to: string; label: string; count?: number }) {
  const { pathname, search } = useLocation()
  const [path, query] = to.split('?')
  const isHere = pathname === path && (query === undefined || new URLSearchParams(search).get('queue') === new URLSearchParams(query).get('queue'))
  return (
    <Link to={to} className="rail-link" aria-current={isHere ? 'page' : undefined}>
      <span>{label}</span>
      {count === undefined ? null : <span className={count === 0 ? 'rail-count is-zero' : 'rail-count'}>{count}</span>}
    </Link>
  )
}

function RailFoot({ me, signOut }: { me: Me; signOut: () => void }) {
  const words = useWords(consoleWords)
  const { language, choose } = useLanguage()
  const name = useName()
  const { officer } = me
  return (
    <div className="rail-foot">
      <p className="rail-who">
        <strong>{officer.name}</strong>
        <span>{roleTexts[language][officer.role]}</span>
        <span>{name({ zh: officer.unit.nameZh, en: officer.unit.nameEn })}</span>
      </p>
      <div className="rail-acts">
        <button type="button" lang={language === 'en' ? 'zh-CN' : 'en'} aria-label={words.otherLanguageLabel} onClick={() => choose(language === 'en' ? 'zh-CN' : 'en')}>
          {words.otherLanguage}
        </button>
        <button type="button" onClick={signOut}>{words.signOut}</button>
      </div>
    </div>
  )
}

/** Where the list of a queue is. */
export function addressOfQueue(queue: Pick<DeskQueue, 'list' | 'key'>): string {
  return `/${queue.list}?queue=${queue.key}`
}

/** What a queue is called for this role. */
export function useQueueLabel(): (queue: Pick<DeskQueue, 'list' | 'key'>, role: string) => string {
  const { language } = useLanguage()
  return (queue, role) => {
    if (queue.list === 'cases') return caseQueueWords[language][queue.key] ?? queue.key
    if (queue.key === 'returned' && role === 'reviewer') return reviewerReturnedWords[language]
    return draftQueueWords[language][queue.key] ?? queue.key
  }
}
