import { Link, useLocation } from 'react-router'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { roleTexts } from '#text/cases.ts'
import { setUpWords } from '#text/console-set-up.ts'
import { accountWords } from '#text/console-accounts.ts'
import { answerWords } from '#text/console-answers.ts'
import { auditWords } from '#text/console-audit.ts'
import { conflictWords } from '#text/console-conflicts.ts'
import { caseQueueWords, draftQueueWords, reviewerReturnedWords } from '#text/console-desk.ts'
import { householdWords } from '#text/console-households.ts'
import { custodyWords } from '#text/console-identity.ts'
import { intakeWords } from '#text/console-intake.ts'
import { deputyTexts } from '#text/deputies.ts'
import { dutyWords } from '#text/console-duties.ts'
import { overviewWords } from '#text/console-overview.ts'
import { protectionWords } from '#text/console-protection.ts'
import { securityWords } from '#text/console-security.ts'
import { ruleWords } from '#text/console-rules.ts'
import { supervisionWords } from '#text/console-supervision.ts'
import { tipWords } from '#text/console-tips.ts'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { keepingTexts } from '#text/keeping.ts'
import { contactStaffWords } from '#text/messages.ts'
import { objectionWordsOfStaff } from '#text/objections.ts'
import { unitWords } from '#text/console-units.ts'
import { organisationWords } from '#text/organisation.ts'
import type { DeskQueue, Me } from '../api-types.ts'
import { LentPosts } from '../deputies/post-switch.tsx'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'

/** A place in the rail, and whose duty leads there; without `roles` everybody's. `isOfVillage`: not at the units above. */
type Place = { readonly to: string; readonly roles?: readonly OfficerRole[]; readonly isOfVillage?: true; readonly label: (language: Language) => string }

const publishers = ['clerk', 'committee', 'reviewer'] as const

const places: readonly Place[] = [
  { to: '/supervision', roles: ['handler', 'supervisor', 'triage', 'leader'], label: language => supervisionWords[language].title },
  { to: '/tips', roles: ['inspector'], label: language => tipWords[language].title },
  { to: '/identities', roles: ['custodian'], label: language => custodyWords[language].title },
  { to: '/audit', roles: ['audit-admin'], label: language => auditWords[language].title },
  { to: '/intake/new', roles: ['triage'], label: language => intakeWords[language].title },
  { to: '/intake/hotline', roles: ['triage'], label: language => intakeWords[language].hotlineTitle },
  { to: '/drafts/new', roles: ['clerk'], label: language => consoleWords[language].newRecord },
  { to: '/imports/new', roles: ['clerk'], label: language => consoleWords[language].importFile },
  { to: '/duties', roles: ['clerk', 'committee'], label: language => dutyWords[language].all },
  { to: '/published', roles: [...publishers, 'triage'], label: language => consoleWords[language].published },
  { to: '/objections', roles: ['clerk', 'reviewer', 'triage'], label: language => objectionWordsOfStaff[language].title },
  { to: '/households', roles: ['clerk'], isOfVillage: true, label: language => householdWords[language].title },
  { to: '/answers', roles: ['triage'], label: language => answerWords[language].title },
  { to: '/incidents', roles: ['reviewer', 'triage'], label: language => protectionWords[language].incidents },
  { to: '/keeping', roles: ['reviewer', 'triage'], label: language => keepingTexts[language].menu },
  { to: '/coverage', roles: ['reviewer', 'triage', 'supervisor', 'leader'], label: language => dutyWords[language].coverage },
  { to: '/overview', roles: ['leader'], label: language => consoleWords[language].overview },
  { to: '/ratings', roles: ['triage', 'supervisor', 'handler'], label: language => overviewWords[language].ratings.title },
  { to: '/list', roles: ['triage'], label: language => consoleWords[language].itemList },
  { to: '/templates', roles: ['triage', 'leader'], label: language => toolWords[language].templates },
  { to: '/rules', roles: ['triage', 'supervisor', 'handler', 'leader'], label: language => ruleWords[language].title },
  { to: '/organisation', roles: ['triage', 'leader'], label: language => organisationWords[language].title },
  { to: '/organisation', roles: ['system-admin', 'security-admin'], label: language => unitWords[language].title },
  { to: '/accounts', roles: ['system-admin', 'security-admin'], label: language => accountWords[language].title },
  { to: '/accounts/set-up', roles: ['system-admin', 'security-admin'], label: language => setUpWords[language].menu },
  { to: '/deputies', label: language => deputyTexts[language].title },
  { to: '/relations', label: language => conflictWords[language].title },
  { to: '/security', label: language => securityWords[language].title },
  { to: '/contacts', label: language => contactStaffWords[language].title },
  { to: '/help', label: language => consoleWords[language].help },
]

/** The rail: each queue of this officer's duty with its count, and the few other places there are. */
export function Navigation({ me, isOpen, signOut }: { me: Me; isOpen: boolean; signOut: () => void }) {
  const words = useWords(consoleWords)
  const desk = useRead('GET /api/v1/desk', {}, { every: 60_000, enabled: me.owed === undefined })
  const { role } = me.officer
  const waiting = useRead('GET /api/v1/identity-requests/waiting', {}, { every: 60_000, enabled: role === 'custodian' && me.owed === undefined })
  const { language } = useLanguage()
  const queues = desk.data?.queues ?? []
  return (
    <nav id="rail" className={isOpen ? 'rail is-open' : 'rail'} aria-label={words.navigation}>
      <Link to="/" className="rail-brand">
        <span className="seal" aria-hidden="true">督</span>
        <span>{words.brand}</span>
      </Link>
      <RailLink to="/" label={words.desk} />
      <QueueGroup title={words.complaints} queues={queues.filter(queue => queue.list === 'cases')} role={role} />
      <QueueGroup title={words.disclosure} queues={queues.filter(queue => queue.list === 'drafts')} role={role} />
      {me.owed ? <RailLink to="/security" label={securityWords[language].title} /> : placesOf(me).map(({ to, label }) => <RailLink key={to} to={to} label={label(language)} count={to === '/identities' ? waiting.data?.waiting : undefined} />)}
      <RailFoot me={me} signOut={signOut} />
    </nav>
  )
}

function placesOf({ officer }: Me): readonly Place[] {
  return places.filter(({ roles, isOfVillage }) => (roles === undefined || roles.includes(officer.role)) && (!isOfVillage || officer.unit.kind === 'village'))
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

function RailLink({ to, label, count }: { to: string; label: string; count?: number | undefined }) {
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
      <LentPosts me={me} />
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
