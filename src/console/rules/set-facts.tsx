import { limitTexts } from '#text/case-rules.ts'
import { ruleWords } from '#text/console-rules.ts'
import type { CaseRules, RulesProposal } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { CardTable } from './card-table.tsx'
import { ReasonTable, RouteTable } from './told-tables.tsx'

type Set = Pick<RulesProposal, 'limits' | 'rejectionReasons' | 'routes' | 'cards'>

/** What exactly was set or is proposed; beside limits, if asked, how they are today. */
export function SetFacts({ set, today }: { set: Set; today?: CaseRules }) {
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  const was = (name: string) => today?.limits.find(limit => limit.name === name)?.value
  return (
    <>
      {set.limits ? (
        <dl className="facts is-limits">
          {set.limits.map(({ name, value }) => <div key={name}><dt>{limitTexts[language][name]}</dt><dd className="number">{today && was(name) !== value ? words.before(String(was(name)), String(value)) : value}</dd></div>)}
        </dl>
      ) : null}
      {set.rejectionReasons ? <ReasonTable rules={{ rejectionReasons: set.rejectionReasons }} /> : null}
      {set.routes ? <RouteTable rules={{ routes: set.routes }} /> : null}
      {set.cards ? <CardTable rules={{ cards: set.cards }} /> : null}
    </>
  )
}
