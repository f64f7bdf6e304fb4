import { Alert, Button, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

type Props = { item: CountyItem; list: CountyList; close: () => void; done: (list: CountyList, said: string) => void }

/** Which unit answers complaints about an item, which one watches, and from when. */
export function BindingDrawer({ item, list, close, done }: Props) {
  const words = useWords(listWords)
  const failureText = useFailureText()
  const name = useName()
  const [responsibleUnitId, setResponsible] = useState(item.bound?.responsibleUnitId)
  const [supervisingUnitId, setSupervising] = useState(item.bound?.supervisingUnitId)
  const [validFrom, setValidFrom] = useState(list.today)
  const propose = useAct('POST /api/v1/county-list/{item}/bindings', next => done(next, words.proposed))
  const isSame = responsibleUnitId === item.bound?.responsibleUnitId && supervisingUnitId === item.bound?.supervisingUnitId
  const send = () => {
    if (responsibleUnitId && supervisingUnitId) propose.send({ params: { item: item.slug }, body: { validFrom, responsibleUnitId, supervisingUnitId } })
  }
  const choice = (id: string, kind: 'responsible' | 'supervising', value: string | undefined, change: (id: string) => void) => (
    <div className="field is-wide">
      <Labelled id={id} label={words[kind]} problem={undefined} hint={name(item[kind])}>
        <Select id={id} showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={value ?? null} onChange={next => change(next ?? '')} options={list.units.filter(unit => unit.kind === kind).map(unit => ({ value: unit.id, label: name(unit) }))} />
      </Labelled>
    </div>
  )
  return (
    <Drawer open size="large" title={words.bindTitle(name(item))} onClose={close} footer={<Button type="primary" disabled={!responsibleUnitId || !supervisingUnitId || isSame} loading={propose.isSending} onClick={send}>{words.propose}</Button>}>
      {propose.failure ? <Alert type="error" role="alert" title={failureText(propose.failure)} /> : null}
      <p className="drawer-lead">{words.bindLead}</p>
      <div className="fields">
        {choice('responsibleUnit', 'responsible', responsibleUnitId, setResponsible)}
        {choice('supervisingUnit', 'supervising', supervisingUnitId, setSupervising)}
        <div className="field"><Labelled id="boundFrom" label={words.validFrom} problem={undefined}><Input id="boundFrom" type="date" min={list.today} value={validFrom} onChange={event => setValidFrom(event.target.value)} /></Labelled></div>
      </div>
    </Drawer>
  )
}
