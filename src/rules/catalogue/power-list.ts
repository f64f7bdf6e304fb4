import type { Names, Narrowed } from './catalogue.ts'
import { bothLanguages, elements, member, readObject, refuseRepeats, requiredCount, requiredText } from './json-shape.ts'
import type { ShapeReader } from './json-shape.ts'

/** One step of a procedure: who does what, how long it may take, and which papers it needs. */
export type PowerStep = Names & { readonly who: Names; readonly limit?: Names; readonly materials: readonly Names[] }

/** How a village power is used, step by step, and where it is abused: one entry of the power list (小微权力清单). */
export type Procedure = {
  readonly item: string
  readonly explanation: Names
  readonly basis: readonly Names[]
  readonly steps: readonly PowerStep[]
  readonly risks: readonly Names[]
}

export type PowerList = { readonly version: number; readonly source: string; readonly date: string; readonly procedures: readonly Procedure[] }

/** Narrows the JSON of the power list. Each complaint names the place in the file. */
export function toPowerList(json: unknown): Narrowed<PowerList> {
  const errors: string[] = []
  const file = readObject(json, 'powers', errors)
  const list: PowerList = {
    version: requiredCount(file, 'version', 1), source: requiredText(file, 'source'), date: requiredText(file, 'date'),
    procedures: elements(file, 'procedures', true).map(({ value, path }) => toProcedure(readObject(value, path, errors))),
  }
  refuseRepeats(errors, 'powers.procedures', list.procedures.map(procedure => procedure.item))
  return errors.length === 0 ? { ok: true, value: list } : { ok: false, errors }
}

function toProcedure(reader: ShapeReader): Procedure {
  const steps = elements(reader, 'steps', true).map(({ value, path }) => toStep(readObject(value, path, reader.errors)))
  if (steps.length < 2) reader.errors.push(`${reader.path}.steps: one step is no procedure`)
  return { item: requiredText(reader, 'item'), explanation: bothLanguages(reader, 'explanation'), basis: names(reader, 'basis'), steps, risks: names(reader, 'risks') }
}

function toStep(reader: ShapeReader): PowerStep {
  return {
    zh: requiredText(reader, 'zh'), en: requiredText(reader, 'en'), who: bothLanguages(reader, 'who'),
    ...(member(reader, 'limit') !== undefined && { limit: bothLanguages(reader, 'limit') }),
    materials: member(reader, 'materials') === undefined ? [] : names(reader, 'materials'),
  }
}

function names(reader: ShapeReader, key: string): readonly Names[] {
  return elements(reader, key, true).map(({ value, path }) => {
    const both = readObject(value, path, reader.errors)
    return { zh: requiredText(both, 'zh'), en: requiredText(both, 'en') }
  })
}
