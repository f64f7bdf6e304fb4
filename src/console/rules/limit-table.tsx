import { boundBasisTexts, boundText, limitTexts } from '#text/case-rules.ts'
import { ruleWords } from '#text/console-rules.ts'
import type { CaseRules } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { groupNames, limitGroups } from './limit-groups.ts'

type Limit = CaseRules['limits'][number]

/** Each limit as it holds today, what it will be, and how far the county may go. */
export function LimitTable({ rules }: { rules: CaseRules }) {
  const words = useWords(ruleWords)
  return (
    <table className="list items is-limits">
      <thead><tr>{[words.limit, words.now, words.coming, words.room].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
      {groupNames.map(group => (
        <tbody key={group}>
          <tr className="limit-group"><th scope="rowgroup" colSpan={4}>{words.groups[group]}</th></tr>
          {limitGroups[group].map(name => <LimitLine key={name} limit={rules.limits.find(limit => limit.name === name)!} rules={rules} />)}
        </tbody>
      ))}
    </table>
  )
}

function LimitLine({ limit, rules }: { limit: Limit; rules: CaseRules }) {
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  const day = useDayText()
  const coming = rules.versions.filter(version => version.standing === 'coming').toReversed()
    .flatMap(({ validFrom, limits = [] }) => limits.filter(({ name }) => name === limit.name).map(({ value }) => ({ validFrom, value })))
  return (
    <tr>
      <th scope="row">{limitTexts[language][limit.name]}</th>
      <td className="tight number" data-label={words.now}>{limit.value}</td>
      <td className="tight number" data-label={words.coming}>{coming.map(({ validFrom, value }) => <span key={validFrom} className="about">{value} · {words.from(day(validFrom))}</span>)}</td>
      <td data-label={words.room}>{limit.basis ? <Room {...limit} /> : null}</td>
    </tr>
  )
}

/** How far a county may go, and by which rule. */
export function Room({ least, most, basis }: Pick<Limit, 'least' | 'most' | 'basis'>) {
  const { language } = useLanguage()
  const bound = most === undefined ? 'least' : 'most'
  return <span className="soft">{boundText(language, bound, most ?? least ?? 0)}{basis ? ` · ${boundBasisTexts[language][basis]}` : ''}</span>
}
