import { Link } from 'react-router'
import { publishWords } from '#text/console-publish.ts'
import { draftStateTexts } from '#text/console-states.ts'
import type { DraftSummary } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { periodText } from '#text/values.ts'
import { yuanText } from './shown.ts'

/** Drafts as lines of a register. */
export function DraftTable({ items }: { items: readonly DraftSummary[] }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{words.columnTitle}</th>
          <th scope="col">{words.columnPeriod}</th>
          <th scope="col" className="right">{words.columnRows}</th>
          <th scope="col" className="right">{words.columnTotal}</th>
          <th scope="col">{words.columnAuthor}</th>
          <th scope="col">{words.columnChanged}</th>
          <th scope="col">{words.columnState}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(draft => (
          <tr key={draft.id}>
            <th scope="row">
              <Link className="matter" to={`/drafts/${draft.id}`} lang="zh-CN">{draft.title || words.untitled}</Link>
              <span className="about">
                <span lang="zh-CN">{draft.townshipName} {draft.villageName}</span> · {name(draft.itemName)}
                {draft.baseVersion > 0 ? ` · ${words.correctionOf(draft.baseVersion)}` : ''}
              </span>
            </th>
            <td className="tight">{periodText(language, draft.period)}</td>
            <td className="right number" data-label={words.columnRows}>{draft.rowCount || ''}</td>
            <td className="right number" data-label={words.columnTotal}>{yuanText(draft.total)}</td>
            <td className="tight" lang="zh-CN">{draft.authorName}</td>
            <td className="tight number">{at(draft.updatedAt)}</td>
            <td className="tight"><span className="state">{draftStateTexts[language][draft.state]}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
