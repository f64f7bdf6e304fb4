import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { auditActs, auditSubjects, isAuditAct, type AuditAct, type AuditSubject } from '#rules/audit/acts.ts'
import { actorText, auditActTexts, auditSubjectTexts, auditWords, outcomeText } from '#text/console-audit.ts'
import { roleTexts } from '#text/cases.ts'
import { deputyTexts } from '#text/deputies.ts'
import { consoleWords } from '#text/console.ts'
import type { AuditLine } from '../api-types.ts'
import { addressOf } from '../client.ts'
import { useInstantText, useLanguage, useWords } from '../language.tsx'
import { useList } from '../queries.ts'
import { keyTo, useKeptWords } from '../shell/kept-words.ts'
import { Loaded } from '../shell/waiting.tsx'
import { ExportButton } from './export-button.tsx'
import '../style/audit.css'
import '../style/rules.css'

const inAddress = ['act', 'about', 'subject', 'from', 'to'] as const
type Filters = { readonly [Field in (typeof inAddress)[number] | 'who']?: string | undefined }

/** Who did or read what: filtered, page after page, and as a table. What is filtered by stands in the address, but for what was typed as a name. */
export function AuditPage() {
  const words = useWords(auditWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const who = useKeptWords()
  const filters = Object.fromEntries(inAddress.flatMap(field => { const value = search.get(field); return value ? [[field, value]] : [] })) as Filters
  const asked: Filters = { ...filters, ...(who !== '' && { who }) }
  const before = search.get('before') ?? undefined
  const reading = useList(['GET /api/v1/audit', { query: queryOf(filters, before) }], who === '' ? undefined : ['POST /api/v1/audit/search', { body: queryOf(asked, before) }], { staleTime: 0 })
  const find = (next: Filters, from?: string) => setSearch({ ...Object.fromEntries(inAddress.flatMap(field => (next[field] ? [[field, next[field]]] : []))), ...(from && { before: from }) }, { state: keyTo(next.who?.trim() ?? '') })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><div className="page-acts">{who === '' ? <ExportButton address={addressOf('/api/v1/audit.csv', undefined, queryOf(filters, undefined) as Record<string, string>)} /> : <ExportButton address="/api/v1/audit/search.csv" search={queryOf(asked, undefined)} />}</div></div>
      <p className="soft page-lead">{words.lead}</p>
      <FilterRow key={JSON.stringify(asked)} asked={asked} find={find} />
      <Loaded reading={reading}>
        {page => page.items.length === 0 ? <div className="empty"><p>{words.none}</p></div> : (
          <>
            <Lines lines={page.items} />
            <p className="page-acts">
              {before ? <Button onClick={() => find(asked)}>{words.newest}</Button> : null}
              {page.next ? <Button onClick={() => find(asked, page.next)}>{words.older}</Button> : null}
            </p>
          </>
        )}
      </Loaded>
    </>
  )
}

function queryOf({ act, about, subject, ...rest }: Filters, before: string | undefined) {
  return {
    ...rest, ...(act && isAuditAct(act) && { act }), ...(about && (auditSubjects as readonly string[]).includes(about) && { about: about as AuditSubject }),
    ...(subject && /^[0-9a-f-]{36}$/.test(subject) && { subject }), ...(before && { before }),
  }
}

function FilterRow({ asked, find }: { asked: Filters; find: (next: Filters) => void }) {
  const words = useWords(auditWords)
  const { language } = useLanguage()
  const [typed, type] = useState(asked)
  const set = (field: keyof Filters, value: string | undefined) => type(known => ({ ...known, [field]: value || undefined }))
  const acts = Object.keys(auditActs) as AuditAct[]
  return (
    <form className="filters audit-filters" onSubmit={event => { event.preventDefault(); find(typed) }}>
      <Input aria-label={words.who} placeholder={words.whoPlaceholder} value={typed.who ?? ''} onChange={event => set('who', event.target.value)} style={{ width: 140 }} />
      <Select aria-label={words.act} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={words.anyAct} value={typed.act} onChange={value => set('act', value)} options={acts.map(value => ({ value, label: auditActTexts[language][value] }))} style={{ width: 200 }} />
      <Select aria-label={words.about} allowClear placeholder={words.anyAbout} value={typed.about} onChange={value => set('about', value)} options={auditSubjects.map(value => ({ value, label: auditSubjectTexts[language][value] }))} style={{ width: 150 }} />
      <Input aria-label={words.subject} placeholder={words.subjectPlaceholder} value={typed.subject ?? ''} onChange={event => set('subject', event.target.value.trim())} style={{ width: 200 }} />
      <span className="audit-days">
        <label>{words.from}<Input type="date" value={typed.from ?? ''} onChange={event => set('from', event.target.value)} style={{ width: 150 }} /></label>
        <label>{words.to}<Input type="date" value={typed.to ?? ''} onChange={event => set('to', event.target.value)} style={{ width: 150 }} /></label>
      </span>
      <Button htmlType="submit" type="primary">{words.search}</Button>
    </form>
  )
}

function Lines({ lines }: { lines: readonly AuditLine[] }) {
  const words = useWords(auditWords)
  return (
    <table className="list is-register is-audit">
      <thead><tr>{[words.at, words.who, words.act, words.subject, words.why, words.outcome].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>{lines.map((line, at) => <Line key={`${line.at} ${at}`} line={line} />)}</tbody>
    </table>
  )
}

function Line({ line }: { line: AuditLine }) {
  const words = useWords(auditWords)
  const { language } = useLanguage()
  const at = useInstantText()
  return (
    <tr>
      <td className="tight number" data-label={words.at}>{at(line.at)}</td>
      <td data-label={words.who}>{line.officerName ? <span lang="zh-CN">{line.forName === undefined ? line.officerName : deputyTexts[language].inPostOf(line.officerName, line.forName)}</span> : actorText(language, line)}{line.role ? <span className="about">{roleTexts[language][line.role]} · {line.session}</span> : null}</td>
      <td data-label={words.act}>{auditActTexts[language][line.act]}<span className="about">{auditSubjectTexts[language][line.about]}{line.seen === undefined ? '' : ` · ${words.seen(line.seen)}`}</span></td>
      <td data-label={words.subject}><code className="short-id" title={line.subjectId}>{line.subjectId?.slice(0, 8) ?? '—'}</code></td>
      <td data-label={words.why}>{line.why ?? '—'}</td>
      <td data-label={words.outcome} className={line.outcome === 'done' ? undefined : 'wrong'}>{outcomeText(language, line.outcome)}</td>
    </tr>
  )
}
