import { Link } from 'react-router'
import { actionable } from '#rules/duties/standing.ts'
import { dutyWords } from '#text/console-duties.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import { DutyTable } from '../duties/duty-table.tsx'
import '../style/duties.css'

const most = 8

/** Today you owe these: the overdue first, then what is due soonest. */
export function DutiesGlimpse() {
  const words = useWords(dutyWords)
  const reading = useRead('GET /api/v1/duties', { query: {} })
  return (
    <section aria-labelledby="owed-today">
      <Loaded reading={reading}>
        {list => {
          const owed = actionable.flatMap(standing => list.duties.filter(duty => duty.standing === standing && duty.nilState !== 'declared'))
          return (
            <>
              <div className="section-head">
                <h2 id="owed-today">{words.today}</h2>
                {owed.length > most ? <Link to="/duties">{words.seeAll(owed.length)}</Link> : null}
              </div>
              {owed.length === 0 ? <div className="empty"><p>{words.todayNone}</p></div> : <DutyTable duties={owed.slice(0, most)} villageCode={list.villageCode} mayWrite />}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
