import { Alert, Button, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { roleTexts } from '#text/cases.ts'
import { unitWords } from '#text/console-units.ts'
import { setUpWords } from '#text/console-set-up.ts'
import { consoleWords } from '#text/console.ts'
import { organisationWords } from '#text/organisation.ts'
import { plainDayText } from '#text/values.ts'
import type { Organisation, OrganisationUnit } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/rules.css'
import '../style/security.css'
import { AddEdge, AddHead, EndEdge, EndHead } from './dialogs.tsx'
import { Entries } from './entries.tsx'
import { ChangePost, EndUnit, MakeUnit, RenameUnit } from './unit-dialogs.tsx'
import { WaitingChanges } from './waiting.tsx'

/** What a dialog is open for. */
export type Opened =
  | { readonly act: 'head' | 'edge' | 'rename' | 'end-unit'; readonly unit: OrganisationUnit }
  | { readonly act: 'make' }
  | { readonly act: 'post'; readonly post: OrganisationUnit['posts'][number] }
  | { readonly act: 'end-head'; readonly head: OrganisationUnit['heads'][number] }
  | { readonly act: 'end-edge'; readonly edge: OrganisationUnit['above'][number] }

/** The units of a place: for the desk who heads them and what stands over them, for administrators the units themselves and the posts in them. */
export function OrganisationPage() {
  const [entering, making] = [useWords(organisationWords), useWords(unitWords)]
  const shell = useWords(consoleWords)
  const isAdministrator = useMe()?.officer.role.endsWith('-admin') ?? false
  const words = isAdministrator ? making : entering
  const [search, setSearch] = useSearchParams()
  const place = Number(search.get('place')) || undefined
  const reading = useRead('GET /api/v1/organisation', { query: place ? { place } : {} }, { staleTime: 0 })
  const [opened, open] = useState<Opened>()
  const [said, say] = useState<string>()
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  // The next dialog begins with what holds now: a title of before would undo what was just done.
  const dialog = { close: () => open(undefined), done: (what: string) => void reading.refetch().then(() => { open(undefined); say(what) }) }
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1>{reading.data?.mayMake ? <Button type="primary" onClick={() => open({ act: 'make' })}>{making.make}</Button> : null}</div>
      <p className="soft">{words.lead}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => say(undefined) }} />}
      <Loaded reading={reading}>
        {organisation => (
          <>
            <WaitingChanges waiting={organisation.waiting} done={dialog.done} />
            <Places organisation={organisation} choose={code => setSearch({ place: String(code) })} />
            <UnitTable organisation={organisation} open={open} />
            {opened?.act === 'make' ? <MakeUnit {...dialog} organisation={organisation} /> : null}
            {opened?.act === 'rename' ? <RenameUnit {...dialog} unit={opened.unit} /> : null}
            {opened?.act === 'end-unit' ? <EndUnit {...dialog} unit={opened.unit} /> : null}
            {opened?.act === 'post' ? <ChangePost {...dialog} post={opened.post} /> : null}
            {opened?.act === 'head' ? <AddHead {...dialog} unit={opened.unit} organisation={organisation} /> : null}
            {opened?.act === 'edge' ? <AddEdge {...dialog} unit={opened.unit} organisation={organisation} /> : null}
            {opened?.act === 'end-head' ? <EndHead {...dialog} head={opened.head} today={organisation.today} /> : null}
            {opened?.act === 'end-edge' ? <EndEdge {...dialog} edge={opened.edge} /> : null}
          </>
        )}
      </Loaded>
    </>
  )
}

function Places({ organisation, choose }: { organisation: Organisation; choose: (code: number) => void }) {
  const words = useWords(organisationWords)
  return (
    <div className="filters">
      <Select aria-label={words.place} value={organisation.place} onChange={choose} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} options={organisation.places.map(({ code, name }) => ({ value: code, label: name }))} />
    </div>
  )
}

function UnitTable({ organisation, open }: { organisation: Organisation; open: (what: Opened) => void }) {
  const words = useWords(organisationWords)
  return (
    <table className="list items">
      <thead><tr>{[words.unit, words.heads, words.above, words.posts].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>{organisation.units.map(unit => <UnitLine key={unit.id} unit={unit} isEntered={organisation.mayEnter} today={organisation.today} open={open} />)}</tbody>
    </table>
  )
}

function UnitLine({ unit, isEntered, today, open }: { unit: OrganisationUnit; isEntered: boolean; today: string; open: (what: Opened) => void }) {
  const words = useWords(organisationWords)
  const { language } = useLanguage()
  const name = useName()
  const term = (from: string, to?: string) => words.term(plainDayText(language, from), to && plainDayText(language, to))
  return (
    <tr>
      <th scope="row"><UnitHead unit={unit} isEntered={isEntered} open={open} /></th>
      <td data-label={words.heads}>
        <Entries
          entries={unit.heads.map(head => ({ id: head.id, text: head.name, lang: 'zh-CN', term: term(head.from, head.to), isPast: head.to !== undefined, end: head.mayEnd ? () => open({ act: 'end-head', head }) : undefined }))}
          add={unit.mayChange ? { label: words.addHead, act: () => open({ act: 'head', unit }) } : undefined}
        />
      </td>
      <td data-label={words.above}>
        <Entries
          entries={unit.above.map(edge => ({ id: edge.id, text: `${words.kinds[edge.kind]} · ${name(edge.unit)}`, term: term(edge.from, edge.to), isPast: edge.to !== undefined, end: edge.mayEnd ? () => open({ act: 'end-edge', edge }) : undefined }))}
          add={unit.mayChange ? { label: words.addEdge, act: () => open({ act: 'edge', unit }) } : undefined}
        />
      </td>
      <td data-label={words.posts}>
        <Entries entries={unit.posts.map(post => ({ id: post.id, text: [post.name, roleTexts[language][post.role], post.title].filter(Boolean).join(' · '), lang: 'zh-CN', term: term(post.from, post.to), isPast: post.to !== undefined && post.to <= today, end: undefined, change: post.mayChange ? () => open({ act: 'post', post }) : undefined }))} add={undefined} />
      </td>
    </tr>
  )
}

/** A unit with the names it had, and what an administrator may do with it. */
function UnitHead({ unit, isEntered, open }: { unit: OrganisationUnit; isEntered: boolean; open: (what: Opened) => void }) {
  const words = useWords(unitWords)
  const { own } = useWords(organisationWords)
  const { kinds } = useWords(setUpWords)
  const { language } = useLanguage()
  const name = useName()
  return (
    <>
      {name(unit)}
      <span className="account-about">{kinds[unit.kind]}{unit.ended === undefined ? '' : ` · ${words.endedOn(plainDayText(language, unit.ended))}`}</span>
      {unit.formerly.map(former => <span className="account-about" key={former.until}>{words.formerly(name(former), plainDayText(language, former.until))}</span>)}
      {isEntered && unit.isOwn ? <span className="account-about">{own}</span> : null}
      {unit.mayRename || unit.mayEnd ? (
        <span className="account-acts">
          {unit.mayRename ? <Button size="small" aria-label={`${words.rename} ${name(unit)}`} onClick={() => open({ act: 'rename', unit })}>{words.rename}</Button> : null}
          {unit.mayEnd ? <Button size="small" danger aria-label={`${words.end} ${name(unit)}`} onClick={() => open({ act: 'end-unit', unit })}>{words.end}</Button> : null}
        </span>
      ) : null}
    </>
  )
}
