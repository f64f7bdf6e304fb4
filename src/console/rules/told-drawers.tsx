import { Button, Input } from 'antd'
import { useState } from 'react'
import { ruleWords } from '#text/console-rules.ts'
import type { CaseRules } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { ChangeDrawer, type ChangeProps } from './change-drawer.tsx'

type Told = CaseRules['routes'][number]
type Reason = CaseRules['rejectionReasons'][number]

/** A code is written with each event and never shown; a new one only has to differ from those there are. */
function newTold(taken: readonly { readonly code: string }[]): Told {
  for (let n = taken.length + 1; ; n += 1) if (!taken.some(({ code }) => code === `own-${n}`)) return { code: `own-${n}`, zh: '', en: '' }
}

/** The other ways, all of them: what is proposed takes the place of the list. */
export function RoutesDrawer(props: ChangeProps) {
  const words = useWords(ruleWords)
  const [routes, setRoutes] = useState<readonly Told[]>(props.rules.routes)
  return (
    <ChangeDrawer {...props} part="routes" set={() => ({ routes: [...routes] })}>
      <ToldList list={routes} change={setRoutes} add={words.addRoute} id="route" />
    </ChangeDrawer>
  )
}

/** The grounds for rejection, all of them, each with where it belongs. */
export function ReasonsDrawer(props: ChangeProps) {
  const words = useWords(ruleWords)
  const [reasons, setReasons] = useState<readonly Reason[]>(props.rules.rejectionReasons)
  const write = (index: number, next: Reason) => setReasons(reasons.map((reason, i) => (i === index ? next : reason)))
  return (
    <ChangeDrawer {...props} part="reasons" set={() => ({ rejectionReasons: [...reasons] })}>
      {reasons.map((reason, index) => (
        <section key={reason.code} className="told-reason">
          <ToldFields told={reason} id={`reason-${index}`} change={told => write(index, { ...reason, ...told })} remove={() => setReasons(reasons.filter((_, i) => i !== index))} />
          <h4>{words.addresses}</h4>
          <ToldList list={reason.addresses} change={addresses => write(index, { ...reason, addresses: [...addresses] })} add={words.addAddress} id={`address-${index}`} />
        </section>
      ))}
      <Button onClick={() => setReasons([...reasons, { ...newTold(reasons), addresses: [newTold([])] }])}>{words.addReason}</Button>
    </ChangeDrawer>
  )
}

function ToldList({ list, change, add, id }: { list: readonly Told[]; change: (list: readonly Told[]) => void; add: string; id: string }) {
  return (
    <div className="told-list">
      {list.map((told, index) => (
        <ToldFields key={told.code} told={told} id={`${id}-${index}`} change={next => change(list.map((other, i) => (i === index ? next : other)))} remove={() => change(list.filter((_, i) => i !== index))} />
      ))}
      <Button size="small" onClick={() => change([...list, newTold(list)])}>{add}</Button>
    </div>
  )
}

function ToldFields({ told, id, change, remove }: { told: Told; id: string; change: (told: Told) => void; remove: () => void }) {
  const words = useWords(ruleWords)
  return (
    <div className="told-fields">
      <label htmlFor={`${id}-zh`}>{words.zh}</label>
      <Input.TextArea id={`${id}-zh`} lang="zh-CN" autoSize maxLength={200} value={told.zh} onChange={event => change({ ...told, zh: event.target.value })} />
      <label htmlFor={`${id}-en`}>{words.en}</label>
      <Input.TextArea id={`${id}-en`} lang="en" autoSize maxLength={200} value={told.en} onChange={event => change({ ...told, en: event.target.value })} />
      <Button size="small" danger onClick={remove}>{words.remove}</Button>
    </div>
  )
}
