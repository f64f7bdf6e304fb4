import { Alert, Button } from 'antd'
import { useState } from 'react'
import { ruleWords } from '#text/console-rules.ts'
import { useAct } from '../act.ts'
import type { CaseRules, RulesProposal } from '../api-types.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import type { ChangeProps } from './change-drawer.tsx'
import { SetFacts } from './set-facts.tsx'

type Props = Pick<ChangeProps, 'rules' | 'done'>

/** What waits for the decision of a second person, and what was decided last. */
export function Proposals({ rules, done }: Props) {
  const words = useWords(ruleWords)
  return (
    <section className="proposals" aria-labelledby="proposals">
      <h2 id="proposals">{words.proposals}</h2>
      <p className="soft">{rules.proposals.length === 0 ? words.noProposals : words.proposalsLead}</p>
      {rules.proposals.map(proposal => <Open key={proposal.id} proposal={proposal} rules={rules} done={done} />)}
      {rules.decided.length > 0 ? (
        <details>
          <summary>{words.decided}</summary>
          {rules.decided.map(proposal => <article key={proposal.id} className="proposal"><Told proposal={proposal} /></article>)}
        </details>
      ) : null}
    </section>
  )
}

function Open({ proposal, rules, done }: Props & { proposal: RulesProposal }) {
  const words = useWords(ruleWords)
  const failureText = useFailureText()
  const [isRefusing, setRefusing] = useState(false)
  const said = { passed: words.passedNow, refused: words.refusedNow, withdrawn: words.withdrawnNow }
  const [outcome, setOutcome] = useState<keyof typeof said>('passed')
  const decide = useAct('POST /api/v1/case-rules/proposals/{id}/decision', next => done(next, said[outcome]))
  const send = (what: keyof typeof said, note = '') => {
    setOutcome(what)
    decide.send({ params: { id: proposal.id }, body: { outcome: what, note } })
  }
  return (
    <article className="proposal">
      <Told proposal={proposal} today={rules} />
      {decide.failure && !isRefusing ? <Alert type="error" role="alert" title={failureText(decide.failure)} /> : null}
      {proposal.isTooLate ? <Alert type="warning" title={words.tooLate} /> : null}
      {rules.mayPropose ? (
        <p className="item-acts">
          {proposal.isOwn
            ? <><Button loading={decide.isSending} onClick={() => send('withdrawn')}>{words.withdraw}</Button><span className="soft">{words.waitsForOther}</span></>
            : (
              <>
                <Button type="primary" disabled={proposal.isTooLate} loading={decide.isSending} onClick={() => send('passed')}>{words.pass}</Button>
                <Button danger onClick={() => setRefusing(true)}>{words.refuse}</Button>
              </>
            )}
        </p>
      ) : null}
      {isRefusing ? (
        <ReasonDialog
          id="refuse-rules" title={words.refuse} subject={words.parts[proposal.part]} label={words.why} least={{ characters: 5, problem: words.tooShort }} most={500} act={words.refuse} isDanger
          isSending={decide.isSending} failure={decide.failure} send={note => send('refused', note)} close={() => setRefusing(false)}
        />
      ) : null}
    </article>
  )
}

/** One proposal in words: what, from when, by whom, and what became of it. */
function Told({ proposal, today }: { proposal: RulesProposal; today?: CaseRules }) {
  const words = useWords(ruleWords)
  const day = useDayText()
  const at = useInstantText()
  const { decision } = proposal
  return (
    <>
      <h3>{words.parts[proposal.part]}</h3>
      <p className="soft">{words.from(day(proposal.validFrom))} · <span lang="zh-CN">{words.by(proposal.proposedByName, at(proposal.proposedAt))}</span></p>
      <SetFacts set={proposal} {...(today && { today })} />
      {decision ? <p>{words.decidedBy(words.outcomes[decision.outcome], decision.byName, at(decision.at))}{decision.note ? <> · <span lang="zh-CN">{decision.note}</span></> : null}</p> : null}
    </>
  )
}
