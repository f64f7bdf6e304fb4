import { dutyWords } from '#text/console-duties.ts'
import type { Coverage } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'

/** One row for each village, one column for each item that fell due. A letter says what a colour shows. */
export function Matrix({ coverage }: { coverage: Coverage }) {
  const words = useWords(dutyWords)
  const name = useName()
  // Items of which nothing fell due would be sixty empty columns.
  const columns = coverage.items.map((item, n) => ({ item, n })).filter(({ n }) => coverage.villages.some(village => (village.cells[n]?.length ?? 0) > 0))
  return (
    <>
      <p className="soft">{words.legend}</p>
      <div className="matrix" tabIndex={0} role="region" aria-label={words.coverage}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.village}</th>
              <th scope="col" className="right">{words.sum}</th>
              {columns.map(({ item }) => <th key={item.slug} scope="col" title={name(item.name)}><abbr title={name(item.name)}>{item.number}</abbr></th>)}
            </tr>
          </thead>
          <tbody>
            {coverage.villages.map(village => (
              <tr key={village.code}>
                <th scope="row" lang="zh-CN">{village.name}<span className="about">{village.townshipName}</span></th>
                <td className="right number">{village.done}/{village.owed}</td>
                {columns.map(({ item, n }) => <Cell key={item.slug} cell={village.cells[n] ?? []} item={name(item.name)} />)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Cell({ cell, item }: { cell: readonly number[]; item: string }) {
  const words = useWords(dutyWords)
  const [owed, done = 0, late = 0, nil = 0, overdue = 0] = cell
  if (owed === undefined) return <td />
  const kind = overdue > 0 ? 'missing' : late > 0 ? 'late' : nil > 0 ? 'nil' : 'done'
  const said = `${item}: ${words.cell(owed, done, late, nil, overdue)}`
  return <td className={`cell is-${kind}`} title={said}><span aria-label={said}>{words.letters[kind]}{owed > 1 ? <small> {done}/{owed}</small> : null}</span></td>
}
