import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList, ListProposal } from '../api-types.ts'
import { useDayText, useInstantText, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { ProposedFormPreview } from './form-preview.tsx'
import { ProposedFacts } from './proposed-facts.tsx'

type Props = { list: CountyList; done: (list: CountyList, said: string) => void }

/** What waits for the decision of a second person, and what was decided last. */
export function Proposals({ list, done }: Props) {
  const words = useWords(listWords)
  return (
    <section className="proposals" aria-labelledby="proposals">
      <h2 id="proposals">{words.proposals}</h2>
      <p className="soft">{list.proposals.length === 0 ? words.noProposals : words.proposalsLead}</p>
      {list.proposals.map(proposal => <Open key={proposal.id} proposal={proposal} list={list} done={done} />)}
      {list.decided.length > 0 ? (
        <details>
          <summary>{words.decided}</summary>
          {list.decided.map(proposal => <article key={proposal.id} className="proposal"><Told proposal={proposal} list={list} /></article>)}
        </details>
      ) : null}
    </section>
  )
}

function Open({ proposal, list, done }: Props & { proposal: ListProposal }) {
  const words = useWords(listWords)
  const name = useName()
  const failureText = useFailureText()
  const [isLooking, setLooking] = useState(false)
  const [isRefusing, setRefusing] = useState(false)
  const said = { passed: words.passedNow, refused: words.refusedNow, withdrawn: words.withdrawnNow }
  const [outcome, setOutcome] = useState<keyof typeof said>('passed')
  const decide = useAct('POST /api/v1/county-list/proposals/{id}/decision', next => done(next, said[outcome]))
  const send = (what: keyof typeof said, note = '') => {
    setOutcome(what)
    decide.send({ params: { id: proposal.id }, body: { outcome: what, note } })
  }
  const item = list.items.find(known => known.slug === proposal.slug)
  return (
    <article className="proposal">
      <Told proposal={proposal} list={list} />
      {decide.failure ? <Alert type="error" role="alert" title={failureText(decide.failure)} /> : null}
      {proposal.isTooLate ? <Alert type="warning" title={words.tooLate} /> : null}
      <p className="item-acts">
        {proposal.form && item ? <Button onClick={() => setLooking(true)}>{words.look}</Button> : null}
        {proposal.isOwn
          ? <><Button loading={decide.isSending} onClick={() => send('withdrawn')}>{words.withdraw}</Button><span className="soft">{words.waitsForOther}</span></>
          : (
            <>
              <Button type="primary" disabled={proposal.isTooLate} loading={decide.isSending} onClick={() => send('passed')}>{words.pass}</Button>
              <Button danger onClick={() => setRefusing(true)}>{words.refuse}</Button>
            </>
          )}
      </p>
      {isRefusing ? <Refusing title={words.refuseTitle(name(proposal.name))} isSending={decide.isSending} send={note => send('refused', note)} close={() => setRefusing(false)} /> : null}
      {isLooking && proposal.form && item ? <ProposedFormPreview item={item} form={proposal.form} validFrom={proposal.validFrom} today={list.today} close={() => setLooking(false)} /> : null}
    </article>
  )
}

function Refusing({ title, isSending, send, close }: { title: string; isSending: boolean; send: (note: string) => void; close: () => void }) {
  const words = useWords(listWords)
  const shell = useWords(consoleWords)
  const [note, setNote] = useState('')
  return (
    <Modal open title={title} okText={words.refuse} cancelText={shell.cancel} okButtonProps={{ danger: true, disabled: note.trim().length < 5, loading: isSending }} onOk={() => send(note.trim())} onCancel={close} width={480}>
      <label htmlFor="why">{words.why}</label>
      <Input.TextArea id="why" rows={3} maxLength={500} value={note} onChange={event => setNote(event.target.value)} />
    </Modal>
  )
}

/** One proposal in words: what, from when, by whom, and what became of it. */
function Told({ proposal, list }: { proposal: ListProposal; list: CountyList }) {
  const words = useWords(listWords)
  const name = useName()
  const day = useDayText()
  const at = useInstantText()
  const item: CountyItem | undefined = list.items.find(known => known.slug === proposal.slug)
  const { change, decision } = proposal
  return (
    <>
      <h3><span className="state">{change ? words.kinds[change.kind] : words.what[proposal.kind]}</span> {name(proposal.name)}</h3>
      <p className="soft">{words.from(day(proposal.validFrom))} · <span lang="zh-CN">{words.by(proposal.proposedByName, at(proposal.proposedAt))}</span></p>
      <ProposedFacts proposal={proposal} item={decision ? undefined : item} list={list} />
      {decision ? <p>{words.decidedBy(words.outcomes[decision.outcome], decision.byName, at(decision.at))}{decision.note ? <> · <span lang="zh-CN">{decision.note}</span></> : null}</p> : null}
    </>
  )
}
