import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { listWords } from '#text/console-list.ts'
import { consoleWords } from '#text/console.ts'
import { proposalWords } from '#text/console-proposals.ts'
import { useAct } from '../act.ts'
import type { CountyList, ListProposal } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Decide, Proposals, Told, type Outcome } from '../proposals/proposals.tsx'
import { ProposedFormPreview } from './form-preview.tsx'
import { ProposedFacts } from './proposed-facts.tsx'
import { ProposedProcedure } from './proposed-procedure.tsx'

type Props = { list: CountyList; done: (list: CountyList, said: string) => void }

/** Changes of the item list that wait for a second officer, and those decided last. */
export function ListProposals({ list, done }: Props) {
  return (
    <>
      <Proposals open={list.proposals} decided={list.decided} render={proposal => <Shown proposal={proposal} list={list} done={done} />} />
      <PassAll list={list} done={done} />
    </>
  )
}

/** Units of many items, proposed together, are passed together. */
function PassAll({ list, done }: Props) {
  const words = useWords(listWords)
  const cancel = useWords(consoleWords).cancel
  const failureText = useFailureText()
  const [isAsking, ask] = useState(false)
  const act = useAct('POST /api/v1/county-list/proposals/pass', next => done(next, words.passedAll))
  const ids = list.proposals.filter(({ kind, isOwn, isTooLate }) => kind === 'binding' && !isOwn && !isTooLate).map(({ id }) => id)
  if (ids.length < 2) return null
  return (
    <>
      <p><Button onClick={() => ask(true)}>{words.passAll(ids.length)}</Button></p>
      <Modal open={isAsking} title={words.passAllTitle(ids.length)} okText={words.passAll(ids.length)} cancelText={cancel} confirmLoading={act.isSending} onOk={() => act.send({ body: { ids } })} onCancel={() => ask(false)}>
        {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
        <p>{words.passAllText}</p>
      </Modal>
    </>
  )
}

function Shown({ proposal, list, done }: Props & { proposal: ListProposal }) {
  const words = useWords(listWords)
  const name = useName()
  const said = useWords(proposalWords).done
  const [outcome, setOutcome] = useState<Outcome>('passed')
  const [isLooking, setLooking] = useState(false)
  const act = useAct('POST /api/v1/county-list/proposals/{id}/decision', next => done(next, said[outcome]))
  const decide = (what: Outcome, note: string) => {
    setOutcome(what)
    act.send({ params: { id: proposal.id }, body: { outcome: what, note } })
  }
  const { change, decision, form, procedure } = proposal
  const item = list.items.find(known => known.slug === proposal.slug)
  const title = <><span className="state">{change ? words.kinds[change.kind] : words.what[proposal.kind]}</span> {name(proposal.name)}</>
  return (
    <>
      <Told proposal={proposal} title={title}><ProposedFacts proposal={proposal} item={decision ? undefined : item} list={list} />{procedure === undefined ? null : <ProposedProcedure procedure={procedure} isOpen={!decision} />}</Told>
      {decision ? null : <Decide proposal={proposal} subject={title} act={act} decide={decide}>{form && item ? <Button onClick={() => setLooking(true)}>{words.look}</Button> : null}</Decide>}
      {isLooking && form && item ? <ProposedFormPreview item={item} form={form} validFrom={proposal.validFrom} today={list.today} close={() => setLooking(false)} /> : null}
    </>
  )
}
