import { actionButtons, actionTexts } from '#text/cases.ts'
import { toolWords } from '#text/console-tools.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'

/** What happened while somebody was writing, and what is open to the officer now. */
export function Meanwhile({ file, since }: { file: CaseDetail; since: number }) {
  const words = useWords(toolWords)
  const day = useDayText()
  const { language } = useLanguage()
  const events = file.events.filter(event => event.seq > since)
  return (
    <div className="meanwhile">
      {events.length > 0 ? <p><strong>{words.happened}</strong></p> : null}
      <ul>
        {events.map(event => <li key={event.seq}>{day(event.day)} {event.officerName ? <span lang="zh-CN">{event.officerName} </span> : null}{actionTexts[language][event.action]}</li>)}
      </ul>
      <p>{file.allowed.length > 0 ? words.openNow(file.allowed.map(action => actionButtons[language][action]).join('、')) : words.nothingOpen}</p>
    </div>
  )
}
