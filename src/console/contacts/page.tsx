import { Alert, Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { contactStaffWords } from '#text/messages.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { queryClient, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'

const channels = ['sms', 'email'] as const
type Channel = (typeof channels)[number]

/** Where an officer says how to be told that work waits. */
export function ContactsPage() {
  const words = useWords(contactStaffWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/me/contacts', {})
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft">{words.lead}</p>
      <Loaded reading={reading}>{({ channels: set }) => channels.map(channel => <ContactForm key={channel} channel={channel} isSet={set.includes(channel)} />)}</Loaded>
    </>
  )
}

function ContactForm({ channel, isSet }: { channel: Channel; isSet: boolean }) {
  const words = useWords(contactStaffWords)
  const failureText = useFailureText()
  const [address, setAddress] = useState('')
  const act = useAct('POST /api/v1/me/contacts', () => {
    setAddress('')
    void queryClient.invalidateQueries({ queryKey: ['GET /api/v1/me/contacts'] })
  })
  const saved = act.reply && !act.failure ? act.reply.channels.includes(channel) ? words.saved : words.removed : undefined
  return (
    <section className="sheet">
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Labelled id={`contact-${channel}`} label={words[channel]} problem={undefined} hint={isSet ? words.isSet : words.notSet}>
        <Input id={`contact-${channel}`} value={address} maxLength={200} onChange={event => setAddress(event.target.value)} />
      </Labelled>
      <p><Button loading={act.isSending} onClick={() => act.send({ body: { channel, address } })}>{words.save}</Button> {saved ? <span role="status">{saved}</span> : null}</p>
    </section>
  )
}
