import { findPersonalData } from './detect.ts'

/** A text with every number that identifies a person blotted out: what a stranger typed is shown to everybody. */
export function redacted(text: string): string {
  let shown = text
  for (const { start, length } of findPersonalData(text).toReversed()) shown = `${shown.slice(0, start)}${'*'.repeat(6)}${shown.slice(start + length)}`
  return shown
}
