import { Alert, Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { countyOf } from '#rules/divisions/division-code.ts'
import { staffChannels, type StaffChannel } from '#rules/intake/channels.ts'
import { channelTexts } from '#text/intake.ts'
import { intakeWords } from '#text/console-intake.ts'
import { consoleWords } from '#text/console.ts'
import type { Village } from '../api-types.ts'
import { useAct } from '../act.ts'
import { Refused } from '../client.ts'
import { useLanguage, useWords } from '../language.tsx'
import { forgetLists, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { UnsavedGuard } from '../shell/unsaved-guard.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/intake.css'
import '../style/publish.css'
import { ItemField } from '../cases/item-field.tsx'
import { LooksLike } from './looks-like.tsx'
import { Saved } from './saved.tsx'
import { blank, type Typed } from './typed.ts'

/** Writing down what somebody said or sent: the door for those who do not come by the web. */
export function EntryPage() {
  const words = useWords(intakeWords)
  const shell = useWords(consoleWords)
  const villages = useRead('GET /api/v1/villages', {}, { staleTime: 600_000 })
  const [round, setRound] = useState(0)
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return <Loaded reading={villages}>{places => <EntryForm key={round} villages={places.villages} next={() => setRound(round + 1)} />}</Loaded>
}

function EntryForm({ villages, next }: { villages: readonly Village[]; next: () => void }) {
  const words = useWords(intakeWords)
  const text = useFailureText()
  const [typed, setTyped] = useState(blank)
  const [scans, setScans] = useState<readonly File[]>([])
  const save = useAct('POST /api/v1/intake', () => void forgetLists())
  const takesNames = useMe()?.takesNames === true
  const set = (more: Partial<Typed>) => setTyped({ ...typed, ...more })
  const problems = save.failure instanceof Refused ? save.failure.problem.problems ?? [] : []
  const numbered = save.failure instanceof Refused ? save.failure.problem.caseId : undefined
  const problemOf = (field: string) => problems.find(problem => problem.field === field)?.message
  if (save.reply) return <Saved receipt={save.reply} typed={typed} scans={scans} villageName={villages.find(({ code }) => code === typed.village)?.name ?? ''} next={next} />
  return (
    <>
      <UnsavedGuard isDirty={typed.statement !== ''} />
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft">{takesNames ? words.intro : words.anonymousIntro}</p>
      <form className="intake" onSubmit={event => { event.preventDefault(); save.send({ body: bodyOf(typed) }) }}>
        <section className="sheet fields">
          <Door typed={typed} set={set} problemOf={problemOf} villages={villages} channels={staffChannels.filter(channel => takesNames || channel !== 'proxy')} />
          <Matter typed={typed} set={set} problemOf={problemOf} />
        </section>
        <LooksLike villageCode={typed.village} statement={typed.statement} item={typed.item} />
        <section className="sheet fields">
          {takesNames ? <People typed={typed} set={set} problemOf={problemOf} /> : <div className="field is-wide"><Alert type="info" title={words.anonymousTitle} description={words.anonymous} /></div>}
          <Contact typed={typed} set={set} problemOf={problemOf} />
          <Scans scans={scans} setScans={setScans} />
        </section>
        {save.failure ? <Alert type="error" role="alert" title={text(save.failure)} description={numbered === undefined ? undefined : <Link to={`/cases/${numbered}`} target="_blank">{words.openNumbered}</Link>} /> : null}
        <Button type="primary" size="large" htmlType="submit" loading={save.isSending} disabled={typed.village === 0}>{words.save}</Button>
        {typed.village === 0 ? <span className="soft"> {words.choose}</span> : null}
      </form>
    </>
  )
}

type Part = { typed: Typed; set: (more: Partial<Typed>) => void; problemOf: (field: string) => string | undefined }

function Door({ typed, set, problemOf, villages, channels }: Part & { villages: readonly Village[]; channels: readonly StaffChannel[] }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  return (
    <>
      <div className="field">
        <Labelled id="channel" label={words.channel} problem={problemOf('channel')}>
          <Select id="channel" showSearch={{ optionFilterProp: 'label' }} value={typed.channel} onChange={channel => set({ channel, helper: '' })} options={channels.map(value => ({ value, label: channelTexts[language][value] }))} />
        </Labelled>
      </div>
      <div className="field">
        <Labelled id="number" label={words.numberOf[typed.channel] ?? ''} problem={problemOf('channelNumber')}>
          <Input id="number" maxLength={60} value={typed.channelNumber} onChange={event => set({ channelNumber: event.target.value })} />
        </Labelled>
      </div>
      <div className="field">
        <Labelled id="received" label={words.receivedOn} problem={problemOf('receivedOn')} hint={words.receivedHint}>
          <Input id="received" type="date" value={typed.receivedOn} onChange={event => set({ receivedOn: event.target.value })} />
        </Labelled>
      </div>
      <div className="field">
        <Labelled id="village" label={words.village} problem={problemOf('villageCode')}>
          <Select id="village" showSearch={{ optionFilterProp: 'label' }} value={typed.village || undefined} onChange={(village: number) => set({ village, ...(typed.village !== 0 && countyOf(village) !== countyOf(typed.village) && { item: '' }) })} options={villages.map(({ code, name }) => ({ value: code, label: name }))} />
        </Labelled>
      </div>
    </>
  )
}

function Matter({ typed, set, problemOf }: Part) {
  const words = useWords(intakeWords)
  return (
    <>
      <div className="field is-wide">
        <Labelled id="statement" label={words.statement} problem={problemOf('statement')} hint={words.statementHint}>
          <Input.TextArea id="statement" rows={6} value={typed.statement} onChange={event => set({ statement: event.target.value })} />
        </Labelled>
      </div>
      {(['place', 'happened', 'wish'] as const).map(field => (
        <div key={field} className="field">
          <Labelled id={field} label={words[field]} problem={problemOf(field)}>
            <Input id={field} value={typed[field]} onChange={event => set({ [field]: event.target.value })} />
          </Labelled>
        </div>
      ))}
      <div className="field"><ItemField village={typed.village} value={typed.item || undefined} choose={item => set({ item: item ?? '' })} label={words.item} problem={problemOf('item')} hint={words.itemHint} /></div>
    </>
  )
}

function People({ typed, set, problemOf }: Part) {
  const words = useWords(intakeWords)
  return (
    <>
      <div className="field">
        <Labelled id="name" label={words.name} problem={problemOf('person.name')} hint={words.sealed}>
          <Input id="name" autoComplete="off" maxLength={40} value={typed.name} onChange={event => set({ name: event.target.value })} />
        </Labelled>
      </div>
      <div className="field">
        <Labelled id="phone" label={words.phone} problem={problemOf('person.phone') ?? problemOf('phone')} hint={words.sealed}>
          <Input id="phone" autoComplete="off" inputMode="tel" maxLength={20} value={typed.phone} onChange={event => set({ phone: event.target.value })} />
        </Labelled>
      </div>
      {typed.channel === 'proxy' ? (
        <div className="field">
          <Labelled id="helper" label={words.helper} problem={problemOf('helper')} hint={words.helperHint}>
            <Input id="helper" autoComplete="off" maxLength={40} value={typed.helper} onChange={event => set({ helper: event.target.value })} />
          </Labelled>
        </div>
      ) : null}
    </>
  )
}

/** Asked of whoever wants to hear of it; also where no name is taken, because a number for messages is kept for nothing else. */
function Contact({ typed, set, problemOf }: Part) {
  const words = useWords(intakeWords)
  return (
    <div className="field is-wide">
      <Labelled id="contact" label={words.contact} problem={problemOf('contact')} hint={words.contactHint}>
        <Input id="contact" autoComplete="off" inputMode="tel" maxLength={20} value={typed.contact} onChange={event => set({ contact: event.target.value })} />
      </Labelled>
    </div>
  )
}

function Scans({ scans, setScans }: { scans: readonly File[]; setScans: (files: readonly File[]) => void }) {
  const words = useWords(intakeWords)
  return (
    <div className="field is-wide">
      <Labelled id="scans" label={words.scans} problem={undefined} hint={scans.length > 0 ? words.scansChosen(scans.length) : words.scansHint}>
        <input id="scans" type="file" multiple accept="image/*,application/pdf" onChange={event => setScans([...event.target.files ?? []].slice(0, 20))} />
      </Labelled>
    </div>
  )
}

/** What was left empty is not sent: an absent day is today, an absent name is nobody. */
function bodyOf({ channel, village, statement, name, phone, ...more }: Typed) {
  const given = (['channelNumber', 'receivedOn', 'item', 'place', 'happened', 'wish', 'contact', 'helper'] as const).filter(field => more[field].trim() !== '')
  const person = { ...(name.trim() && { name }), ...(phone.trim() && { phone }) }
  return { channel, villageCode: village, statement, ...Object.fromEntries(given.map(field => [field, more[field]])), ...(Object.keys(person).length > 0 && { person }) }
}
