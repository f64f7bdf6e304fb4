import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { consoleWords } from '#text/console.ts'
import type { CountyItem, CountyList } from '../api-types.ts'
import { useDayText, useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/publish.css'
import { FormDrawer } from './form-drawer.tsx'
import { ItemDrawer, type ItemAct } from './item-drawer.tsx'

type Open = { readonly act: ItemAct; readonly item?: CountyItem } | { readonly act: 'form'; readonly item: CountyItem }

/** The supervision items of the county, by category, and what may be done to each. */
export function ItemListPage() {
  const words = useWords(listWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/county-list', {})
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return <Loaded reading={reading}>{list => <ItemList list={list} />}</Loaded>
}

function ItemList({ list }: { list: CountyList }) {
  const words = useWords(listWords)
  const name = useName()
  const [open, setOpen] = useState<Open>()
  const [said, setSaid] = useState<string>()
  const close = (done?: string) => {
    setOpen(undefined)
    if (done !== undefined) setSaid(done)
  }
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
        <span className="soft">{words.lead}</span>
      </div>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => setSaid(undefined) }} />}
      <p><Button type="primary" onClick={() => setOpen({ act: 'add' })}>{words.add}</Button></p>
      {list.categories.map(category => (
        <section key={category.slug} className="item-category">
          <h2>{name(category)}</h2>
          <ItemTable items={list.items.filter(item => item.category === category.slug)} open={setOpen} />
        </section>
      ))}
      {open?.act === 'form' ? <FormDrawer key={open.item.slug} item={open.item} today={list.today} close={close} /> : null}
      {open && open.act !== 'form' ? <ItemDrawer key={open.act + (open.item?.slug ?? '')} act={open.act} item={open.item} list={list} close={close} /> : null}
    </>
  )
}

function ItemTable({ items, open }: { items: readonly CountyItem[]; open: (what: Open) => void }) {
  const words = useWords(listWords)
  return (
    <table className="list items">
      <thead>
        <tr>
          {[words.number, words.name, words.cadence, words.notice, words.units, words.state, words.acts].map(head => <th key={head} scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody>{items.map(item => <ItemLine key={item.slug} item={item} open={open} />)}</tbody>
    </table>
  )
}

function ItemLine({ item, open }: { item: CountyItem; open: (what: Open) => void }) {
  const words = useWords(listWords)
  const name = useName()
  const day = useDayText()
  const last = item.changes.at(-1)
  return (
    <tr className={item.state === 'retired' ? 'is-retired' : undefined}>
      <td className="number" data-label={words.number}>{item.number}</td>
      <th scope="row">
        {name(item)} {item.isOwn ? <span className="state">{words.own}</span> : null} {item.hasSchema ? null : <span className="soft">{words.noForm}</span>}
      </th>
      <td data-label={words.cadence}>{words.cadences[item.cadence]}</td>
      <td className="number" data-label={words.notice}>{item.noticeDays}</td>
      <td data-label={words.units}>{name(item.responsible)}<br /><span className="soft">{name(item.supervising)}</span></td>
      <td data-label={words.state}>
        {words.states[item.state]}
        {last ? <><br /><span className="soft">{words.kinds[last.kind]} · {words.from(day(last.validFrom))}</span></> : null}
      </td>
      <td>
        {item.state === 'retired'
          ? <Button size="small" onClick={() => open({ act: 'restore', item })}>{words.restore}</Button>
          : (
            <span className="item-acts">
              <Button size="small" onClick={() => open({ act: 'change', item })}>{words.edit}</Button>
              <Button size="small" onClick={() => open({ act: 'form', item })}>{words.form}</Button>
              <Button size="small" danger onClick={() => open({ act: 'retire', item })}>{words.retire}</Button>
            </span>
          )}
      </td>
    </tr>
  )
}
