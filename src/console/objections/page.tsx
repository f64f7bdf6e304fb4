import { Alert, Button, Input, Modal, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { objectionActionTexts, objectionStateTexts, objectionTexts, objectionWordsOfStaff } from '#text/objections.ts'
import { consoleWords } from '#text/console.ts'
import { plainDayText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { ObjectionView } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'

/** What residents doubt in the records of these villages, and the way to answer. */
export function ObjectionsPage() {
  const words = useWords(objectionWordsOfStaff)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const which = search.get('which') === 'closed' ? 'closed' : 'open'
  const page = pageOf(search)
  const [chosen, choose] = useState<ObjectionView>()
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
            <ObjectionTable items={list.items} handle={choose} />
            <Pager {...list} turn={next => setSearch({ which, page: String(next) })} />
          </>
        )}
      </Loaded>
      {chosen ? <AnswerDialog key={chosen.id} objection={chosen} close={() => choose(undefined)} /> : null}
    </>
  )
}

function ObjectionTable({ items, handle }: { items: readonly ObjectionView[]; handle: (objection: ObjectionView) => void }) {
  const words = useWords(objectionWordsOfStaff)
  return (
    <table className="list">
      <thead><tr><th scope="col">{words.question}</th><th scope="col">{words.state}</th><th scope="col">{words.due}</th><th scope="col"><span className="soft">{words.handle}</span></th></tr></thead>
      <tbody>{items.map(objection => <ObjectionLine key={objection.id} objection={objection} handle={handle} />)}</tbody>
    </table>
  )
}

function ObjectionLine({ objection, handle }: { objection: ObjectionView; handle: (objection: ObjectionView) => void }) {
  const words = useWords(objectionWordsOfStaff)
  const text = useWords(objectionTexts)
  const { language } = useLanguage()
  return (
    <tr>
      <th scope="row">
        <span className="matter" lang="zh-CN">{objection.question}</span>
        <span className="about">
          <span lang="zh-CN">{objection.villageName}</span> · <a href={`/d/${objection.disclosureId}?v=${objection.version}${objection.row ? `#r${objection.row}` : ''}`} target="_blank" rel="noreferrer" lang="zh-CN">{objection.title}</a>
          {objection.row ? ` · ${text.row(objection.row)}` : ''} · {text.raisedOn(plainDayText(language, objection.raisedOn))}
        </span>
        {objection.answer ? <span className="about">{words.answered}: <span lang="zh-CN">{objection.answer}</span></span> : null}
        {objection.decision ? <span className="about">{words.decided}: <span lang="zh-CN">{objection.decision}</span></span> : null}
      </th>
      <td className="tight">{objectionStateTexts[language][objection.state]}</td>
      <td className="tight number">{objection.dueOn ? <span className={objection.isOverdue ? 'wrong' : undefined}>{plainDayText(language, objection.dueOn)}</span> : ''}</td>
      <td className="tight">{objection.possible.length > 0 ? <Button size="small" onClick={() => handle(objection)}>{words.handle}</Button> : null}</td>
    </tr>
  )
}

function AnswerDialog({ objection, close }: { objection: ObjectionView; close: () => void }) {
  const words = useWords(objectionWordsOfStaff)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const text = useFailureText()
  const [action, setAction] = useState(objection.possible[0]!)
  const [said, say] = useState('')
  const act = useAct('POST /api/v1/objections/{id}/moves', () => {
    void forgetLists()
    close()
  })
  const send = () => act.send({ params: { id: objection.id }, body: { action, asOf: objection.eventCount, words: said } })
  return (
    <Modal open title={words.handle} okText={objectionActionTexts[language][action]} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={send} onCancel={close} width={600}>
      <p lang="zh-CN"><strong>{objection.question}</strong></p>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <fieldset className="plain">
        <legend>{words.choose}</legend>
        <Radio.Group value={action} onChange={event => setAction(event.target.value as typeof action)} options={objection.possible.map(value => ({ value, label: objectionActionTexts[language][value] }))} />
      </fieldset>
      <Labelled id="objection-words" label={words.words} problem={undefined} hint={words.wordsHelp}>
        <Input.TextArea id="objection-words" lang="zh-CN" maxLength={1000} showCount autoSize={{ minRows: 4, maxRows: 12 }} value={said} onChange={event => say(event.target.value)} />
      </Labelled>
      {action === 'concede' || action === 'uphold' ? <p className="soft">{words.correctNext}</p> : null}
    </Modal>
  )
}
