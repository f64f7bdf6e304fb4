import { Fragment } from 'react'
import { findTraces } from '#rules/masking/traces.ts'
import { traceKindTexts } from '#text/console-matter.ts'
import { useLanguage } from '../language.tsx'

/** A text with everything marked that leads to a person, and what kind of thing it is. */
export function Marked({ text }: { text: string }) {
  const { language } = useLanguage()
  const traces = findTraces(text)
  return (
    <p className="statement is-marked" lang="zh-CN">
      {traces.map((trace, i) => {
        const before = traces[i - 1]
        return (
          <Fragment key={trace.start}>
            {text.slice(before ? before.start + before.length : 0, trace.start)}
            <mark className={trace.severity} title={traceKindTexts[language][trace.kind]}>{text.slice(trace.start, trace.start + trace.length)}</mark>
          </Fragment>
        )
      })}
      {text.slice(traces.length > 0 ? traces.at(-1)!.start + traces.at(-1)!.length : 0)}
    </p>
  )
}
