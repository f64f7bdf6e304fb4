/** The fields of a report. All but `statement` and `about` may be empty; name and phone come together or not at all. */
export const tipFields = ['about', 'statement', 'happened', 'proof', 'name', 'phone'] as const
export type TipField = (typeof tipFields)[number]
export type TipForm = Readonly<Record<TipField, string>>

/** Lengths in characters, files in number and bytes. */
export const tipLengths = { about: { least: 2, most: 200 }, statement: { least: 10, most: 8000 }, happened: { most: 500 }, proof: { most: 2000 }, name: { most: 60 }, phone: { most: 40 }, files: { most: 3, bytes: 5 * 1024 * 1024 } } as const

export type TipProblem = { readonly field: TipField | 'files'; readonly code: 'missing' | 'too-short' | 'too-long' | 'both-or-none' | 'too-many' | 'too-large' }

/** Everything wrong with a report that came open; a sealed one is checked by the reporter's own browser with this same function. */
export function tipProblems(form: TipForm): readonly TipProblem[] {
  const problems: TipProblem[] = []
  for (const field of tipFields) {
    const { least = 0, most } = tipLengths[field] as { least?: number; most: number }
    const visible = [...form[field].replace(/\s/gu, '')].length
    if (least > 0 && visible === 0) problems.push({ field, code: 'missing' })
    else if (visible < least) problems.push({ field, code: 'too-short' })
    else if ([...form[field]].length > most) problems.push({ field, code: 'too-long' })
  }
  if ((form.name.trim() === '') !== (form.phone.trim() === '')) problems.push({ field: form.name.trim() === '' ? 'name' : 'phone', code: 'both-or-none' })
  return problems
}

/** What somebody typed into the form of a complaint, as a report begins with it: whom it is about is not asked there. */
export function begunFrom(complaint: Readonly<Record<string, string>>): Partial<TipForm> {
  const typed = (fields: readonly string[], between = '') => fields.map(field => (complaint[field] ?? '').trim()).filter(said => said !== '').join(between)
  return { statement: typed(['statement', 'wish'], '\n'), happened: typed(['happened', 'place'], '，'), name: typed(['name']), phone: typed(['phone']) }
}

/**
 * What is sealed: the matter by itself and, apart from it, the person. `form` is the key of the form it was typed in, so that a
 * ciphertext moved to another report is found out: the desk compares its hash.
 */
export type SealedMatter = { readonly v: 1; readonly form: string; readonly about: string; readonly statement: string; readonly happened: string; readonly proof: string }
export type SealedPerson = { readonly v: 1; readonly form: string; readonly name: string; readonly phone: string }

/** The two texts that are sealed; `person` is undefined when no name was given. */
export function partsOf(form: TipForm, key: string): { readonly matter: string; readonly person: string | undefined } {
  const { about, statement, happened, proof, name, phone } = form
  const matter: SealedMatter = { v: 1, form: key, about, statement, happened, proof }
  const person: SealedPerson = { v: 1, form: key, name, phone }
  return { matter: JSON.stringify(matter), person: name.trim() === '' ? undefined : JSON.stringify(person) }
}
