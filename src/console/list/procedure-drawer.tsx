import { Alert, Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { procedureLimits } from '#rules/catalogue/county-procedure.ts'
import { listWords } from '#text/console-list.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList, ItemProcedure } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { FlowFigure } from './flow-figure.tsx'
import { emptyStep, hasEnglish, procedureFrom, typedFrom, type TypedStep } from './procedure-text.ts'

type Props = { item: CountyItem; today: string; close: () => void; done: (list: CountyList, said: string) => void }
type Told = TypedStep['who']

/** How the power behind an item is used in this county: the steps, as residents will read and see them. */
export function ProcedureDrawer(props: Props) {
  const { item, close } = props
  const words = useWords(listWords)
  const name = useName()
  const reading = useRead('GET /api/v1/county-list/{item}/procedure', { params: { item: item.slug } }, { staleTime: 0 })
  return <Drawer open size="92vw" title={words.procedureTitle(name(item))} onClose={close}><Loaded reading={reading}>{found => <Editor {...props} found={found} />}</Loaded></Drawer>
}

function Editor({ item, today, done, found }: Props & { found: ItemProcedure }) {
  const words = useWords(listWords)
  const failureText = useFailureText()
  const [typed, setTyped] = useState(() => typedFrom(found.own ?? found.common))
  const [withEnglish, setWithEnglish] = useState(() => hasEnglish(typed))
  const [validFrom, setValidFrom] = useState(today)
  const propose = useAct('POST /api/v1/county-list/{item}/procedures', next => done(next, words.proposed))
  const send = (isOwn: boolean) => propose.send({ params: { item: item.slug }, body: { validFrom, procedure: isOwn ? procedureFrom(typed) : null } })
  const setSteps = (steps: readonly TypedStep[]) => setTyped({ ...typed, steps })
  const procedure = procedureFrom(typed)
  const drawn = procedure.steps.filter(step => step.zh !== '' || step.who.zh !== '')
  return (
    <>
      <p className="drawer-lead">{words.procedureLead} {found.own ? words.procedureOwn : found.common ? words.procedureFromCommon : words.procedureNone}</p>
      <div className="procedure">
        <div>
          <p><Checkbox checked={withEnglish} onChange={event => setWithEnglish(event.target.checked)}>{words.inEnglish}</Checkbox></p>
          <Text id="explanation" label={words.explanation} lines={2} most={procedureLimits.explanation} value={typed.explanation} withEnglish={withEnglish} change={explanation => setTyped({ ...typed, explanation })} />
          {typed.steps.map((step, at) => <StepFields key={step.key} step={step} at={at} steps={typed.steps} withEnglish={withEnglish} change={setSteps} />)}
          <p><Button disabled={typed.steps.length >= procedureLimits.steps} onClick={() => setSteps([...typed.steps, emptyStep(Math.max(0, ...typed.steps.map(({ key }) => key)) + 1)])}>{words.addStep}</Button></p>
          <Text id="risks" label={words.riskLines} lines={3} most={procedureLimits.risks * procedureLimits.text} value={typed.risks} withEnglish={withEnglish} change={risks => setTyped({ ...typed, risks })} />
        </div>
        <figure aria-label={words.flow}><figcaption className="soft">{words.flow}</figcaption><FlowFigure steps={drawn} label={words.flow} /></figure>
      </div>
      {propose.failure ? <Alert type="error" role="alert" title={failureText(propose.failure)} /> : null}
      <p className="item-acts">
        <label htmlFor="procedureFrom">{words.validFrom}</label>
        <Input id="procedureFrom" type="date" min={today} value={validFrom} onChange={event => setValidFrom(event.target.value)} style={{ width: 160 }} />
        <Button type="primary" loading={propose.isSending} onClick={() => send(true)}>{words.propose}</Button>
        {found.own ? <Button danger disabled={propose.isSending} onClick={() => send(false)}>{words.giveUp}</Button> : null}
      </p>
    </>
  )
}

type StepProps = { step: TypedStep; at: number; steps: readonly TypedStep[]; withEnglish: boolean; change: (steps: readonly TypedStep[]) => void }

function StepFields({ step, at, steps, withEnglish, change }: StepProps) {
  const words = useWords(listWords)
  const write = (part: Partial<TypedStep>) => change(steps.map(other => (other === step ? { ...step, ...part } : other)))
  const moveTo = (to: number) => change(steps.toSpliced(at, 1).toSpliced(to, 0, step))
  const field = (part: 'who' | 'does' | 'limit' | 'materials', label: string, lines: number) => (
    <Text id={`${part}-${step.key}`} label={label} lines={lines} most={procedureLimits.text * (lines > 1 ? procedureLimits.materials : 1)} value={step[part]} withEnglish={withEnglish} change={told => write({ [part]: told })} />
  )
  return (
    <fieldset className="procedure-step">
      <legend>{words.step(at + 1)}</legend>
      {field('who', words.who, 1)}
      {field('does', words.does, 1)}
      {field('limit', words.limit, 1)}
      {field('materials', words.materials, 2)}
      <span className="item-acts">
        <Button size="small" disabled={at === 0} onClick={() => moveTo(at - 1)}>{words.stepUp}</Button>
        <Button size="small" disabled={at === steps.length - 1} onClick={() => moveTo(at + 1)}>{words.stepDown}</Button>
        <Button size="small" danger disabled={steps.length <= 2} onClick={() => change(steps.toSpliced(at, 1))}>{words.remove}</Button>
      </span>
    </fieldset>
  )
}

type TextProps = { id: string; label: string; lines: number; most: number; value: Told; withEnglish: boolean; change: (told: Told) => void }

/** One text in Chinese, and in English beside it where that is wanted. */
function Text({ id, label, lines, most, value, withEnglish, change }: TextProps) {
  const english = useWords(listWords).english
  const input = (language: 'zh' | 'en') => {
    const common = { id: `${id}-${language}`, lang: language === 'zh' ? 'zh-CN' : 'en', value: value[language] ?? '', maxLength: most * (language === 'zh' ? 1 : 2) }
    const write = (text: string) => change({ ...value, [language]: text })
    return lines > 1 ? <Input.TextArea {...common} autoSize={{ minRows: lines, maxRows: 12 }} onChange={event => write(event.target.value)} /> : <Input {...common} onChange={event => write(event.target.value)} />
  }
  return (
    <div className={withEnglish ? 'told in-both' : 'told'}>
      <Labelled id={`${id}-zh`} label={label} problem={undefined}>{input('zh')}</Labelled>
      {withEnglish ? <Labelled id={`${id}-en`} label={`${label} · ${english}`} problem={undefined}>{input('en')}</Labelled> : null}
    </div>
  )
}
