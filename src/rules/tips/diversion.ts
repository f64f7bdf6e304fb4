import type { PlainDate } from '../calendar/plain-date.ts'
import { complaintLimits } from '../cases/complaint-form.ts'
import { messageLimits } from '../cases/messages.ts'
import type { CaseAction } from '../cases/states.ts'
import { mostScans } from '../intake/staff-entry.ts'
import type { SealedMatter } from './form.ts'

/** The way of data/cases/rules that leads to the confidential channel. */
export const confidentialRoute = 'tip'

/** The most parts a report can have: matter and person, and every photo and scan that a complaint may have come to hold. */
export const mostParts = 2 + complaintLimits.photos + messageLimits.inAll * messageLimits.photos + mostScans

/** Everything a complaint came to hold before the desk found that it is about an official's wrongdoing. */
export type DivertedContent = {
  readonly villageName: string
  readonly statement: string
  readonly place: string | null
  readonly happened: string | null
  readonly wish: string | null
  /** The published value that it questions, as the complainant saw it. */
  readonly seen: unknown
  readonly subjects: readonly string[]
  /** What was written later by either side, and by the desk for units or for itself, oldest first. */
  readonly written: readonly Written[]
}

/** Words with the day and the act they belong to; `note` is what an office kept for itself. */
export type Written = { readonly on: PlainDate; readonly what: CaseAction | 'note'; readonly words: string }

/** The matter of a report that came as a complaint: beside the fields of the report's form, what a complaint has more. */
export type DivertedMatter = SealedMatter & { readonly place: string; readonly wish: string; readonly record: string; readonly written: readonly Written[] }

/** The matter as it is sealed. `form` binds it to its report like the form's key of any other. */
export function divertedMatter(content: DivertedContent, form: string): DivertedMatter {
  const { villageName, statement, place, happened, wish, seen, subjects, written } = content
  return {
    v: 1, form, about: subjects.join('；'), statement, happened: happened ?? '', proof: '',
    place: [villageName, place ?? ''].filter(known => known !== '').join(' '), wish: wish ?? '', record: seen ? Object.values(seen).filter(known => typeof known === 'string').join(' · ') : '',
    written,
  }
}

/** The person of such a report: the name was sealed to the custodians and is handed on as it is, to be opened by them alone. */
export type DivertedPerson = { readonly v: 1; readonly form: string; readonly identity: string }
