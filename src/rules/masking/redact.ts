import { findPersonalData, type Finding } from './detect.ts'

/** A text with every number that identifies a person blotted out: what a stranger typed is shown to everybody. */
export function redacted(text: string): string {
  return blotted(text, findPersonalData(text))
}

/** A text with what was found in it blotted out. */
export function blotted(text: string, findings: readonly Finding[]): string {
  const shown: string[] = []
  let at = 0
  for (const { start, length } of findings) {
    shown.push(text.slice(at, start), '*'.repeat(6))
    at = start + length
  }
  return [...shown, text.slice(at)].join('')
}
