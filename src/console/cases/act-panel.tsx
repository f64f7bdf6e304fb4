import { useIsMutating } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { reportWordsIn } from '#rules/tips/report-words.ts'
import { actionButtons } from '#text/cases.ts'
import type { OfficerAct } from '#text/console-acts.ts'
import { actWords, consequenceWords } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import type { CaseDetail } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ActForm } from './act-form.tsx'

type Props = { file: CaseDetail; gone: () => void; setDirty: (isDirty: boolean) => void; accept: (file: CaseDetail) => void; reload: () => Promise<unknown> }

/** What this officer may do now, as the server says. One act is open at a time; what was typed survives a reload of the case. */
export function ActPanel({ file, gone, setDirty, accept, reload }: Props) {
  const words = useWords(caseWords)
  const acts = useWords(actWords)
  const { language } = useLanguage()
  const allowed = file.allowed.filter(isOfficerAct)
  const [chosen, choose] = useState<OfficerAct | undefined>(usualOf(allowed))
  const [sent, setSent] = useState<OfficerAct>()
  useEffect(() => setSent(undefined), [file.id])
  const button = actionButtons[language]
  return (
    <section className="sheet act" aria-labelledby="acts">
      <h2 id="acts" tabIndex={-1}>{words.actions}</h2>
      <div role="status">{sent ? <Alert type="success" title={acts.sent(button[sent])} /> : null}</div>
      {allowed.includes('divert') ? <SoundsLikeReport file={file} /> : null}
      {allowed.length === 0 && !chosen ? <p className="soft">{words.noActions}</p> : null}
      {allowed.length > (chosen ? 1 : 0) ? <Choice allowed={allowed} chosen={chosen} choose={choose} /> : null}
      {chosen ? (
        <ActForm
          key={chosen}
          action={chosen}
          file={file}
          isAllowed={allowed.includes(chosen) || isCounted(file, chosen)}
          setDirty={setDirty}
          gone={gone}
          reload={reload}
          drop={() => choose(undefined)}
          done={newer => {
            setSent(chosen)
            setDirty(false)
            choose(usualOf(newer.allowed.filter(isOfficerAct)))
            accept(newer)
          }}
        />
      ) : null}
      <Withheld file={file} choose={choose} />
    </section>
  )
}

/** What the complainant may have been asked at the door too (rules/tips/report-words.ts): at the desk it is said before anything is decided. */
function SoundsLikeReport({ file: { statement, wish } }: { file: CaseDetail }) {
  const acts = useWords(actWords)
  const { language } = useLanguage()
  const words = reportWordsIn(statement, wish)
  return words.length === 0 ? null : <Alert className="act-hint" type="warning" title={acts.soundsLikeReport(words, actionButtons[language].divert)} />
}

function Choice({ allowed, chosen, choose }: { allowed: readonly OfficerAct[]; chosen: OfficerAct | undefined; choose: (action: OfficerAct) => void }) {
  const words = useWords(actWords)
  const { language } = useLanguage()
  // While one act is under way nothing else is begun: it would rest on a case that is about to be another.
  const isSending = useIsMutating() > 0
  const button = (acts: readonly OfficerAct[]) => acts.map(action => (
    <Button key={action} aria-pressed={action === chosen} disabled={isSending} onClick={() => choose(action)}>{actionButtons[language][action]}</Button>
  ))
  return (
    <div className="act-choice" role="group" aria-labelledby="acts">
      {button(allowed.filter(action => !asides.has(action)))}
      {allowed.some(action => asides.has(action)) ? <span className="soft act-aside">{words.more}</span> : null}
      {button(allowed.filter(action => asides.has(action)))}
    </div>
  )
}

function Withheld({ file, choose }: { file: CaseDetail; choose: (action: OfficerAct) => void }) {
  const words = useWords(caseWords)
  const acts = useWords(actWords)
  const { language } = useLanguage()
  if (file.withheld.length === 0) return null
  return (
    <div className="withheld">
      <h3>{words.withheld}</h3>
      <dl className="facts">
        {file.withheld.map(({ action, message }) => (
          <div key={action}>
            <dt>{actionButtons[language][action]}</dt>
            <dd className="soft">{message}{isCounted(file, action) ? <> {acts.countedAsk} <Button size="small" onClick={() => choose('askExtension')}>{acts.askAllTheSame}</Button></> : null}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** A request for one more extension than there may be is refused and counts: whoever makes it all the same is told what follows. */
function isCounted(file: CaseDetail, action: string): boolean {
  return file.withheld.some(known => known.action === action && known.code === 'no-more-extensions')
}

/** Acts beside the usual course: they never open by themselves. */
const asides: ReadonlySet<OfficerAct> = new Set(['askMore', 'divert', 'proposeRejection', 'recall', 'joinUnits', 'releaseUnits', 'recordVisit', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'classify'])

/** The one act of the usual course that is open now. */
function usualOf(allowed: readonly OfficerAct[]): OfficerAct | undefined {
  const usual = allowed.filter(action => !asides.has(action))
  return usual.length === 1 ? usual[0] : undefined
}

/** Filing and rating are the complainant's, closing the system's; the server never offers them here. */
function isOfficerAct(action: CaseDetail['allowed'][number]): action is OfficerAct {
  // Supervision begins with a letter, which has a form of its own: supervision/letter-dialog.tsx.
  return action !== 'supervise' && action in consequenceWords['zh-CN']
}
