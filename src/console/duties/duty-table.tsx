import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { dutyRuleTexts, dutyStandingTexts } from '#text/duties.ts'
import { periodText } from '#text/values.ts'
import type { DutyView } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { NilDialog } from './nil-dialog.tsx'

/** Duties as lines, each with the one tap that fulfils it. */
export function DutyTable({ duties, villageCode, mayWrite }: { duties: readonly DutyView[]; villageCode: number; mayWrite: boolean }) {
  const words = useWords(dutyWords)
  const [declared, declare] = useState<DutyView>()
  return (
    <>
      <table className="list duty-list">
        <thead>
          <tr>
            <th scope="col">{words.columnItem}</th>
            <th scope="col">{words.columnPeriod}</th>
            <th scope="col">{words.columnDue}</th>
            <th scope="col">{words.columnStanding}</th>
            <th scope="col">{words.columnDo}</th>
          </tr>
        </thead>
        <tbody>{duties.map(duty => <Line key={duty.item + duty.period} duty={duty} mayWrite={mayWrite} declare={declare} />)}</tbody>
      </table>
      {declared ? <NilDialog key={declared.item + declared.period} duty={declared} villageCode={villageCode} close={() => declare(undefined)} /> : null}
    </>
  )
}

function Line({ duty, mayWrite, declare }: { duty: DutyView; mayWrite: boolean; declare: (duty: DutyView) => void }) {
  const words = useWords(dutyWords)
  const { language } = useLanguage()
  const name = useName()
  const day = useDayText()
  return (
    <tr className={duty.standing === 'overdue' ? 'is-overdue' : undefined}>
      <th scope="row">{name(duty.itemName)}{duty.hasSchema || duty.standing === 'running' ? null : <span className="about">{words.noSchema}</span>}</th>
      <td className="tight">{periodText(language, duty.period)}</td>
      <td><span className="tight">{duty.dueOn ? words.dueOn(day(duty.dueOn)) : ''}</span><span className="about">{dutyRuleTexts[language][duty.rule]}</span></td>
      <td className="tight">
        <span className={duty.standing === 'overdue' || duty.standing === 'dueSoon' ? 'state wrong' : 'state'}>{dutyStandingTexts[language][duty.standing]}</span>
        {duty.nilState ? <span className="about">{duty.nilState === 'declared' ? words.nilWaiting : words.nilReturned}</span> : null}
        {duty.nilReason ? <span className="about" lang="zh-CN">{duty.nilReason}</span> : null}
      </td>
      <td className="tight duty-acts">{mayWrite ? <Acts duty={duty} declare={declare} /> : null}</td>
    </tr>
  )
}

const open = new Set<DutyView['standing']>(['overdue', 'dueSoon', 'owed', 'running', 'toBackFill'])

function Acts({ duty, declare }: { duty: DutyView; declare: (duty: DutyView) => void }) {
  const words = useWords(dutyWords)
  if (duty.draftId) return <Link to={`/drafts/${duty.draftId}`}>{words.continueDraft}</Link>
  if (!open.has(duty.standing) || duty.nilState === 'declared') return null
  return (
    <>
      {duty.hasSchema ? <Link to={`/drafts/new?item=${duty.item}&period=${duty.period}`}><Button size="small" type="primary">{words.start}</Button></Link> : null}
      {duty.mayDeclareNil ? <Button size="small" onClick={() => declare(duty)}>{words.nil}</Button> : null}
    </>
  )
}
