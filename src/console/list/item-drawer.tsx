import { Alert, Button, Drawer, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { cadences } from '#rules/disclosures/days.ts'
import { listWords } from '#text/console-list.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { ItemFormPreview } from './form-preview.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

export type ItemAct = 'add' | 'change' | 'retire' | 'restore'

type Facts = Pick<CountyItem, 'number' | 'category' | 'zh' | 'en' | 'cadence' | 'noticeDays' | 'responsible' | 'supervising' | 'basis'>
type Props = { act: ItemAct; item: CountyItem | undefined; list: CountyList; close: () => void; done: (list: CountyList, said: string) => void }

const nothing: Facts = { number: '', category: 'other', zh: '', en: '', cadence: 'Q', noticeDays: 0, responsible: { zh: '', en: '' }, supervising: { zh: '', en: '' }, basis: [] }

/** One change of one item, and the day from which it is to hold. */
export function ItemDrawer({ act, item, list, close, done }: Props) {
  const words = useWords(listWords)
  const failureText = useFailureText()
  const name = useName()
  const [first] = useState<Facts>(item ?? { ...nothing, number: nextNumber(list) })
  const [facts, setFacts] = useState(first)
  const [slug, setSlug] = useState(item?.slug ?? 'local-')
  const [validFrom, setValidFrom] = useState(list.today)
  const [isLooking, setLooking] = useState(false)
  const propose = useAct('POST /api/v1/county-list/changes', next => done(next, words.proposed))
  const hasFacts = act === 'add' || act === 'change'
  const send = () => propose.send({ body: { slug, validFrom, change: act === 'add' ? { kind: 'add', item: pick(facts) } : act === 'change' ? { kind: 'change', item: changed(first, facts) } : { kind: act } } })
  const titles = { add: words.add, change: words.edit, retire: words.retire, restore: words.restore }
  return (
    <Drawer open size="large" title={item ? `${titles[act]} · ${name(item)}` : titles[act]} onClose={close} footer={<Button type="primary" danger={act === 'retire'} loading={propose.isSending} onClick={send}>{words.propose}</Button>}>
      {propose.failure ? <Alert type="error" role="alert" title={failureText(propose.failure)} /> : null}
      {act === 'retire' ? <p>{words.retireText}</p> : null}
      {act === 'restore' ? <p>{words.restoreText}</p> : null}
      <div className="fields">
        <div className="field"><Labelled id="validFrom" label={words.validFrom} problem={undefined}><Input id="validFrom" type="date" min={list.today} value={validFrom} onChange={event => setValidFrom(event.target.value)} /></Labelled></div>
        {act === 'add' ? <div className="field"><Labelled id="slug" label={words.slug} problem={undefined} hint={words.slugHint}><Input id="slug" value={slug} onChange={event => setSlug(event.target.value.trim())} /></Labelled></div> : null}
        {hasFacts ? <FactFields facts={facts} change={setFacts} list={list} /> : null}
      </div>
      {hasFacts ? <p>{item?.hasSchema ? <Button onClick={() => setLooking(true)}>{words.look}</Button> : <span className="soft">{words.noFormYet}</span>}</p> : null}
      {isLooking && item ? <ItemFormPreview item={{ ...item, ...pick(facts) }} today={list.today} close={() => setLooking(false)} /> : null}
    </Drawer>
  )
}

function FactFields({ facts, change, list }: { facts: Facts; change: (facts: Facts) => void; list: CountyList }) {
  const words = useWords(listWords)
  const name = useName()
  const text = (id: string, label: string, value: string, write: (value: string) => Facts) => (
    <div className="field" key={id}><Labelled id={id} label={label} problem={undefined}><Input id={id} value={value} maxLength={100} onChange={event => change(write(event.target.value))} /></Labelled></div>
  )
  const both = (key: 'responsible' | 'supervising') => (['zh', 'en'] as const).map(language =>
    text(`${key}-${language}`, `${words[key]} · ${words[language]}`, facts[key][language], value => ({ ...facts, [key]: { ...facts[key], [language]: value } })))
  return (
    <>
      {text('number', words.number, facts.number, number => ({ ...facts, number }))}
      <div className="field"><Labelled id="category" label={words.category} problem={undefined}><Select id="category" value={facts.category} onChange={category => change({ ...facts, category })} options={list.categories.map(category => ({ value: category.slug, label: name(category) }))} /></Labelled></div>
      {text('zh', words.zh, facts.zh, value => ({ ...facts, zh: value }))}
      {text('en', words.en, facts.en, value => ({ ...facts, en: value }))}
      <div className="field"><Labelled id="cadence" label={words.cadence} problem={undefined}><Select id="cadence" value={facts.cadence} onChange={cadence => change({ ...facts, cadence })} options={cadences.map(cadence => ({ value: cadence, label: words.cadences[cadence] }))} /></Labelled></div>
      <div className="field"><Labelled id="noticeDays" label={words.notice} problem={undefined}><InputNumber id="noticeDays" min={0} max={60} precision={0} value={facts.noticeDays} onChange={days => change({ ...facts, noticeDays: days ?? 0 })} /></Labelled></div>
      {both('responsible')}
      {both('supervising')}
      <div className="field is-wide"><Labelled id="basis" label={words.basis} problem={undefined}><Input.TextArea id="basis" rows={3} value={facts.basis.join('\n')} onChange={event => change({ ...facts, basis: event.target.value.split('\n') })} /></Labelled></div>
    </>
  )
}

function pick({ number, category, zh, en, cadence, noticeDays, responsible, supervising, basis }: Facts): Facts {
  return { number, category, zh, en, cadence, noticeDays, responsible, supervising, basis: basis.map(line => line.trim()).filter(line => line !== '') }
}

/** Only what differs is decided: what the county leaves alone goes on following the common list. */
function changed(before: Facts, now: Facts): Partial<Facts> {
  const [old, next] = [pick(before), pick(now)]
  return Object.fromEntries((Object.keys(next) as (keyof Facts)[]).filter(key => JSON.stringify(old[key]) !== JSON.stringify(next[key])).map(key => [key, next[key]]))
}

/** The number after the last of category six, where a county's own items go. */
function nextNumber({ items }: CountyList): string {
  const taken = items.filter(item => item.number.startsWith('6.')).map(item => Number(item.number.slice(2)))
  return `6.${Math.max(0, ...taken.filter(number => Number.isFinite(number))) + 1}`
}
