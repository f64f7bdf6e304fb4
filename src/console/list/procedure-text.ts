import type { CountyProcedure } from '../api-types.ts'

type Told = { zh: string; en?: string | undefined }

/** A step as it is typed: papers are lines of text. */
export type TypedStep = { readonly key: number; readonly who: Told; readonly does: Told; readonly limit: Told; readonly materials: Told }
/** A procedure as it is typed: what is a list of texts is a text of lines, English beside Chinese. */
export type TypedProcedure = { readonly explanation: Told; readonly steps: readonly TypedStep[]; readonly risks: Told }

const nothing: Told = { zh: '', en: '' }

/** Fills the form with a procedure, or with two empty steps. */
export function typedFrom(procedure: CountyProcedure | undefined): TypedProcedure {
  if (!procedure) return { explanation: nothing, steps: [emptyStep(1), emptyStep(2)], risks: nothing }
  const { explanation, steps, risks } = procedure
  return {
    explanation: open(explanation), risks: toLines(risks),
    steps: steps.map(({ who, limit, materials, ...does }, i) => ({ key: i + 1, who: open(who), does: open(does), limit: open(limit ?? nothing), materials: toLines(materials) })),
  }
}

export function emptyStep(key: number): TypedStep {
  return { key, who: nothing, does: nothing, limit: nothing, materials: nothing }
}

/** What is sent. English is left out where there is none; a line of Chinese and the line of English beside it belong together. */
export function procedureFrom({ explanation, steps, risks }: TypedProcedure): CountyProcedure {
  return {
    explanation: close(explanation), risks: fromLines(risks),
    steps: steps.map(({ who, does, limit, materials }) => ({ ...close(does), who: close(who), ...(limit.zh.trim() !== '' && { limit: close(limit) }), materials: fromLines(materials) })),
  }
}

/** Whether anything of it is in English. */
export function hasEnglish({ explanation, steps, risks }: TypedProcedure): boolean {
  return [explanation, risks, ...steps.flatMap(({ who, does, limit, materials }) => [who, does, limit, materials])].some(({ en }) => en?.trim())
}

function toLines(texts: readonly Told[]): Told {
  return { zh: texts.map(({ zh }) => zh).join('\n'), en: texts.some(({ en }) => en) ? texts.map(({ en }) => en ?? '').join('\n') : '' }
}

function fromLines({ zh, en = '' }: Told): { zh: string; en?: string }[] {
  const english = en.split('\n')
  return zh.split('\n').map((line, i) => close({ zh: line, en: english[i] ?? '' })).filter(text => text.zh !== '')
}

function open({ zh, en }: Told): Told {
  return { zh, en: en ?? '' }
}

function close({ zh, en }: Told): { zh: string; en?: string } {
  return { zh: zh.trim(), ...(en?.trim() && { en: en.trim() }) }
}
