import { Link } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { publishWords } from '#text/console-publish.ts'
import { draftStateTexts } from '#text/console-states.ts'
import type { DraftSummary } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { periodText } from '#text/values.ts'
import { yuanText } from './shown.ts'

type Choosing = { chosen?: ReadonlySet<string>; choose?: (chosen: ReadonlySet<string>) => void }

/** Drafts as lines of a register. */
export function DraftTable({ items, chosen, choose }: { items: readonly DraftSummary[] } & Choosing) {
  const words = useWords(publishWords)
  const duties = useWords(dutyWords)
  return (
    <table className="list">
      <thead>
        <tr>
          {choose ? <th scope="col"><span className="soft">{duties.batch}</span></th> : null}
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
        {items.map(draft => <Line key={draft.id} draft={draft} {...(choose && chosen ? { chosen, choose } : {})} />)}
      </tbody>
    </table>
  )
}

function Line({ draft, chosen, choose }: { draft: DraftSummary } & Choosing) {
  const words = useWords(publishWords)
  const duties = useWords(dutyWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  return (
    <tr>
      {choose && chosen ? (
        <td className="tight"><input type="checkbox" aria-label={duties.choose(draft.title)} checked={chosen.has(draft.id)} onChange={event => choose(changed(chosen, draft.id, event.target.checked))} /></td>
      ) : null}
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
  )
}

function changed(chosen: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  return new Set(isIn ? [...chosen, id] : [...chosen].filter(each => each !== id))
}
