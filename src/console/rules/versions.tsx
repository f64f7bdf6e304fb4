import { memberOf, ruleParts } from '#rules/cases/rule-versions.ts'
import { ruleWords } from '#text/console-rules.ts'
import type { CaseRules } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { SetFacts } from './set-facts.tsx'

type Version = CaseRules['versions'][number]

/** What came into force and what will, the latest first, and who set it. */
export function Versions({ rules }: { rules: CaseRules }) {
  const words = useWords(ruleWords)
  const day = useDayText()
  return (
    <section className="item-category" aria-labelledby="rule-versions">
      <h2 id="rule-versions">{words.versions}</h2>
      <table className="list items">
        <thead><tr>{[words.validFrom, words.version, words.standing, words.setBy].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>
          {rules.versions.map((version, index) => (
            // Versions are only ever added, and several may begin on one day.
            <tr key={rules.versions.length - index} className={version.standing === 'past' ? 'is-retired' : undefined}>
              <td className="tight number" data-label={words.validFrom}>{day(version.validFrom)}</td>
              <th scope="row"><What version={version} /></th>
              <td className="tight" data-label={words.standing}>{words.standings[version.standing]}</td>
              <td data-label={words.setBy}><span lang="zh-CN">{[version.setBy, version.passedBy].filter(Boolean).join(' / ')}</span></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function What({ version }: { version: Version }) {
  const words = useWords(ruleWords)
  if (version.common !== undefined) return words.common(version.common)
  const parts = ruleParts.filter(part => version[memberOf[part]] !== undefined)
  return (
    <details>
      <summary>{parts.map(part => words.parts[part]).join(' · ')}</summary>
      <SetFacts set={version} />
    </details>
  )
}
