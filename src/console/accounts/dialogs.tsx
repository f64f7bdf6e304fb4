import { Alert, Checkbox, Input, Modal, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { isDutyAt } from '#rules/policy/accounts.ts'
import { officerRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { roleTexts } from '#text/cases.ts'
import { accountWords } from '#text/console-accounts.ts'
import { unitWords } from '#text/console-units.ts'
import { plainDayText } from '#text/values.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { Accounts, HeldPost, StaffAccount, StaffInvitation } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import type { Told } from './opened.ts'
import { firstOf, Namesakes, PersonLine, personSaid, type PersonChosen } from './persons.tsx'

type Props = { readonly close: () => void; readonly done: (said: string) => void; readonly tell: (told: Told) => void }

/** An account for somebody new. */
export function AskNew({ units, close, tell }: Props & { readonly units: Accounts['units'] }) {
  const words = useWords(accountWords)
  const unitName = useName()
  const { language } = useLanguage()
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [unitId, setUnit] = useState<string>()
  const [role, setRole] = useState<OfficerRole>()
  const [post, say] = useState<PostSaid>({ title: '', from: '', to: '', isHead: false })
  const [namesakes, setNamesakes] = useState<readonly HeldPost[]>([])
  const [person, choosePerson] = useState<PersonChosen>()
  const act = useAct('POST /api/v1/accounts/invitations', reply => tell({ which: 'first', half: reply.half, person: name }))
  // Somebody has the name: whose the post is has to be said, and stays asked whatever else is wrong.
  const found = act.failure instanceof Refused ? act.failure.problem.namesakes : undefined
  if (found !== undefined && person === undefined) { setNamesakes(found); choosePerson(firstOf(found)) }
  const rename = (next: string) => { setName(next); choosePerson(undefined); act.reset() }
  const rolesAt = (id: string | undefined) => officerRoles.filter(possible => units.some(unit => unit.id === id && isDutyAt(possible, unit.kind)))
  const roles = rolesAt(unitId)
  // Where a unit has one duty, it is that.
  const chooseUnit = (id: string | undefined) => { setUnit(id); setRole(rolesAt(id).length === 1 ? rolesAt(id)[0] : undefined) }
  return (
    <Asking title={words.askTitle} act={act} label={words.submit} isReady={Boolean(name.trim() && username.trim() && unitId && role)} close={close} send={() => act.send({ body: { name: name.trim(), username: username.trim(), unitId: unitId!, role: role!, isHead: post.isHead, ...(post.title.trim() && { title: post.title.trim() }), ...(post.from && { from: post.from }), ...(post.to && { to: post.to }), ...(person && personSaid(person)) } })}>
      <Labelled id="account-name" label={words.name} problem={undefined}><Input id="account-name" lang="zh-CN" autoFocus maxLength={40} value={name} onChange={event => rename(event.target.value)} /></Labelled>
      {person ? <Namesakes namesakes={namesakes} chosen={person} choose={choosePerson} /> : null}
      <Labelled id="account-username" label={words.username} problem={undefined} hint={words.usernameHint}><Input id="account-username" autoCapitalize="off" spellCheck={false} maxLength={40} value={username} onChange={event => setUsername(event.target.value)} /></Labelled>
      <Labelled id="account-unit" label={words.unit} problem={undefined}>
        <Select id="account-unit" showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={unitId ?? null} onChange={value => chooseUnit(value ?? undefined)} options={units.map(unit => ({ value: unit.id, label: unitName(unit) }))} />
      </Labelled>
      <Labelled id="account-role" label={words.role} problem={undefined}>
        <Select id="account-role" placeholder={words.choose} disabled={roles.length === 0} value={role ?? null} onChange={value => setRole(value ?? undefined)} options={roles.map(value => ({ value, label: roleTexts[language][value] }))} />
      </Labelled>
      <PostFields post={post} say={say} />
    </Asking>
  )
}

type PostSaid = { readonly title: string; readonly from: string; readonly to: string; readonly isHead: boolean }

/** What the post says of its holder; all of it may be left out. */
function PostFields({ post, say }: { post: PostSaid; say: (post: PostSaid) => void }) {
  const words = useWords(unitWords)
  return (
    <>
      <Labelled id="account-title" label={words.postTitle} problem={undefined}><Input id="account-title" lang="zh-CN" maxLength={40} value={post.title} onChange={event => say({ ...post, title: event.target.value })} /></Labelled>
      <Labelled id="account-from" label={words.from} problem={undefined} hint={words.fromHint}><Input id="account-from" type="date" value={post.from} onChange={event => say({ ...post, from: event.target.value })} /></Labelled>
      <Labelled id="account-to" label={words.to} problem={undefined} hint={words.toHint}><Input id="account-to" type="date" value={post.to} onChange={event => say({ ...post, to: event.target.value })} /></Labelled>
      <p><Checkbox checked={post.isHead} onChange={event => say({ ...post, isHead: event.target.checked })}>{words.isHead}</Checkbox></p>
    </>
  )
}

/** Another start for who lost password or authenticator. */
export function AskAgain({ account, close, tell }: Props & { readonly account: StaffAccount }) {
  const words = useWords(accountWords)
  const act = useAct('POST /api/v1/accounts/invitations', reply => tell({ which: 'first', half: reply.half, person: account.name }))
  return (
    <Asking title={words.againTitle(account.name)} act={act} label={words.submit} isReady close={close} send={() => act.send({ body: { officerId: account.officerId } })}>
      <p>{words.againText}</p>
    </Asking>
  )
}

/** What the other administrator asked for. */
export function Grant({ invitation, close, tell }: Props & { readonly invitation: StaffInvitation }) {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const name = useName()
  const units = useWords(unitWords)
  const act = useAct('POST /api/v1/accounts/invitations/{id}/grant', reply => tell({ which: 'second', half: reply.half, person: invitation.name }))
  return (
    <Asking title={words.grantTitle(invitation.name)} act={act} label={words.grant} isReady close={close} send={() => act.send({ params: { id: invitation.id } })}>
      <p><strong>{invitation.name}</strong> · {invitation.username} · {roleTexts[language][invitation.role]} · {name(invitation.unit)} · {words.kinds[invitation.kind]}</p>
      {invitation.kind === 'new' ? <p>{[invitation.title, invitation.from && words.from(plainDayText(language, invitation.from)), invitation.to && words.to(plainDayText(language, invitation.to)), invitation.isHead ? units.isHead : undefined].filter(Boolean).join(' · ')}</p> : null}
      <p><PersonLine of={invitation} /></p>
      <p className="soft">{words.grantText}</p>
    </Asking>
  )
}

/** The end of a post, with its reason. */
export function EndPost({ account, close, done }: Props & { readonly account: StaffAccount }) {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const name = useName()
  const act = useAct('POST /api/v1/accounts/{id}/end', () => done(words.ended))
  return (
    <ReasonDialog
      id="end-post" title={words.endTitle(account.name)} subject={`${roleTexts[language][account.role]} · ${name(account.unit)}`} text={words.endText} label={words.reason} least={{ characters: 4, problem: words.tooShort }} most={500}
      act={words.end} isDanger isSending={act.isSending} failure={act.failure} send={reason => act.send({ params: { id: account.officerId }, body: { reason } })} close={close}
    />
  )
}

/** Half of a code, shown this once. */
export function HalfDialog({ which, half, person, close }: Told & { readonly close: () => void }) {
  const words = useWords(accountWords)
  return (
    <Modal open title={`${person} · ${words.halfTitle[which]}`} okText={words.halfDone} onOk={close} cancelButtonProps={{ hidden: true }} closable={false} mask={{ closable: false }} keyboard={false} width={460}>
      <p className="code-half"><code>{half}</code></p>
      <p>{words.halfText}</p>
    </Modal>
  )
}

function Asking({ title, act, label, isReady, send, close, children }: { title: string; act: { readonly isSending: boolean; readonly failure: Error | null }; label: string; isReady: boolean; send: () => void; close: () => void; children: ReactNode }) {
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  return (
    <Modal open title={title} okText={label} cancelText={shell.cancel} okButtonProps={{ disabled: !isReady }} confirmLoading={act.isSending} onOk={send} onCancel={close} width={520}>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      {children}
    </Modal>
  )
}
