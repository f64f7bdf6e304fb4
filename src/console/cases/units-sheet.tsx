import { caseWords } from '#text/console-cases.ts'
import type { CaseDetail } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'

/** The two units every matter is bound to, and who signed for it. */
export function UnitsSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const name = useName()
  const nameOf = (unit: CaseDetail['responsibleUnit']) => (unit ? name({ zh: unit.nameZh, en: unit.nameEn }) : undefined)
  const lines = [
    [words.responsible, nameOf(file.responsibleUnit)],
    [words.supervising, nameOf(file.supervisingUnit)],
    [words.handler, file.handlerName],
  ] as const
  return (
    <section className="sheet" aria-labelledby="units">
      <h2 id="units">{words.units}</h2>
      <dl className="facts">
        {lines.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? <span className="soft">{words.notYet}</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
