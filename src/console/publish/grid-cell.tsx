import { useEffect, useRef } from 'react'
import type { Field } from '#rules/disclosures/field-schema.ts'
import { useLanguage } from '../language.tsx'
import type { GridPlace, GridStep } from './grid-place.ts'
import { isFigure, shownText } from './shown.ts'

type Cell = { field: Field; text: string; problem: string | undefined }

/** A cell the cursor is not in. */
export function ShownCell({ field, text, problem, enter }: Cell & { enter: () => void }) {
  const { language } = useLanguage()
  const shown = shownText(field, text, language)
  return (
    <td className={classOf(field, problem)} title={problem ?? (shown.length > 16 ? shown : undefined)} aria-invalid={problem ? true : undefined} onMouseDown={event => (event.preventDefault(), enter())}>
      {shown}
    </td>
  )
}

/**
 * The cell the cursor is in: always a field to type into, so that a Chinese input method works from the first letter on.
 * Escape brings back what stood there when the cursor came.
 */
export function CellEditor({ field, text, problem, place, write, step }: Cell & { place: GridPlace; write: (text: string) => void; step: (step: GridStep) => void }) {
  const { language } = useLanguage()
  const before = useRef(text)
  const input = useRef<HTMLInputElement & HTMLSelectElement>(null)
  useEffect(() => {
    input.current?.focus({ preventScroll: true })
    if (input.current instanceof HTMLInputElement) input.current.select()
    input.current?.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // A place is made anew each time somebody goes there: whoever is sent to the cell that was left last gets the cursor back.
  }, [place])
  const shared = {
    ref: input,
    value: text,
    'aria-label': language === 'en' ? field.en : field.zh,
    'aria-invalid': problem ? true : undefined,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return
      const wanted = stepOfKey(event)
      if (event.key === 'Escape') write(before.current)
      else if (wanted) {
        event.preventDefault()
        step(wanted)
      }
    },
  }
  return (
    <td className={`${classOf(field, problem)} is-active`}>
      {field.type === 'choice' ? (
        <select {...shared} onChange={event => write(event.target.value)}>
          <option value="" />
          {field.choices?.map(choice => <option key={choice.value} value={choice.value}>{language === 'en' ? choice.en : choice.zh}</option>)}
          {text !== '' && !field.choices?.some(choice => choice.value === text) ? <option value={text}>{text}</option> : null}
        </select>
      ) : (
        <input {...shared} lang="zh-CN" inputMode={isFigure(field) ? 'decimal' : 'text'} placeholder={field.type === 'date' ? 'YYYY-MM-DD' : undefined} onChange={event => write(event.target.value)} />
      )}
    </td>
  )
}

function stepOfKey(event: React.KeyboardEvent): GridStep | undefined {
  const isSelect = event.target instanceof HTMLSelectElement
  if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next'
  if (event.key === 'Enter') return event.shiftKey ? 'up' : 'down'
  // In a list of choices the arrows choose.
  if (event.key === 'ArrowDown' && !isSelect) return 'down'
  return event.key === 'ArrowUp' && !isSelect ? 'up' : undefined
}

function classOf(field: Field, problem: string | undefined): string {
  return [isFigure(field) ? 'is-figure' : '', problem ? 'is-wrong' : ''].filter(Boolean).join(' ')
}
