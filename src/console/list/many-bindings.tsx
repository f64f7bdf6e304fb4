import { Alert, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import '../style/many-bindings.css'

type Pair = { readonly responsibleUnitId: string; readonly supervisingUnitId: string }
type Props = { list: CountyList; close: () => void; done: (list: CountyList, said: string) => void }

/** The two units of every item in one table, to be changed together. */
export function ManyBindings({ list, close, done }: Props) {
  const words = useWords(listWords)
  const [name, failureText] = [useName(), useFailureText()]
  const [chosen, choose] = useState<Readonly<Record<string, Pair>>>({})
  const [validFrom, setValidFrom] = useState(list.today)
  const act = useAct('POST /api/v1/county-list/bindings', next => done(next, words.proposed))
  const waits = new Set(list.proposals.flatMap(({ kind, slug }) => (kind === 'binding' ? [slug] : [])))
  const pairOf = (item: CountyItem): Pair => chosen[item.slug] ?? { responsibleUnitId: item.bound?.responsibleUnitId ?? '', supervisingUnitId: item.bound?.supervisingUnitId ?? '' }
  const open = list.items.filter(item => item.state !== 'retired' && !waits.has(item.slug))
  const changed = open.filter(item => isChanged(item, pairOf(item)))
  const set = (items: readonly CountyItem[], part: Partial<Pair>) => choose({ ...chosen, ...Object.fromEntries(items.map(item => [item.slug, { ...pairOf(item), ...part }])) })
  return (
    <Drawer
      open size={920} title={words.bindManyTitle} onClose={close}
      footer={<Button type="primary" disabled={changed.length === 0} loading={act.isSending} onClick={() => act.send({ body: { validFrom, bindings: changed.map(item => ({ slug: item.slug, ...pairOf(item) })) } })}>{words.proposeMany(changed.length)}</Button>}
    >
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <p className="drawer-lead">{words.bindManyLead}</p>
      <div className="field"><Labelled id="manyFrom" label={words.validFrom} problem={undefined}><Input id="manyFrom" type="date" min={list.today} value={validFrom} onChange={event => setValidFrom(event.target.value)} /></Labelled></div>
      {list.categories.map(category => {
        const items = list.items.filter(item => item.category === category.slug && item.state !== 'retired')
        const free = items.filter(item => open.includes(item))
        return (
          <section key={category.slug} className="many-bindings">
            <h3>{name(category)}</h3>
            <Line list={list} label={words.wholeCategory} pair={{ responsibleUnitId: '', supervisingUnitId: '' }} change={part => set(free, part)} />
            {items.map(item => waits.has(item.slug)
              ? <p key={item.slug} className="many-line"><span>{name(item)}</span><span className="soft">{words.waiting}</span></p>
              : <Line key={item.slug} list={list} label={name(item)} pair={pairOf(item)} isChanged={changed.includes(item)} change={part => set([item], part)} />)}
          </section>
        )
      })}
    </Drawer>
  )
}

function isChanged({ bound }: CountyItem, { responsibleUnitId, supervisingUnitId }: Pair): boolean {
  return responsibleUnitId !== '' && supervisingUnitId !== '' && (responsibleUnitId !== bound?.responsibleUnitId || supervisingUnitId !== bound.supervisingUnitId)
}

/** Plain selects: a hundred of them must open quickly on an old computer. */
function Line({ list, label, pair, isChanged = false, change }: { list: CountyList; label: string; pair: Pair; isChanged?: boolean; change: (part: Partial<Pair>) => void }) {
  const words = useWords(listWords)
  const name = useName()
  const choice = (kind: 'responsible' | 'supervising', value: string) => (
    <select aria-label={`${label}: ${words[kind]}`} value={value} onChange={event => change(kind === 'responsible' ? { responsibleUnitId: event.target.value } : { supervisingUnitId: event.target.value })}>
      <option value="" disabled>{words[kind]}</option>
      {list.units.filter(unit => unit.kind === kind).map(unit => <option key={unit.id} value={unit.id}>{name(unit)}</option>)}
    </select>
  )
  return <p className={isChanged ? 'many-line is-changed' : 'many-line'}><span>{label}</span>{choice('responsible', pair.responsibleUnitId)}{choice('supervising', pair.supervisingUnitId)}</p>
}
