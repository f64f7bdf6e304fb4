import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { proposalWords } from '#text/console-proposals.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

export type Outcome = 'passed' | 'refused' | 'withdrawn'

/** What is said of any proposal, whatever it would change. */
export type Proposal = {
  readonly id: string
  readonly validFrom: string
  readonly proposedByName: string
  readonly proposedAt: string
  readonly isOwn: boolean
  readonly isTooLate: boolean
  readonly decision?: { readonly outcome: Outcome; readonly byName: string; readonly at: string; readonly note?: string } | undefined
}

type ListProps<Of extends Proposal> = { open: readonly Of[]; decided: readonly Of[]; render: (proposal: Of) => ReactNode }

/** What waits for the decision of a second person, and what was decided last. */
export function Proposals<Of extends Proposal>({ open, decided, render }: ListProps<Of>) {
  const words = useWords(proposalWords)
  const articles = (proposals: readonly Of[]) => proposals.map(proposal => <article key={proposal.id} className="proposal">{render(proposal)}</article>)
  return (
    <section className="proposals" aria-labelledby="proposals">
      <h2 id="proposals">{words.proposals}</h2>
      <p className="soft">{open.length === 0 ? words.noProposals : words.proposalsLead}</p>
      {articles(open)}
      {decided.length > 0 ? <details><summary>{words.decided}</summary>{articles(decided)}</details> : null}
    </section>
  )
}

/** One proposal in words: what, from when, by whom, and what became of it. */
export function Told({ proposal, title, children }: { proposal: Proposal; title: ReactNode; children: ReactNode }) {
  const words = useWords(proposalWords)
  const day = useDayText()
  const at = useInstantText()
  const { decision } = proposal
  return (
    <>
      <h3>{title}</h3>
      <p className="soft">{words.from(day(proposal.validFrom))} · <span lang="zh-CN">{words.by(proposal.proposedByName, at(proposal.proposedAt))}</span></p>
      {children}
      {decision ? <p>{words.decidedBy(words.outcomes[decision.outcome], decision.byName, at(decision.at))}{decision.note ? <> · <span lang="zh-CN">{decision.note}</span></> : null}</p> : null}
    </>
  )
}

type DecideProps = {
  proposal: Proposal
  /** What it is called in the dialog that asks why it is refused. */
  subject: ReactNode
  act: { readonly isSending: boolean; readonly failure: Error | null }
  decide: (outcome: Outcome, note: string) => void
  /** Further buttons, before those that decide. */
  children?: ReactNode
}

/** The second person passes or refuses; whoever proposed can only withdraw. */
export function Decide({ proposal, subject, act, decide, children }: DecideProps) {
  const words = useWords(proposalWords)
  const failureText = useFailureText()
  const [isRefusing, setRefusing] = useState(false)
  return (
    <>
      {act.failure && !isRefusing ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      {proposal.isTooLate ? <Alert type="warning" title={words.tooLate} /> : null}
      <p className="item-acts">
        {children}
        {proposal.isOwn
          ? <><Button loading={act.isSending} onClick={() => decide('withdrawn', '')}>{words.withdraw}</Button><span className="soft">{words.waitsForOther}</span></>
          : (
            <>
              <Button type="primary" disabled={proposal.isTooLate} loading={act.isSending} onClick={() => decide('passed', '')}>{words.pass}</Button>
              <Button danger onClick={() => setRefusing(true)}>{words.refuse}</Button>
            </>
          )}
      </p>
      {isRefusing ? (
        <ReasonDialog
          id="refuse" title={words.refuse} subject={subject} label={words.why} least={{ characters: 5, problem: words.tooShort }} most={500} act={words.refuse} isDanger
          isSending={act.isSending} failure={act.failure} send={note => decide('refused', note)} close={() => setRefusing(false)}
        />
      ) : null}
    </>
  )
}
