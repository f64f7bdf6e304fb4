import { lightTexts } from '#text/cases.ts'
import { provisionalNotice } from '#text/calendar.ts'
import { caseWords } from '#text/console-cases.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { DayCount } from './day-count.tsx'

/** By when an answer is due, whether it is late, and how the day was counted. */
export function DueSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const day = useDayText()
  const { due } = file
  return (
    <section className="sheet" aria-labelledby="due">
      <h2 id="due">{words.due}</h2>
      {due ? <p className={file.light === 'red' ? 'due-day wrong' : 'due-day'}>{day(due.on)}</p> : <p className="soft">{words.noDue}</p>}
      <p>
        {file.light === 'none' && !file.reply ? null : <span className={`light is-${file.light}`}>{lightTexts[language][file.light]}</span>}
        {due && due.on !== due.original ? <span className="soft due-original">{words.originalDue(day(due.original))}</span> : null}
      </p>
      {due?.reason ? <p className="due-reason" lang="zh-CN">{due.reason}</p> : null}
      {file.stageDueOn && file.stageDueOn !== due?.on ? <p className="soft">{words.stageDue(day(file.stageDueOn))}</p> : null}
      {file.stageSteps.length > 0 ? <DayCount summary={words.howStepComputed} steps={file.stageSteps} /> : null}
      {file.contactBy ? <p className="soft">{words.contactBy(day(file.contactBy))}</p> : null}
      {due?.provisional ? <p className="due-provisional">{provisionalNotice[language]}</p> : null}
      {due && due.steps.length > 0 ? <DayCount summary={words.howComputed} steps={due.steps} /> : null}
      <OpenRequest file={file} />
    </section>
  )
}

function OpenRequest({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const day = useDayText()
  const open = file.extension?.open
  if (!open) return null
  return (
    <div className="seen">
      <h3>{words.extensionOpen}</h3>
      <p>{words.extensionAsked(open.days)} <span className="soft">{day(open.askedOn)}</span></p>
      <blockquote lang="zh-CN">{open.reason}</blockquote>
      <p>{words.extensionWouldBe(day(open.wouldBeDueOn))}</p>
    </div>
  )
}
