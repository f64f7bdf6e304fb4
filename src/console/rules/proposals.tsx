import { useState } from 'react'
import { proposalWords } from '#text/console-proposals.ts'
import { ruleWords } from '#text/console-rules.ts'
import { useAct } from '../act.ts'
import type { RulesProposal } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { Decide, Proposals, Told, type Outcome } from '../proposals/proposals.tsx'
import type { ChangeProps } from './change-drawer.tsx'
import { SetFacts } from './set-facts.tsx'

type Props = Pick<ChangeProps, 'rules' | 'done'>

/** Changes of the rules that wait for a second officer, and those decided last. */
export function RulesProposals({ rules, done }: Props) {
  return <Proposals open={rules.proposals} decided={rules.decided} render={proposal => <Shown proposal={proposal} rules={rules} done={done} />} />
}

function Shown({ proposal, rules, done }: Props & { proposal: RulesProposal }) {
  const words = useWords(ruleWords)
  const said = useWords(proposalWords).done
  const [outcome, setOutcome] = useState<Outcome>('passed')
  const act = useAct('POST /api/v1/case-rules/proposals/{id}/decision', next => done(next, said[outcome]))
  const decide = (what: Outcome, note: string) => {
    setOutcome(what)
    act.send({ params: { id: proposal.id }, body: { outcome: what, note } })
  }
  const title = words.parts[proposal.part]
  return (
    <>
      <Told proposal={proposal} title={title}><SetFacts set={proposal} {...(!proposal.decision && { today: rules })} /></Told>
      {rules.mayPropose && !proposal.decision ? <Decide proposal={proposal} subject={title} act={act} decide={decide} /> : null}
    </>
  )
}
