import { Button } from 'antd'
import { unitWords } from '#text/console-units.ts'
import { organisationWords } from '#text/organisation.ts'
import { useWords } from '../language.tsx'

type Entry = { readonly id: string; readonly text: string; readonly lang?: string; readonly term: string; readonly isPast: boolean; readonly end: (() => void) | undefined; readonly change?: (() => void) | undefined }

/** What is entered of one kind for a unit: what holds, with what may be done to it, and folded away what held before. */
export function Entries({ entries, add }: { entries: readonly Entry[]; add: { readonly label: string; readonly act: () => void } | undefined }) {
  const words = useWords(organisationWords)
  const [present, past] = [entries.filter(entry => !entry.isPast), entries.filter(entry => entry.isPast)]
  return (
    <>
      {present.length === 0 ? <span className="soft">{words.none}</span> : <ul className="told">{present.map(entry => <Line key={entry.id} entry={entry} />)}</ul>}
      {add ? <Button size="small" type="link" onClick={add.act}>{add.label}</Button> : null}
      {past.length > 0 ? <details><summary className="soft">{words.ended}</summary><ul className="told">{past.map(entry => <Line key={entry.id} entry={entry} />)}</ul></details> : null}
    </>
  )
}

function Line({ entry: { text, lang, term, end, change } }: { entry: Entry }) {
  const words = useWords(organisationWords)
  const units = useWords(unitWords)
  return (
    <li>
      <span lang={lang}>{text}</span> {end ? <Button size="small" type="text" danger aria-label={`${words.end} ${text}`} onClick={end}>{words.end}</Button> : null}
      {change ? <Button size="small" type="link" aria-label={`${units.change} ${text}`} onClick={change}>{units.change}</Button> : null}
      <span className="about">{term}</span>
    </li>
  )
}
