import { redactionRefusal, type RedactedMatter } from '#rules/cases/redaction.ts'
import { withoutTraces } from '#rules/masking/traces.ts'
import type { CaseDetail } from '../api-types.ts'

/** The text for the units while it is being written. */
export type Typed = { readonly statement: string; readonly place: string; readonly happened: string; readonly wish: string; readonly photos: readonly number[]; readonly reason: string }

export const textParts = ['statement', 'place', 'happened', 'wish'] as const
export type TextPart = (typeof textParts)[number]

/** How the form begins: the version that stands, or the original with every trace replaced. No photo is chosen by a machine. */
export function firstText(file: Pick<CaseDetail, TextPart>, version: NonNullable<CaseDetail['forUnits']> | undefined): Typed {
  const of = (part: TextPart) => (version ? version[part] ?? '' : withoutTraces(file[part] ?? ''))
  return { statement: of('statement'), place: of('place'), happened: of('happened'), wish: of('wish'), photos: version?.photos ?? [], reason: version?.reason ?? '' }
}

/** The parts of the body that is sent; what is empty is left out. */
export function matterOf(typed: Typed): RedactedMatter & { photos: number[] } {
  const part = (name: Exclude<TextPart, 'statement'> | 'reason') => (typed[name].trim() === '' ? {} : { [name]: typed[name].trim() })
  return { statement: typed.statement.trim(), photos: [...typed.photos], ...part('place'), ...part('happened'), ...part('wish'), ...part('reason') }
}

/** What the server would say of it. */
export function refusalOf(typed: Typed, file: Pick<CaseDetail, 'photos'>): ReturnType<typeof redactionRefusal> {
  return redactionRefusal(matterOf(typed), file.photos.map(photo => photo.n))
}
