import { Alert, Input, Modal, Radio, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { edgeKinds, type EdgeKind } from '#rules/policy/organisation.ts'
import { consoleWords } from '#text/console.ts'
import { organisationWords } from '#text/organisation.ts'
import { useAct } from '../act.ts'
import type { Organisation, OrganisationUnit } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

type Props = { readonly close: () => void; readonly done: (said: string) => void }
type OfUnit = Props & { readonly unit: OrganisationUnit; readonly organisation: Organisation }

/** Who heads the unit from now on. */
export function AddHead({ unit, organisation, close, done }: OfUnit) {
  const words = useWords(organisationWords)
  const name = useName()
  const [officerId, choose] = useState<string>()
  const [validFrom, setFrom] = useState<string>(organisation.today)
  const act = useAct('POST /api/v1/organisation/heads', () => done(words.done))
  return (
    <Entering title={words.addHeadTitle(name(unit))} isReady={officerId !== undefined} act={act} send={() => act.send({ body: { unitId: unit.id, officerId: officerId!, validFrom } })} close={close}>
      <Labelled id="head-who" label={words.who} problem={undefined}>
        <Select id="head-who" showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={officerId ?? null} onChange={value => choose(value ?? undefined)} options={organisation.officers.map(officer => ({ value: officer.id, label: `${officer.name} · ${name(officer.unit)}` }))} />
      </Labelled>
      <Labelled id="head-from" label={words.from} problem={undefined}><Input id="head-from" type="date" max={organisation.today} value={validFrom} onChange={event => setFrom(event.target.value)} /></Labelled>
    </Entering>
  )
}

/** What leads or supervises the unit from now on. */
export function AddEdge({ unit, organisation, close, done }: OfUnit) {
  const words = useWords(organisationWords)
  const name = useName()
  const [aboveId, choose] = useState<string>()
  const [kind, setKind] = useState<EdgeKind>('parent')
  const act = useAct('POST /api/v1/organisation/edges', () => done(words.done))
  return (
    <Entering title={words.addEdgeTitle(name(unit))} isReady={aboveId !== undefined} act={act} send={() => act.send({ body: { unitId: unit.id, aboveId: aboveId!, kind } })} close={close}>
      <fieldset className="plain"><legend>{words.kind}</legend><Radio.Group value={kind} onChange={event => setKind(event.target.value as EdgeKind)} options={edgeKinds.map(value => ({ value, label: words.kinds[value] }))} /></fieldset>
      <Labelled id="edge-above" label={words.aboveUnit} problem={undefined}>
        <Select id="edge-above" showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={aboveId ?? null} onChange={value => choose(value ?? undefined)} options={organisation.choices.filter(other => other.id !== unit.id).map(other => ({ value: other.id, label: name(other) }))} />
      </Labelled>
    </Entering>
  )
}

function Entering({ title, isReady, act, send, close, children }: { title: string; isReady: boolean; act: { readonly isSending: boolean; readonly failure: Error | null }; send: () => void; close: () => void; children: ReactNode }) {
  const words = useWords(organisationWords)
  const shell = useWords(consoleWords)
  const text = useFailureText()
  return (
    <Modal open title={title} okText={words.save} cancelText={shell.cancel} okButtonProps={{ disabled: !isReady }} confirmLoading={act.isSending} onOk={send} onCancel={close} width={520}>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      {children}
    </Modal>
  )
}

/** That somebody heads the unit no longer. */
export function EndHead({ head, today, close, done }: Props & { head: OrganisationUnit['heads'][number]; today: string }) {
  const words = useWords(organisationWords)
  const [validTo, setTo] = useState(today)
  const act = useAct('POST /api/v1/organisation/heads/{id}/end', () => done(words.endedNow))
  return (
    <ReasonDialog
      id="end-head" title={words.end} subject={words.endHeadTitle(head.name)} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500} act={words.end} isDanger
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: head.id }, body: { validTo, reason } })} close={close}
    >
      <Labelled id="head-to" label={words.to} problem={undefined}><Input id="head-to" type="date" min={head.from} max={today} value={validTo} onChange={event => setTo(event.target.value)} /></Labelled>
    </ReasonDialog>
  )
}

/** That a unit leads or supervises it no longer. */
export function EndEdge({ edge, close, done }: Props & { edge: OrganisationUnit['above'][number] }) {
  const words = useWords(organisationWords)
  const name = useName()
  const act = useAct('POST /api/v1/organisation/edges/{id}/end', () => done(words.endedNow))
  return (
    <ReasonDialog
      id="end-edge" title={words.end} subject={words.endEdgeTitle(name(edge.unit))} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500} act={words.end} isDanger
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: edge.id }, body: { reason } })} close={close}
    />
  )
}
