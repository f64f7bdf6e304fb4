import type { ReactElement, ReactNode } from 'react'
import { cloneElement } from 'react'

type Props = { id: string; label: ReactNode; problem: string | undefined; warning?: string | undefined; hint?: string | undefined; children: ReactElement<Record<string, unknown>> }

/** A field with its name above and, below, what is wrong with it or how to fill it in; both are tied to the field for screen readers. */
export function Labelled({ id, label, problem, warning, hint, children }: Props) {
  const below = problem ?? warning ?? hint
  return (
    <div className="labelled">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, {
        ...(below ? { 'aria-describedby': `${id}-below` } : {}),
        ...(problem ? { status: 'error', 'aria-invalid': true } : warning ? { status: 'warning' } : {}),
      })}
      {below ? <p id={`${id}-below`} className={problem ? 'wrong' : warning ? 'warned' : 'soft'}>{below}</p> : null}
    </div>
  )
}
