import { findPersonalData, type FindingKind } from '../masking/detect.ts'

/** A text of a county's procedure: in Chinese always, in English where somebody wrote it. */
export type Told = { readonly zh: string; readonly en?: string | undefined }

/** One step: who does what, within which time, with which papers. */
export type ToldStep = Told & { readonly who: Told; readonly limit?: Told | undefined; readonly materials: readonly Told[] }

/** How a power is used in a county, step by step, and where it is abused (小微权力清单). */
export type CountyProcedure = { readonly explanation: Told; readonly steps: readonly ToldStep[]; readonly risks: readonly Told[] }

/** Where something is wrong: in the explanation, in step `n` (from 1), or in risk `n`. */
export type ProcedurePlace = { readonly part: 'explanation' | 'step' | 'risk'; readonly n?: number }

export type ProcedureRefusal =
  | { readonly code: 'procedure-empty'; readonly place: ProcedurePlace }
  /** One step is no procedure. */
  | { readonly code: 'procedure-too-short' }
  | { readonly code: 'procedure-personal'; readonly place: ProcedurePlace; readonly kind: FindingKind }

export const procedureLimits = { steps: 30, risks: 30, materials: 30, text: 200, explanation: 1000 } as const

/** Takes away spaces around texts, English that says nothing, and lines that were left empty. */
export function tidyProcedure({ explanation, steps, risks }: CountyProcedure): CountyProcedure {
  return {
    explanation: tidy(explanation),
    steps: steps.map(({ who, limit, materials, ...what }) => ({
      ...tidy(what), who: tidy(who), ...(limit && tidy(limit).zh !== '' && { limit: tidy(limit) }), materials: written(materials),
    })).filter(step => step.zh !== '' || step.who.zh !== '' || step.limit !== undefined || step.materials.length > 0),
    risks: written(risks),
  }
}

/** Why a tidy procedure may not hold, or undefined: everybody reads it, so it names offices and papers, never a person's numbers. */
export function procedureRefusal(procedure: CountyProcedure): ProcedureRefusal | undefined {
  const { explanation, steps, risks } = procedure
  if (explanation.zh === '') return { code: 'procedure-empty', place: { part: 'explanation' } }
  if (steps.length < 2) return { code: 'procedure-too-short' }
  const empty = steps.findIndex(step => step.zh === '' || step.who.zh === '')
  if (empty >= 0) return { code: 'procedure-empty', place: { part: 'step', n: empty + 1 } }
  for (const { place, texts } of [
    { place: { part: 'explanation' } as const, texts: [explanation] },
    ...steps.map((step, i) => ({ place: { part: 'step', n: i + 1 } as const, texts: [step, step.who, ...(step.limit ? [step.limit] : []), ...step.materials] })),
    ...risks.map((risk, i) => ({ place: { part: 'risk', n: i + 1 } as const, texts: [risk] })),
  ]) {
    const [found] = texts.flatMap(({ zh, en }) => [...findPersonalData(zh), ...findPersonalData(en ?? '')])
    if (found) return { code: 'procedure-personal', place, kind: found.kind }
  }
  return undefined
}

function written(texts: readonly Told[]): Told[] {
  return texts.map(tidy).filter(({ zh }) => zh !== '')
}

function tidy({ zh, en }: Told): Told {
  const english = en?.trim()
  return { zh: zh.trim(), ...(english && { en: english }) }
}
