import { supervisionKindTexts, supervisionWords } from '#text/console-supervision.ts'
import type { SupervisionCounts } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'

/** What each unit was given, and what of it is open. */
export function UnitTable({ units, choose }: { units: readonly SupervisionCounts[]; choose: (unitId: string) => void }) {
  const words = useWords(supervisionWords)
  const { language } = useLanguage()
  const kinds = supervisionKindTexts[language]
  const name = useName()
  return (
    <section className="unit-counts" aria-labelledby="per-unit">
      <h2 id="per-unit">{words.perUnit}</h2>
      <p className="soft">{words.perUnitHint}</p>
      <div className="wide-table">
        <table className="list is-counts">
          <thead><tr><th scope="col">{words.unit}</th>{[kinds.red, kinds.yellow, kinds.blue, kinds.letter, words.open, words.overdue].map(label => <th key={label} scope="col" className="figure">{label}</th>)}</tr></thead>
          <tbody>
            {units.map(({ unit, red, yellow, blue, letters, open, overdue }) => (
              <tr key={unit.id}>
                <th scope="row"><button type="button" className="linklike" onClick={() => choose(unit.id)}>{name({ zh: unit.nameZh, en: unit.nameEn })}</button></th>
                {([[kinds.red, red], [kinds.yellow, yellow], [kinds.blue, blue], [kinds.letter, letters], [words.open, open]] as const).map(([label, count]) => <td key={label} className="figure" data-label={label}>{count}</td>)}
                <td className="figure" data-label={words.overdue}>{overdue > 0 ? <strong className="wrong">{overdue}</strong> : 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
