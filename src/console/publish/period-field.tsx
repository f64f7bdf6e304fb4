import { Input, Select } from 'antd'
import type { Cadence } from '#rules/disclosures/days.ts'
import { parsePeriod } from '#rules/disclosures/days.ts'
import { publishWords } from '#text/console-publish.ts'
import { problemSentence } from '#text/problems.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { periodText } from '#text/values.ts'
import { periodChoices } from './periods.ts'

/** The period of a record: a list where the item has a rhythm, a day where it is an event. */
export function PeriodField({ cadence, period, today, change }: { cadence: Cadence; period: string; today: string; change: (period: string) => void }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const read = parsePeriod(cadence, period, today)
  const problem = period === '' || read.ok ? undefined : problemSentence({ code: read.code, part: 'file', details: { value: period } }, undefined, language)
  const choices = periodChoices(cadence, today, language)
  // A correction may be of a period older than the list.
  const known = period === '' || choices.some(choice => choice.value === period) ? choices : [{ value: period, label: periodText(language, period) }, ...choices]
  return (
    <Labelled id="period" label={words.period} problem={problem}>
      {choices.length > 0 ? (
        <Select id="period" showSearch={{ optionFilterProp: 'label' }} value={period === '' ? null : period} onChange={value => change(value ?? '')} options={known} />
      ) : (
        <Input id="period" type="date" max={today} value={period} onChange={event => change(event.target.value)} />
      )}
    </Labelled>
  )
}
