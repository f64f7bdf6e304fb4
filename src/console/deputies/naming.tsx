import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { deputyReasons, type DeputyReason } from '#rules/policy/deputies.ts'
import { roleTexts } from '#text/cases.ts'
import { deputyReasonTexts, deputyTexts } from '#text/deputies.ts'
import { useAct } from '../act.ts'
import type { Deputies } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useMe } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

type Typed = { readonly absentId?: string | undefined; readonly deputyId?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined; readonly reason: DeputyReason }

/** Where a deputy is named: for oneself, and by whoever heads the unit or keeps the rights for others. */
export function Naming({ posts, done }: { posts: Deputies['posts']; done: (said: string) => void }) {
  const words = useWords(deputyTexts)
  const [failureText, me] = [useFailureText(), useMe()]
  const [typed, type] = useState<Typed>({ reason: 'leave' })
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/deputies', () => {
    type({ reason: 'leave' })
    setTried(false)
    done(words.named)
  })
  if (posts.length === 0) return <section className="sheet"><p>{words.nobody}</p></section>
  const absentId = typed.absentId ?? posts.find(({ officerId }) => officerId === me?.officer.id)?.officerId
  const { deputyId, reason } = typed
  const [from, to] = [typed.from ?? me?.today ?? '', typed.to ?? '']
  const send = () => {
    setTried(true)
    if (absentId && deputyId && from && to) act.send({ body: { absentId, deputyId, from, to, reason } })
  }
  const problem = (value: string | undefined) => (isTried && !value ? words.choose : undefined)
  return (
    <section className="sheet" aria-labelledby="naming">
      <h2 id="naming">{words.name}</h2>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Fields {...{ posts, typed: { ...typed, absentId, from, to }, type, problem }} />
      <p className="sheet-send"><Button type="primary" loading={act.isSending} onClick={send}>{words.send}</Button></p>
    </section>
  )
}

type FieldsProps = { posts: Deputies['posts']; typed: Typed; type: (typed: Typed) => void; problem: (value: string | undefined) => string | undefined }

function Fields({ posts, typed, type, problem }: FieldsProps) {
  const words = useWords(deputyTexts)
  const { language } = useLanguage()
  const [name, me] = [useName(), useMe()]
  const { absentId, deputyId, from = '', to = '', reason } = typed
  const able = posts.find(({ officerId }) => officerId === absentId)?.deputies ?? []
  return (
    <div className="fields">
      {posts.length === 1 && absentId === me?.officer.id ? null : (
        <div className="field is-wide"><Labelled id="absent" label={words.whose} problem={problem(absentId)}>
          <Select id="absent" showSearch={{ optionFilterProp: 'label' }} placeholder={words.choose} value={absentId ?? null} onChange={value => type({ ...typed, absentId: value ?? undefined, deputyId: undefined })}
            options={posts.map(post => ({ value: post.officerId, label: `${post.name} · ${roleTexts[language][post.role]} · ${name(post.unit)}` }))} />
        </Labelled></div>
      )}
      <div className="field is-wide"><Labelled id="deputy" label={words.deputy} problem={problem(deputyId)}>
        <Select id="deputy" placeholder={words.choose} value={deputyId ?? null} onChange={value => type({ ...typed, deputyId: value ?? undefined })} options={able.map(one => ({ value: one.officerId, label: `${one.name} · ${roleTexts[language][one.role]}` }))} />
      </Labelled></div>
      <div className="field"><Labelled id="deputy-from" label={words.from} problem={problem(from)}><Input id="deputy-from" type="date" min={me?.today} value={from} onChange={event => type({ ...typed, from: event.target.value })} /></Labelled></div>
      <div className="field"><Labelled id="deputy-to" label={words.to} problem={problem(to)}><Input id="deputy-to" type="date" min={from} value={to} onChange={event => type({ ...typed, to: event.target.value })} /></Labelled></div>
      <div className="field"><Labelled id="deputy-reason" label={words.reason} problem={undefined}>
        <Select id="deputy-reason" value={reason} onChange={value => type({ ...typed, reason: value })} options={deputyReasons.map(one => ({ value: one, label: deputyReasonTexts[language][one] }))} />
      </Labelled></div>
    </div>
  )
}
