import { aspectTexts } from '#text/cases.ts'
import { overviewWords } from '#text/console-overview.ts'
import { useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/overview.css'

/** How residents rated each unit's answers: every share with what it is a share of, and how far chance reaches. In the order of names. */
export function UnitRatings({ as: Heading = 'h2' }: { as?: 'h1' | 'h2' }) {
  const words = useWords(overviewWords).ratings
  const aspects = useWords(aspectTexts)
  const name = useName()
  const reading = useRead('GET /api/v1/ratings', {})
  return (
    <Loaded reading={reading}>
      {({ units }) => (
        <section aria-labelledby="unit-ratings">
          <div className={Heading === 'h1' ? 'page-head' : 'section-head'}><Heading id="unit-ratings">{words.title}</Heading></div>
          <p className="soft">{words.lead}</p>
          <table className="list overview">
            <thead><tr><th scope="col">{words.unit}</th><th scope="col" className="right">{words.response}</th><th scope="col">{words.satisfied}</th><th scope="col">{words.scores}</th><th scope="col">{words.look}</th></tr></thead>
            <tbody>
              {units.map(({ unit, rated, answered, satisfied, scores, worthALook }) => (
                <tr key={unit.id}>
                  <th scope="row">{name({ zh: unit.nameZh, en: unit.nameEn })}</th>
                  <td className="right number" data-label={words.response}>{words.share(rated, answered)}</td>
                  <td className="number" data-label={words.satisfied}>{satisfied ? <>{words.interval(satisfied)}<IntervalBar {...satisfied} /></> : <span className="soft">{words.tooFew}</span>}</td>
                  <td data-label={words.scores}>{scores.map(({ aspect, mean, count }) => <p key={aspect}>{aspects[aspect]} <span className="number">{words.score(mean, count)}</span></p>)}</td>
                  <td data-label={words.look}>{worthALook.map(({ kind, ratings }) => <p key={kind}>{words.patterns[kind](ratings)}</p>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {units.length === 0 ? <p className="soft">{words.empty}</p> : null}
        </section>
      )}
    </Loaded>
  )
}

/** The share as a mark, and how far chance reaches as a band around it: a wide band says little. */
function IntervalBar({ numerator, denominator, low, high }: { numerator: number; denominator: number; low: number; high: number }) {
  return (
    <span className="interval-bar" aria-hidden="true">
      <span className="band" style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
      <span className="mark" style={{ left: `${(numerator / denominator) * 100}%` }} />
    </span>
  )
}
