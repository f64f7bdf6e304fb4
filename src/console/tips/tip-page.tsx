import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { disposalTexts, screeningTexts, tipActionTexts, tipStateTexts, tipWords } from '#text/console-tips.ts'
import { consoleWords } from '#text/console.ts'
import type { TipDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import { DaysSheet } from './days-sheet.tsx'
import { KeySheet } from './key-sheet.tsx'
import { OwedList } from './list-page.tsx'
import { fromBase64, openSealed, useHasKey } from './office-key.ts'
import { PartsSheet } from './parts-sheet.tsx'
import { StepForm } from './step-form.tsx'
import '../style/tips.css'

/** One confidential report: the key, what was reported, what happened, and the next step. */
export function TipPage() {
  const { id = '' } = useParams()
  const words = useWords(tipWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const day = useDayText()
  const reading = useRead('GET /api/v1/tips/{id}', { params: { id } }, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <Loaded reading={reading}>
      {tip => (
        <>
          <div className="page-head"><h1>{words.title}</h1><span className="soft">{day(tip.receivedOn)} · {tip.isNamed ? words.named : words.anonymous} · {words.origin[tip.origin]}</span></div>
          <p className="tip-standing"><span className="state">{tipStateTexts[language][tip.state]}</span><OwedList owed={tip.owed} />{tip.archiveAfter ? <span className="about">{words.archiveAfter(day(tip.archiveAfter))}</span> : null}</p>
          <KeySheet recipients={tip.recipients.own} />
          <PartsSheet tip={tip} />
          <DaysSheet days={tip.days} />
          <Steps tip={tip} />
          {tip.possible.length > 0 ? <StepForm key={tip.eventCount} tip={tip} /> : <p className="soft">{words.nothingToDo}</p>}
        </>
      )}
    </Loaded>
  )
}

function Steps({ tip }: { tip: TipDetail }) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const day = useDayText()
  return (
    <section className="sheet">
      <h2>{words.steps}</h2>
      <ol className="tip-steps">
        {tip.events.map(event => (
          <li key={event.seq}>
            <strong>{tipActionTexts[language][event.action]}</strong> <span className="soft">{day(event.on)}{event.by ? <> · <span lang="zh-CN">{event.by}</span></> : null}</span>
            {event.outcome ? <span className="about">{screeningTexts[language][event.outcome]}</span> : null}
            {event.disposal ? <span className="about">{disposalTexts[language][event.disposal]}</span> : null}
            {event.moved?.map(({ what, by }) => <span key={what} className="about">{words.owedBy(words.dayOf[what], day(by))}</span>)}
            {event.notice ? <a className="about" href={event.notice} target="_blank" rel="noreferrer">{words.notice}</a> : null}
            {event.note ? <SealedLine label={words.noteOf} sealed={event.note} /> : null}
            {event.objection ? <SealedLine label={words.objection} sealed={event.objection} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A sealed note, readable as soon as the key is there. */
function SealedLine({ label, sealed }: { label: string; sealed: string }) {
  const words = useWords(tipWords)
  const hasKey = useHasKey()
  const [text, setText] = useState<string>()
  useEffect(() => {
    if (hasKey) openSealed(fromBase64(sealed)).then(bytes => setText(new TextDecoder().decode(bytes)), () => setText(words.cannotOpen))
  }, [hasKey, sealed, words])
  return <span className="about">{label}: {hasKey && text !== undefined ? <span lang="zh-CN" className="said">{text}</span> : '••••••'}</span>
}
