import { Alert, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { templateFields, templateWordsProblem, type TemplateField } from '#rules/cases/reply-templates.ts'
import { actWords } from '#text/console-acts.ts'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { refusalSentence } from '#text/refusals.ts'
import { useAct } from '../act.ts'
import type { ReplyTemplates } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

type Typed = Record<TemplateField | 'title' | 'validFrom', string> & { readonly category: string }

const most: Record<TemplateField, number> = { found: 1000, done: 1000, nextStep: 500, text: 1500 }

/** A new skeleton of the county. What is wrong with it is said as on the server. */
export function AddTemplate({ list, close, done }: { list: ReplyTemplates; close: () => void; done: (list: ReplyTemplates) => void }) {
  const words = useWords(toolWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const failureText = useFailureText()
  const [typed, setTyped] = useState<Typed>({ title: '', category: '', found: '', done: '', nextStep: '', text: '', validFrom: list.today })
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/reply-templates', done)
  const problem = typed.title.trim() === '' ? 'template-empty' : templateWordsProblem(typed)
  const send = () => {
    setTried(true)
    const { category, ...rest } = typed
    if (!problem) act.send({ body: { ...rest, title: typed.title.trim(), ...(category && { category }) } })
  }
  return (
    <Modal open title={words.addTemplate} okText={shell.save} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={send} onCancel={close} width={640}>
      <div className="act-form">
        <p className="soft">{words.templatesLead}</p>
        {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
        {isTried && problem ? <Alert type="error" role="alert" title={refusalSentence(language, { code: problem })} /> : null}
        <TemplateForm list={list} typed={typed} change={part => setTyped({ ...typed, ...part })} />
      </div>
    </Modal>
  )
}

function TemplateForm({ list, typed, change }: { list: ReplyTemplates; typed: Typed; change: (part: Partial<Typed>) => void }) {
  const words = useWords(toolWords)
  const acts = useWords(actWords)
  const name = useName()
  const id = useId()
  const labels: Record<TemplateField, string> = { found: acts.found, done: acts.done, nextStep: acts.nextStep, text: acts.text }
  return (
    <>
      <Labelled id={`${id}title`} label={words.templateTitle} problem={undefined}>
        <Input id={`${id}title`} autoFocus maxLength={60} lang="zh-CN" value={typed.title} onChange={event => change({ title: event.target.value })} />
      </Labelled>
      <Labelled id={`${id}category`} label={words.category} problem={undefined}>
        <Select id={`${id}category`} value={typed.category} onChange={category => change({ category })} options={[{ value: '', label: words.anyCategory }, ...list.categories.map(category => ({ value: category.slug, label: name(category) }))]} />
      </Labelled>
      {templateFields.map(field => (
        <Labelled key={field} id={id + field} label={labels[field]} problem={undefined}>
          <Input.TextArea id={id + field} lang="zh-CN" autoSize={{ minRows: 2, maxRows: 8 }} maxLength={most[field]} value={typed[field]} onChange={event => change({ [field]: event.target.value })} />
        </Labelled>
      ))}
      <Labelled id={`${id}from`} label={words.validFrom} problem={undefined}>
        <Input id={`${id}from`} type="date" className="day-field" min={list.today} value={typed.validFrom} onChange={event => change({ validFrom: event.target.value })} />
      </Labelled>
    </>
  )
}
