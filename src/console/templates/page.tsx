import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { toolWords } from '#text/console-tools.ts'
import { actWords } from '#text/console-acts.ts'
import { consoleWords } from '#text/console.ts'
import type { ReplyTemplate, ReplyTemplates } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { keepReply, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/templates.css'
import { AddTemplate } from './add-template.tsx'
import { RetireTemplate } from './retire-template.tsx'

/** The skeletons of answers of the county: by category, each with its days, and what may be done to it. */
export function TemplatesPage() {
  const words = useWords(toolWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/reply-templates', {})
  useEffect(() => {
    document.title = `${words.templates} · ${shell.brand}`
  }, [words, shell])
  return <Loaded reading={reading}>{list => <Templates list={list} />}</Loaded>
}

type Open = { readonly what: 'add' } | { readonly what: 'retire'; readonly template: ReplyTemplate }

function Templates({ list }: { list: ReplyTemplates }) {
  const words = useWords(toolWords)
  const name = useName()
  const { language } = useLanguage()
  const [open, setOpen] = useState<Open>()
  const [said, say] = useState<string>()
  const done = (what: string) => (next: ReplyTemplates) => {
    void keepReply('GET /api/v1/reply-templates', {}, language, next)
    setOpen(undefined)
    say(what)
  }
  const groups = [{ slug: undefined, label: words.anyCategory }, ...list.categories.map(category => ({ slug: category.slug, label: name(category) }))]
  return (
    <>
      <div className="page-head"><h1>{words.templates}</h1></div>
      <p className="soft templates-lead">{words.templatesLead}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => say(undefined) }} />}
      {list.mayKeep ? <p><Button type="primary" onClick={() => setOpen({ what: 'add' })}>{words.addTemplate}</Button></p> : null}
      {groups.map(({ slug, label }) => {
        const of = list.templates.filter(template => template.category === slug)
        return of.length === 0 ? null : (
          <section key={slug ?? ''} className="templates">
            <h2>{label}</h2>
            {of.map(template => <Template key={template.id} template={template} list={list} retire={() => setOpen({ what: 'retire', template })} />)}
          </section>
        )
      })}
      {open?.what === 'add' ? <AddTemplate list={list} close={() => setOpen(undefined)} done={done(words.savedTemplate)} /> : null}
      {open?.what === 'retire' ? <RetireTemplate template={open.template} today={list.today} close={() => setOpen(undefined)} done={done(words.retiredTemplate)} /> : null}
    </>
  )
}

function Template({ template, list, retire }: { template: ReplyTemplate; list: ReplyTemplates; retire: () => void }) {
  const words = useWords(toolWords)
  const acts = useWords(actWords)
  const day = useDayText()
  const { title, found, done, nextStep, text, validFrom, validTo, isCommon } = template
  const state = validTo !== undefined && validTo < list.today ? words.retired : validFrom > list.today ? words.coming : undefined
  const parts = [[acts.found, found], [acts.done, done], [acts.nextStep, nextStep], [acts.text, text]] as const
  return (
    <details className="template">
      <summary>
        <strong lang="zh-CN">{title}</strong> <span className="soft">{[isCommon ? words.common : words.own, words.fromTo(day(validFrom), validTo && day(validTo)), state].filter(Boolean).join(' · ')}</span>
      </summary>
      <dl className="facts is-stacked">{parts.map(([label, words]) => (words ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{words}</dd></div> : null))}</dl>
      {list.mayKeep && validTo === undefined ? <Button size="small" onClick={retire}>{words.retire}</Button> : null}
    </details>
  )
}
