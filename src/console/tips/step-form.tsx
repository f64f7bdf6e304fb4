import { Alert, Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { disposals, screeningOutcomes, type Disposal, type InspectorAction, type ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import { disposalTexts, tipActionTexts, screeningTexts, tipWords } from '#text/console-tips.ts'
import { useAct } from '../act.ts'
import type { TipDetail } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { queryClient } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { fetchPart, openSealed, sealTo, useHasKey } from './office-key.ts'

type Asked = { readonly action: InspectorAction; readonly outcome: ScreeningOutcome; readonly disposal: Disposal; readonly note: string; readonly words: string; readonly body: number | undefined }

/** The next step of a report. Whatever is written is sealed here, before it is sent. */
export function StepForm({ tip }: { tip: TipDetail }) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const failureText = useFailureText()
  const hasKey = useHasKey()
  const [asked, ask] = useState<Asked>({ action: tip.possible[0]!, outcome: 'dispose', disposal: 'talk', note: '', words: '', body: bodiesOf(tip)[0]?.bodyCode })
  const [isSealing, setSealing] = useState(false)
  const act = useAct('POST /api/v1/tips/{id}/moves', () => void queryClient.invalidateQueries({ predicate: query => String(query.queryKey[0]).startsWith('GET /api/v1/tips') }))
  const goes = asked.action === 'confirmScreening' && bodiesOf(tip).length > 0
  const tells = asked.action === 'tellAcceptance' || asked.action === 'tellResult'
  const send = async () => {
    setSealing(true)
    try {
      act.send({ params: { id: tip.id }, body: await bodyOf(tip, asked) })
    } finally {
      setSealing(false)
    }
  }
  return (
    <section className="sheet tip-step">
      <h2>{words.act}</h2>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Radio.Group value={asked.action} onChange={event => ask({ ...asked, action: event.target.value as InspectorAction })} options={tip.possible.map(value => ({ value, label: tipActionTexts[language][value] }))} />
      {asked.action === 'proposeScreening' ? <Choice label={words.outcome} value={asked.outcome} options={screeningOutcomes.map(value => ({ value, label: screeningTexts[language][value] }))} choose={outcome => ask({ ...asked, outcome })} /> : null}
      {asked.action === 'proposeDisposal' ? <Choice label={words.disposal} value={asked.disposal} options={disposals.map(value => ({ value, label: disposalTexts[language][value] }))} choose={disposal => ask({ ...asked, disposal })} /> : null}
      {goes ? (
        <Labelled id="tip-body" label={words.handTo} problem={hasKey ? undefined : words.needKey} hint={words.handOverNote}>
          <Select id="tip-body" value={asked.body} onChange={body => ask({ ...asked, body })} options={bodiesOf(tip).map(({ bodyCode, name }) => ({ value: bodyCode, label: name }))} />
        </Labelled>
      ) : null}
      <Said tells={tells} asked={asked} ask={ask} />
      <Button type="primary" loading={act.isSending || isSealing} disabled={(goes && !hasKey) || (tells && asked.words.trim() === '')} onClick={() => void send()}>{words.send}</Button>
    </section>
  )
}

/** What the reporter is told, or a note for the office. */
function Said({ tells, asked, ask }: { tells: boolean; asked: Asked; ask: (asked: Asked) => void }) {
  const words = useWords(tipWords)
  const field = tells ? 'words' : 'note'
  return (
    <Labelled id={`tip-${field}`} label={words[field]} problem={undefined}>
      <Input.TextArea id={`tip-${field}`} lang="zh-CN" maxLength={2000} autoSize={{ minRows: 3 }} value={asked[field]} onChange={event => ask({ ...asked, [field]: event.target.value })} />
    </Labelled>
  )
}

function Choice<Value extends string>({ label, value, options, choose }: { label: string; value: Value; options: { value: Value; label: string }[]; choose: (value: Value) => void }) {
  return <fieldset className="plain"><legend>{label}</legend><Radio.Group vertical value={value} options={options} onChange={event => choose(event.target.value as Value)} /></fieldset>
}

/** Where a report can go by the screening that was proposed. */
function bodiesOf(tip: TipDetail): TipDetail['recipients']['below'] {
  const proposed = tip.events.findLast(event => event.action === 'proposeScreening')?.outcome
  if (tip.state !== 'screening') return []
  return proposed === 'transferUp' ? tip.recipients.above ? [tip.recipients.above] : [] : proposed === 'transferDown' ? tip.recipients.below : []
}

async function bodyOf(tip: TipDetail, { action, outcome, disposal, note, words, body }: Asked) {
  const to = action === 'confirmScreening' ? bodiesOf(tip).find(({ bodyCode }) => bodyCode === body) : undefined
  const tells = action === 'tellAcceptance' || action === 'tellResult'
  return {
    action, asOf: tip.eventCount, ...(action === 'proposeScreening' && { outcome }), ...(action === 'proposeDisposal' && { disposal }),
    ...(!tells && note.trim() !== '' && { note: await sealTo(tip.recipients.own, note.trim()) }), ...(tells && { words: await sealTo([tip.recipients.reporter], words.trim()) }),
    ...(to && { handOver: { bodyCode: to.bodyCode, parts: await Promise.all(tip.parts.map(async ({ n }) => ({ n, ciphertext: await sealTo(to.recipients, await openSealed(await fetchPart(tip.id, n))) }))) } }),
  }
}
