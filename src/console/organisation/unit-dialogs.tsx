import { Alert, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { levelOf } from '#rules/divisions/division-code.ts'
import { levelsOf, unitKinds, type UnitKind } from '#rules/organisation/set-up-words.ts'
import { nameLengths } from '#rules/organisation/units.ts'
import { setUpWords } from '#text/console-set-up.ts'
import { unitWords } from '#text/console-units.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { Organisation, OrganisationUnit } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

type Props = { readonly close: () => void; readonly done: (said: string) => void }
type OfUnit = Props & { readonly unit: OrganisationUnit }

/** A unit at the place that is shown. */
export function MakeUnit({ organisation, close, done }: Props & { readonly organisation: Organisation }) {
  const words = useWords(unitWords)
  const { kinds } = useWords(setUpWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const possible = unitKinds.filter(kind => (levelsOf[kind] as readonly string[]).includes(levelOf(organisation.place)))
  const [kind, setKind] = useState<UnitKind | undefined>(possible.length === 1 ? possible[0] : undefined)
  const act = useAct('POST /api/v1/organisation/units', () => done(words.made))
  const place = organisation.places.find(({ code }) => code === organisation.place)?.name ?? ''
  const send = () => act.send({ body: { zh: zh.trim(), ...(en.trim() && { en: en.trim() }), kind: kind!, place: organisation.place } })
  return (
    <Modal open title={words.makeTitle(place)} okText={words.make} cancelText={shell.cancel} okButtonProps={{ disabled: !zh.trim() || !kind }} confirmLoading={act.isSending} onOk={send} onCancel={close} width={520}>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <UnitNames zh={zh} en={en} setZh={setZh} setEn={setEn} />
      <Labelled id="unit-kind" label={words.kind} problem={undefined}>
        <Select id="unit-kind" showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={kind ?? null} onChange={value => setKind(value ?? undefined)} options={possible.map(value => ({ value, label: kinds[value] }))} />
      </Labelled>
    </Modal>
  )
}

function UnitNames({ zh, en, setZh, setEn }: { zh: string; en: string; setZh: (text: string) => void; setEn: (text: string) => void }) {
  const words = useWords(unitWords)
  return (
    <>
      <Labelled id="unit-zh" label={words.zh} problem={undefined}><Input id="unit-zh" lang="zh-CN" autoFocus maxLength={nameLengths.zh} value={zh} onChange={event => setZh(event.target.value)} /></Labelled>
      <Labelled id="unit-en" label={words.en} problem={undefined}><Input id="unit-en" lang="en" maxLength={nameLengths.en} value={en} onChange={event => setEn(event.target.value)} /></Labelled>
    </>
  )
}

/** Another name from now on. */
export function RenameUnit({ unit, close, done }: OfUnit) {
  const words = useWords(unitWords)
  const name = useName()
  const [zh, setZh] = useState(unit.zh)
  const [en, setEn] = useState(unit.en === unit.zh ? '' : unit.en)
  const act = useAct('POST /api/v1/organisation/units/{id}/name', () => done(words.renamed))
  return (
    <ReasonDialog
      id="rename-unit" title={words.rename} subject={words.renameTitle(name(unit))} text={words.renameText} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500} act={words.rename}
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: unit.id }, body: { zh: zh.trim(), ...(en.trim() && { en: en.trim() }), reason } })} close={close}
    >
      <UnitNames zh={zh} en={en} setZh={setZh} setEn={setEn} />
    </ReasonDialog>
  )
}

/** The end of a unit, with its reason. */
export function EndUnit({ unit, close, done }: OfUnit) {
  const words = useWords(unitWords)
  const name = useName()
  const act = useAct('POST /api/v1/organisation/units/{id}/end', () => done(words.ended))
  return (
    <ReasonDialog
      id="end-unit" title={words.end} subject={words.endTitle(name(unit))} text={words.endText} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500} act={words.end} isDanger
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: unit.id }, body: { reason } })} close={close}
    />
  )
}

/** Title, end of term and headship of who holds a post. */
export function ChangePost({ post, close, done }: Props & { readonly post: OrganisationUnit['posts'][number] }) {
  const words = useWords(unitWords)
  const [title, setTitle] = useState(post.title ?? '')
  const [to, setTo] = useState(post.to ?? '')
  const [isHead, setHead] = useState(post.isHead)
  const act = useAct('POST /api/v1/organisation/posts/{id}', reply => done(reply.isWaiting ? words.asked : words.changed))
  return (
    <ReasonDialog
      id="change-post" title={words.change} subject={words.changeTitle(post.name)} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500} act={words.save}
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: post.id }, body: { title: title.trim(), ...(to && { to }), isHead, reason, seen: { title: post.title ?? '', ...(post.to && { to: post.to }) } } })} close={close}
    >
      <Labelled id="post-title" label={words.postTitle} problem={undefined}><Input id="post-title" lang="zh-CN" maxLength={40} value={title} onChange={event => setTitle(event.target.value)} /></Labelled>
      <Labelled id="post-to" label={words.to} problem={undefined} hint={words.toHint}><Input id="post-to" type="date" min={post.from} value={to} onChange={event => setTo(event.target.value)} /></Labelled>
      <p><Checkbox checked={isHead} disabled={post.isHead} onChange={event => setHead(event.target.checked)}>{words.isHead}</Checkbox></p>
      {post.isHead ? <p className="soft">{words.headHint}</p> : null}
    </ReasonDialog>
  )
}
