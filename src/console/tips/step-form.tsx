import { Alert, Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { disposals, screeningOutcomes, type Disposal, type InspectorAction, type ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import { disposalTexts, screeningTexts, tipActionTexts, tipWords } from '#text/console-tips.ts'
import { useAct } from '../act.ts'
import type { TipDetail } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useLanguage, useWords } from '../language.tsx'
import { queryClient } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { handOverBy, proposedScreening, resealTo, type TakingBody } from './hand-over.ts'
import { sealTo, useHasKey } from './office-key.ts'

type Asked = { readonly action: InspectorAction; readonly outcome: ScreeningOutcome; readonly disposal: Disposal; readonly note: string; readonly words: string; readonly body: number | undefined }
type Change = (more: Partial<Asked>) => void

/** The next step of a report. Whatever is written is sealed here, before it is sent. */
export function StepForm({ tip }: { tip: TipDetail }) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const hasKey = useHasKey()
  const [asked, ask] = useState<Asked>({ action: tip.possible[0]!, outcome: 'dispose', disposal: 'talk', note: '', words: '', body: undefined })
  const change: Change = more => ask({ ...asked, ...more })
  const sending = useSending(tip)
  const { action } = asked
  const leads = handOverBy(action === 'confirmScreening' ? proposedScreening(tip) : action === 'proposeScreening' ? asked.outcome : undefined, tip)
  const goes = action === 'confirmScreening' ? leads : undefined
  const to = goes?.bodies.find(({ bodyCode }) => bodyCode === asked.body) ?? goes?.bodies[0]
  const isBlocked = leads?.bodies.length === 0 || (goes !== undefined && !hasKey) || (tells(action) && asked.words.trim() === '')
  return (
    <section className="sheet tip-step">
      <h2>{words.act}</h2>
      <Radio.Group value={action} onChange={event => change({ action: event.target.value as InspectorAction })} options={tip.possible.map(value => ({ value, label: tipActionTexts[language][value] }))} />
      {action === 'proposeScreening' ? <Choice label={words.outcome} value={asked.outcome} options={screeningOutcomes.map(value => ({ value, label: screeningTexts[language][value] }))} choose={outcome => change({ outcome })} /> : null}
      {action === 'proposeDisposal' ? <Choice label={words.disposal} value={asked.disposal} options={disposals.map(value => ({ value, label: disposalTexts[language][value] }))} choose={disposal => change({ disposal })} /> : null}
      {leads?.bodies.length === 0 ? <Alert type="warning" role="alert" title={words.noBody[leads.direction]} /> : goes ? <Taking goes={goes} to={to} change={change} /> : null}
      {goes?.direction === 'above' ? null : <Said asked={asked} change={change} />}
      {sending.failed ? <Alert type="error" role="alert" title={sending.failed} /> : null}
      <Button type="primary" loading={sending.isUnderWay} disabled={isBlocked} onClick={() => void sending.send(asked, to)}>{words.send}</Button>
      <p role="status" className="soft">{sending.resealed === undefined ? '' : words.resealed(sending.resealed, tip.parts.length)}</p>
    </section>
  )
}

function tells(action: InspectorAction): boolean {
  return action === 'tellAcceptance' || action === 'tellResult'
}

/** Sealing and sending: parts first, one after the other, then the step itself. What fails on the way is said, and nothing has happened yet. */
function useSending(tip: TipDetail) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const failureText = useFailureText()
  const [isSealing, setSealing] = useState(false)
  const [resealed, setResealed] = useState<number>()
  const [failed, setFailed] = useState<string>()
  const act = useAct('POST /api/v1/tips/{id}/moves', () => void queryClient.invalidateQueries({ predicate: query => String(query.queryKey[0]).startsWith('GET /api/v1/tips') }))
  const send = async (asked: Asked, to: TakingBody | undefined) => {
    setSealing(true)
    setFailed(undefined)
    try {
      if (to) await resealTo(tip, to, language, setResealed)
      act.send({ params: { id: tip.id }, body: await bodyOf(tip, asked, to) })
    } catch (cause) {
      setResealed(undefined)
      setFailed(cause instanceof Refused ? failureText(cause) : words.resealFailed)
    } finally {
      setSealing(false)
    }
  }
  return { send, resealed, isUnderWay: act.isSending || isSealing, failed: failed ?? (act.failure ? failureText(act.failure) : undefined) }
}

/** Who takes the report over. */
function Taking({ goes, to, change }: { goes: NonNullable<ReturnType<typeof handOverBy>>; to: TakingBody | undefined; change: Change }) {
  const words = useWords(tipWords)
  const hasKey = useHasKey()
  return (
    <Labelled id="tip-body" label={words.handTo} problem={hasKey ? undefined : words.needKey} hint={words.handOverNote[goes.direction]}>
      <Select id="tip-body" value={to?.bodyCode} onChange={body => change({ body })} options={goes.bodies.map(({ bodyCode, name }) => ({ value: bodyCode, label: name }))} />
    </Labelled>
  )
}

/** What the reporter is told, or a note for the office. */
function Said({ asked, change }: { asked: Asked; change: Change }) {
  const words = useWords(tipWords)
  const field = tells(asked.action) ? 'words' : 'note'
  return (
    <Labelled id={`tip-${field}`} label={words[field]} problem={undefined}>
      <Input.TextArea id={`tip-${field}`} lang="zh-CN" maxLength={2000} autoSize={{ minRows: 3 }} value={asked[field]} onChange={event => change({ [field]: event.target.value })} />
    </Labelled>
  )
}

function Choice<Value extends string>({ label, value, options, choose }: { label: string; value: Value; options: { value: Value; label: string }[]; choose: (value: Value) => void }) {
  return <fieldset className="plain"><legend>{label}</legend><Radio.Group vertical value={value} options={options} onChange={event => choose(event.target.value as Value)} /></fieldset>
}

async function bodyOf(tip: TipDetail, { action, outcome, disposal, note, words }: Asked, to: TakingBody | undefined) {
  return {
    action, asOf: tip.eventCount, ...(action === 'proposeScreening' && { outcome }), ...(action === 'proposeDisposal' && { disposal }),
    ...(!tells(action) && note.trim() !== '' && { note: await sealTo(tip.recipients.own, note.trim()) }), ...(tells(action) && { words: await sealTo([tip.recipients.reporter], words.trim()) }),
    ...(to && { handOver: { bodyCode: to.bodyCode } }),
  }
}
