import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { consoleWords } from '#text/console.ts'
import type { CountyItem, CountyList } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { keepReply, queryClient, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/publish.css'
import { BindingDrawer } from './binding-drawer.tsx'
import { FormDrawer } from './form-drawer.tsx'
import { ManyBindings } from './many-bindings.tsx'
import { ItemDrawer, type ItemAct } from './item-drawer.tsx'
import { ProcedureDrawer } from './procedure-drawer.tsx'
import { ListProposals } from './proposals.tsx'

type Open = { readonly act: ItemAct; readonly item?: CountyItem } | { readonly act: 'form' | 'bind' | 'procedure'; readonly item: CountyItem } | { readonly act: 'bind-many' }

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
  const { language } = useLanguage()
  const close = () => setOpen(undefined)
  const done = (next: CountyList, what: string) => {
    void keepReply('GET /api/v1/county-list', {}, language, next)
    void queryClient.invalidateQueries({ predicate: query => ['GET /api/v1/items', 'GET /api/v1/schemas/{item}'].includes(String(query.queryKey[0])) })
    close()
    setSaid(what)
  }
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
        <span className="soft">{words.lead}</span>
      </div>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => setSaid(undefined) }} />}
      <ListProposals list={list} done={done} />
      <p><Button type="primary" onClick={() => setOpen({ act: 'add' })}>{words.add}</Button> <Button onClick={() => setOpen({ act: 'bind-many' })}>{words.bindMany}</Button></p>
      {list.categories.map(category => (
        <section key={category.slug} className="item-category">
          <h2>{name(category)}</h2>
          <ItemTable list={list} items={list.items.filter(item => item.category === category.slug)} open={setOpen} />
        </section>
      ))}
      {open?.act === 'bind-many' ? <ManyBindings list={list} close={close} done={done} /> : null}
      {open?.act === 'form' ? <FormDrawer key={open.item.slug} item={open.item} today={list.today} close={close} done={done} /> : null}
      {open?.act === 'bind' ? <BindingDrawer key={open.item.slug} item={open.item} list={list} close={close} done={done} /> : null}
      {open?.act === 'procedure' ? <ProcedureDrawer key={open.item.slug} item={open.item} today={list.today} close={close} done={done} /> : null}
      {open && open.act !== 'form' && open.act !== 'bind' && open.act !== 'procedure' && open.act !== 'bind-many' ? <ItemDrawer key={open.act + (open.item?.slug ?? '')} act={open.act} item={open.item} list={list} close={close} done={done} /> : null}
    </>
  )
}

function ItemTable({ list, items, open }: { list: CountyList; items: readonly CountyItem[]; open: (what: Open) => void }) {
  const words = useWords(listWords)
  return (
    <table className="list items">
      <thead>
        <tr>
          {[words.number, words.name, words.cadence, words.notice, words.units, words.state, words.acts].map(head => <th key={head} scope="col">{head}</th>)}
        </tr>
      </thead>
      <tbody>{items.map(item => <ItemLine key={item.slug} list={list} item={item} open={open} />)}</tbody>
    </table>
  )
}

function ItemLine({ list, item, open }: { list: CountyList; item: CountyItem; open: (what: Open) => void }) {
  const words = useWords(listWords)
  const name = useName()
  const day = useDayText()
  const last = item.changes.at(-1)
  return (
    <tr className={item.state === 'retired' ? 'is-retired' : undefined}>
      <td className="number" data-label={words.number}>{item.number}</td>
      <th scope="row">
        {name(item)} {item.isOwn ? <span className="state">{words.ownItem}</span> : null} {item.hasSchema ? null : <span className="soft">{words.noForm}</span>}
      </th>
      <td data-label={words.cadence}>{words.cadences[item.cadence]}</td>
      <td className="number" data-label={words.notice}>{item.noticeDays}</td>
      <td data-label={words.units}><ItemUnits list={list} item={item} /></td>
      <td data-label={words.state}>
        <span className="unbroken">{words.states[item.state]}</span>
        {last ? <><br /><span className="soft">{words.kinds[last.kind]} · {words.from(day(last.validFrom))}</span></> : null}
      </td>
      <td>
        {item.state === 'retired'
          ? <Button size="small" onClick={() => open({ act: 'restore', item })}>{words.restore}</Button>
          : (
            <span className="item-acts">
              <Button size="small" onClick={() => open({ act: 'change', item })}>{words.edit}</Button>
              <Button size="small" onClick={() => open({ act: 'form', item })}>{words.form}</Button>
              <Button size="small" onClick={() => open({ act: 'procedure', item })}>{words.procedure}</Button>
              <Button size="small" onClick={() => open({ act: 'bind', item })}>{words.bind}</Button>
              <Button size="small" danger onClick={() => open({ act: 'retire', item })}>{words.retire}</Button>
            </span>
          )}
      </td>
    </tr>
  )
}

/** Which kinds of unit the list names, and which units of the county they are. */
function ItemUnits({ list, item }: { list: CountyList; item: CountyItem }) {
  const words = useWords(listWords)
  const name = useName()
  const unit = (id: string | undefined) => list.units.find(known => known.id === id)
  const [responsible, supervising] = [unit(item.bound?.responsibleUnitId), unit(item.bound?.supervisingUnitId)]
  return (
    <>
      {name(item.responsible)} / {name(item.supervising)}
      <br />
      <span className="soft">{responsible && supervising ? words.bound(name(responsible), name(supervising)) : words.notBound}</span>
    </>
  )
}
