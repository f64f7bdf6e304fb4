import { Alert, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { accountWords } from '#text/console-accounts.ts'
import { roleTexts } from '#text/cases.ts'
import { consoleWords } from '#text/console.ts'
import { plainDayText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { StaffAccount, StaffInvitation } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { useList } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { keyTo, useKeptWords } from '../shell/kept-words.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/rules.css'
import '../style/security.css'
import type { Opened, Told } from './opened.ts'
import { AskAgain, AskNew, EndPost, Grant, HalfDialog } from './dialogs.tsx'
import { HandOver } from './hand-over.tsx'
import { PersonLine } from './persons.tsx'

/** Who has which post and account, and what two administrators make together. */
export function AccountsPage() {
  const words = useWords(accountWords)
  const shell = useWords(consoleWords)
  const navigate = useNavigate()
  const q = useKeptWords()
  const reading = useList(['GET /api/v1/accounts', { query: {} }], q === '' ? undefined : ['POST /api/v1/accounts/search', { body: { q } }], { staleTime: 0 })
  const [opened, open] = useState<Opened>()
  const [told, tell] = useState<Told>()
  const [said, say] = useState<string>()
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  const after = (what?: string) => { open(undefined); say(what); void reading.refetch() }
  const dialog = { close: () => open(undefined), done: after, tell: (half: Told) => { after(); tell(half) } }
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1>{reading.data?.mayAsk ? <Button type="primary" onClick={() => open({ act: 'new' })}>{words.ask}</Button> : null}</div>
      <p className="soft">{words.lead}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => say(undefined) }} />}
      <Loaded reading={reading}>
        {accounts => (
          <>
            <Invitations invitations={accounts.invitations} open={open} done={after} />
            <div className="filters"><Input.Search aria-label={words.search} placeholder={words.search} key={q} defaultValue={q} maxLength={40} allowClear onSearch={value => void navigate('/accounts', { state: keyTo(value.trim()) })} /></div>
            {accounts.isCut ? <p className="soft">{words.cut}</p> : null}
            {accounts.accounts.length === 0 ? <p>{words.none}</p> : <AccountTable accounts={accounts.accounts} open={open} done={after} />}
            {opened?.act === 'new' ? <AskNew {...dialog} units={accounts.units} /> : null}
            {opened?.act === 'again' ? <AskAgain {...dialog} account={opened.account} /> : null}
            {opened?.act === 'end' ? <EndPost {...dialog} account={opened.account} /> : null}
            {opened?.act === 'hand-over' ? <HandOver {...dialog} account={opened.account} /> : null}
            {opened?.act === 'grant' ? <Grant {...dialog} invitation={opened.invitation} /> : null}
            {told ? <HalfDialog {...told} close={() => tell(undefined)} /> : null}
          </>
        )}
      </Loaded>
    </>
  )
}

function Invitations({ invitations, open, done }: { invitations: readonly StaffInvitation[]; open: (what: Opened) => void; done: (said: string) => void }) {
  const words = useWords(accountWords)
  const failureText = useFailureText()
  const { language } = useLanguage()
  const name = useName()
  const instant = useInstantText()
  const withdraw = useAct('POST /api/v1/accounts/invitations/{id}/withdraw', () => done(words.withdrawn))
  if (invitations.length === 0) return null
  return (
    <section className="sheet account">
      <h2>{words.waiting}</h2>
      {withdraw.failure ? <Alert type="error" role="alert" title={failureText(withdraw.failure)} /> : null}
      <ul className="account-sessions">
        {invitations.map(invitation => (
          <li key={invitation.id}>
            <strong>{invitation.name} · {roleTexts[language][invitation.role]} · {name(invitation.unit)}</strong>
            <span className="soft">{words.kinds[invitation.kind]} · {invitation.username} · {words.asked(invitation.askedBy ?? words.machine, instant(invitation.askedAt))} · {invitation.grantedBy ? words.granted(invitation.grantedBy) : invitation.mayGrant || invitation.askedBy ? words.notGranted : words.granted(words.machine)} · {words.expires(instant(invitation.expiresAt))}</span>
            <PersonLine of={invitation} />
            <span className="account-acts">
              {invitation.mayGrant ? <Button type="primary" onClick={() => open({ act: 'grant', invitation })}>{words.grant}</Button> : null}
              {invitation.mayWithdraw ? <Button loading={withdraw.isSending} onClick={() => withdraw.send({ params: { id: invitation.id } })}>{words.withdraw}</Button> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function AccountTable({ accounts, open, done }: { accounts: readonly StaffAccount[]; open: (what: Opened) => void; done: (said: string) => void }) {
  const words = useWords(accountWords)
  const failureText = useFailureText()
  const signOut = useAct('POST /api/v1/accounts/{id}/sign-out', reply => done(words.signedOut(reply.ended)))
  return (
    <>
      {signOut.failure ? <Alert type="error" role="alert" title={failureText(signOut.failure)} /> : null}
      <table className="list items">
        <thead><tr>{[words.who, words.post, words.account, ''].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{accounts.map(account => <AccountLine key={account.officerId} account={account} open={open} signOut={() => signOut.send({ params: { id: account.officerId } })} />)}</tbody>
      </table>
    </>
  )
}

function AccountLine({ account, open, signOut }: { account: StaffAccount; open: (what: Opened) => void; signOut: () => void }) {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const name = useName()
  const instant = useInstantText()
  return (
    <tr>
      <th scope="row" lang="zh-CN">{account.name}</th>
      <td data-label={words.post}>{roleTexts[language][account.role]}{account.title ? <span lang="zh-CN"> · {account.title}</span> : null}<span className="account-about">{name(account.unit)} · {words.from(plainDayText(language, account.from))}{account.to ? ` ${words.to(plainDayText(language, account.to))}` : ''}</span></td>
      <td data-label={words.account}>
        {account.username === undefined ? words.noAccount : <><code>{account.username}</code><span className="account-about">{account.hasCodes ? words.twoStep : words.oneStep}{account.seenAt ? ` · ${words.seen(instant(account.seenAt))}` : account.role === 'inspector' ? '' : ` · ${words.neverSeen}`}</span></>}
      </td>
      <td>
        <span className="account-acts">
          {account.mayInviteAgain ? <Button size="small" onClick={() => open({ act: 'again', account })}>{words.again}</Button> : null}
          {account.maySignOut ? <Button size="small" onClick={signOut}>{words.signOut}</Button> : null}
          {account.mayHandOver ? <Button size="small" onClick={() => open({ act: 'hand-over', account })}>{words.handOver}</Button> : null}
          {account.mayEnd ? <Button size="small" danger onClick={() => open({ act: 'end', account })}>{words.end}</Button> : null}
        </span>
      </td>
    </tr>
  )
}
