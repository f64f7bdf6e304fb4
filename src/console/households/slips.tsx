import { Alert, Button } from 'antd'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { householdWords } from '#text/console-households.ts'
import { plainDayText } from '#text/values.ts'
import type { HouseholdCodes } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useMe } from '../queries.ts'
import '../style/intake.css'
import '../style/households.css'

/** The slips to cut apart, shown this once. In Chinese whatever the language of the screen: they go to households. */
export function Slips({ made, done }: { made: HouseholdCodes; done: () => void }) {
  const words = useWords(householdWords)
  const { slipTitle, slipHow, slipUntil } = householdWords['zh-CN']
  const village = useMe()?.officer.unit.nameZh ?? ''
  return (
    <>
      <div className="page-head unprinted"><h1>{words.title}</h1></div>
      <div className="unprinted" role="status"><Alert type="warning" title={words.onceTitle} description={words.once} /></div>
      <p className="unprinted slip-acts"><Button type="primary" onClick={() => print()}>{words.print}</Button> <Button onClick={done}>{words.next}</Button></p>
      <ol className="households" lang="zh-CN">{made.codes.map(code => (
        <li key={code}>
          <strong>{slipTitle(village)}</strong>
          <code>{code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</code>
          <span>{slipHow(location.host)}</span>
          <span>{slipUntil(plainDayText('zh-CN', made.expiresOn as PlainDate))}</span>
        </li>
      ))}</ol>
    </>
  )
}
