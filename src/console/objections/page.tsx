import { Button, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { objectionStateTexts, objectionTexts, objectionWordsOfStaff } from '#text/objections.ts'
import { consoleWords } from '#text/console.ts'
import { plainDayText } from '#text/values.ts'
import type { ObjectionView } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { PublicLink } from '../shell/public-link.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { AnswerDialog, HidingDialog } from './dialogs.tsx'

/** What residents doubt in the records of these villages, and the way to answer. */
export function ObjectionsPage() {
  const words = useWords(objectionWordsOfStaff)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const which = search.get('which') === 'closed' ? 'closed' : 'open'
  const page = pageOf(search)
  const [chosen, choose] = useState<ObjectionView>()
  const [unfit, hide] = useState<ObjectionView>()
  const reading = useRead('GET /api/v1/objections', { query: { which, page } }, { keepPrevious: true })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><span className="soft">{reading.data ? shell.total(reading.data.total) : ''}</span></div>
      <div className="filters">
        <Radio.Group value={which} onChange={event => setSearch({ which: String(event.target.value) })} options={[{ value: 'open', label: words.open }, { value: 'closed', label: words.closed }]} optionType="button" />
      </div>
      <Loaded reading={reading}>
        {list => list.items.length === 0 ? <div className="empty"><p>{words.none}</p></div> : (
          <>
            <ObjectionTable items={list.items} handle={choose} hide={hide} />
            <Pager {...list} turn={next => setSearch({ which, page: String(next) })} />
          </>
        )}
      </Loaded>
      {chosen ? <AnswerDialog key={chosen.id} objection={chosen} close={() => choose(undefined)} /> : null}
      {unfit ? <HidingDialog key={unfit.id} objection={unfit} close={() => hide(undefined)} /> : null}
    </>
  )
}

type Acts = { handle: (objection: ObjectionView) => void; hide: (objection: ObjectionView) => void }

function ObjectionTable({ items, ...acts }: { items: readonly ObjectionView[] } & Acts) {
  const words = useWords(objectionWordsOfStaff)
  return (
    <table className="list">
      <thead><tr><th scope="col">{words.question}</th><th scope="col">{words.state}</th><th scope="col">{words.due}</th><th scope="col"><span className="soft">{words.handle}</span></th></tr></thead>
      <tbody>{items.map(objection => <ObjectionLine key={objection.id} objection={objection} {...acts} />)}</tbody>
    </table>
  )
}

function ObjectionLine({ objection, handle, hide }: { objection: ObjectionView } & Acts) {
  const words = useWords(objectionWordsOfStaff)
  const text = useWords(objectionTexts)
  const { language } = useLanguage()
  return (
    <tr>
      <th scope="row">
        {objection.state === 'withdrawn' ? <span className="soft">{text.gone}</span> : <span className="matter" lang="zh-CN">{objection.question}</span>}
        <span className="about">
          <span lang="zh-CN">{objection.villageName}</span> · <PublicLink to={`/d/${objection.disclosureId}?v=${objection.version}${objection.row ? `#r${objection.row}` : ''}`} lang="zh-CN">{objection.title}</PublicLink>
          {objection.row ? ` · ${text.row(objection.row)}` : ''} · {text.raisedOn(plainDayText(language, objection.raisedOn))}
        </span>
        {objection.answer ? <span className="about">{words.answered}: <span lang="zh-CN">{objection.answer}</span></span> : null}
        {objection.hidden.length > 0 ? <span className="about">{words.isHidden(objection.hidden.map(part => words.parts[part]).join(language === 'en' ? ', ' : '、'))}</span> : null}
        {objection.decision ? <span className="about">{words.decided}: <span lang="zh-CN">{objection.decision}</span></span> : null}
      </th>
      <td className="tight">{objectionStateTexts[language][objection.state]}</td>
      <td className="tight number">{objection.dueOn ? <span className={objection.isOverdue ? 'wrong' : undefined}>{plainDayText(language, objection.dueOn)}</span> : ''}</td>
      <td className="tight">
        {objection.possible.length > 0 ? <Button size="small" onClick={() => handle(objection)}>{words.handle}</Button> : null}
        {objection.mayHide.length > 0 ? <Button size="small" type="text" onClick={() => hide(objection)}>{words.hide}</Button> : null}
      </td>
    </tr>
  )
}
