import { Button, Checkbox, Input } from 'antd'
import { redKinds } from '#rules/cases/redaction.ts'
import { findTraces, replaced, withoutTraces } from '#rules/masking/traces.ts'
import { matterWords, traceKindTexts } from '#text/console-matter.ts'
import { refusalSentence } from '#text/refusals.ts'
import type { CaseDetail } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { Marked } from './marked.tsx'
import { refusalOf, textParts, type TextPart, type Typed } from './redaction.ts'

type Props = { file: CaseDetail; typed: Typed; change: (typed: Typed) => void; isTried: boolean; isFrozen: boolean; prefix: string }

/** The original beside the text for the units: what leads to a person is marked, and replaced by a tap. */
export function TextFields(props: Props) {
  const { file, typed, isTried } = props
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const refusal = isTried ? refusalOf(typed, file) : undefined
  return (
    <fieldset className="plain matter-text">
      {props.prefix === 'assign' ? <legend>{words.forUnits}</legend> : null}
      <p className="soft">{words.forUnitsLead}</p>
      <p className="soft">{findTraces(file.statement).length > 0 ? words.marked : words.nothingMarked}</p>
      {textParts.map(part => (part === 'statement' || file[part] ? <PartField key={part} {...props} part={part} problem={part === 'statement' && refusal ? refusalSentence(language, refusal) : undefined} /> : null))}
      <PhotoChoice {...props} />
      {redKinds(typed.statement, typed.place, typed.happened, typed.wish).length > 0 ? <ReasonField {...props} /> : null}
    </fieldset>
  )
}

function PartField({ file, typed, change, isFrozen, prefix, part, problem }: Props & { part: TextPart; problem: string | undefined }) {
  const words = useWords(matterWords)
  const id = `${prefix}-${part}`
  return (
    <div className="side-by-side">
      <div>
        <h3>{words.original}{part === 'statement' ? null : ` · ${words[part]}`}</h3>
        <Marked text={file[part] ?? ''} />
      </div>
      <div>
        <Labelled id={id} label={words[part]} problem={problem}>
          <Input.TextArea id={id} readOnly={isFrozen} lang="zh-CN" autoSize={{ minRows: part === 'statement' ? 4 : 1, maxRows: 16 }} value={typed[part]} onChange={event => change({ ...typed, [part]: event.target.value })} />
        </Labelled>
        <Left text={typed[part]} change={text => change({ ...typed, [part]: text })} isFrozen={isFrozen} isShort={part !== 'statement'} />
      </div>
    </div>
  )
}

/** What is still in the text, each with its replacement behind one tap. */
function Left({ text, change, isFrozen, isShort }: { text: string; change: (text: string) => void; isFrozen: boolean; isShort: boolean }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const traces = findTraces(text).filter(trace => trace.replacement !== text.slice(trace.start, trace.start + trace.length))
  if (traces.length === 0) return isShort ? null : <p className="soft">{words.nothingFound}</p>
  return (
    <div className="traces" role="group" aria-label={words.found}>
      <span className="soft">{words.found}</span>
      {traces.map(trace => (
        <Button key={trace.start} size="small" danger={trace.severity === 'red'} disabled={isFrozen} title={traceKindTexts[language][trace.kind]} onClick={() => change(replaced(text, trace))}>
          {words.replace(text.slice(trace.start, trace.start + trace.length), trace.replacement)}
        </Button>
      ))}
      {traces.length > 1 ? <Button size="small" type="link" disabled={isFrozen} onClick={() => change(withoutTraces(text))}>{words.replaceAll}</Button> : null}
    </div>
  )
}

function PhotoChoice({ file, typed, change, isFrozen }: Props) {
  const words = useWords(matterWords)
  if (file.photos.length === 0) return null
  return (
    <fieldset className="plain">
      <legend>{words.photos}</legend>
      <p className="soft">{words.photosHint}</p>
      {file.photos.map(({ n }) => (
        <label key={n} className="photo-choice">
          <img src={`/api/v1/cases/${file.id}/photos/${n}`} alt={words.photo(n)} width={112} height={84} />
          <Checkbox disabled={isFrozen} checked={typed.photos.includes(n)} onChange={event => change({ ...typed, photos: event.target.checked ? [...typed.photos, n].sort((a, b) => a - b) : typed.photos.filter(other => other !== n) })}>{words.photo(n)}</Checkbox>
        </label>
      ))}
    </fieldset>
  )
}

function ReasonField({ typed, change, isFrozen, prefix }: Props) {
  const words = useWords(matterWords)
  return (
    <Labelled id={`${prefix}-reason`} label={words.reason} problem={undefined} hint={words.reasonHint}>
      <Input id={`${prefix}-reason`} readOnly={isFrozen} lang="zh-CN" maxLength={500} value={typed.reason} onChange={event => change({ ...typed, reason: event.target.value })} />
    </Labelled>
  )
}
