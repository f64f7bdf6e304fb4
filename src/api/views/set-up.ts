import { cellAddress } from '#rules/imports/sheet.ts'
import type { SetUpProblem } from '#rules/organisation/set-up-lines.ts'
import type { Planned, PostPerson, SetUpPlan } from '#rules/organisation/set-up.ts'
import { columnWords, dutyWords, headWords, kindWords, neededColumns, setUpColumns, type SetUpColumn } from '#rules/organisation/set-up-words.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import { isSelf, listCountyOf, type Officer } from '#rules/policy/officer.ts'
import type { SetUpLine } from '#rules/organisation/set-up-lines.ts'
import type { Language } from '#text/language.ts'
import { setUpExplanations, setUpProblemText } from '#text/set-up.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'
import { findGrantedSetup, findWaitingSetup } from '#records/county-setup.ts'
import { listDivisionNames } from '#records/divisions.ts'
import { listUnitsById } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { isNothing, planFor } from '#actions/staff/set-up.ts'
import type { Bytes } from '../answer.ts'
import type * as contract from '../contract/set-up.ts'
import type { PlacedProblem } from '../contract/problem.ts'
import { heldView } from '../problem-document.ts'

export const emptyPlan: contract.SetUpPlan = { isNothing: true, units: [], posts: [], stationed: [] }

/** What waits in the county of an administrator, as it would be made now. */
export async function setUpState(context: Context, officer: Officer, language: Language): Promise<contract.SetUpState> {
  const now = new Date(context.clock.now())
  const [waiting, granted] = [await findWaitingSetup(context.db, listCountyOf(officer)), await findGrantedSetup(context.db, listCountyOf(officer), now)]
  const isOpen = waiting !== undefined && waiting.expiresAt > now
  return {
    mayAsk: accountRefusal(officer, 'ask') === undefined,
    ...(isOpen && { waiting: {
      id: waiting.id, askedBy: waiting.askedByName, askedAt: waiting.askedAt.toISOString(), expiresAt: waiting.expiresAt.toISOString(),
      mayGrant: !isSelf(officer, waiting.askedBy) && accountRefusal(officer, 'grant') === undefined, mayWithdraw: accountRefusal(officer, 'withdraw') === undefined, ...await waitingView(context, officer, waiting.lines as unknown as SetUpLine[], language),
    } }),
    ...(granted?.decidedAt && { granted: { id: granted.id, at: granted.decidedAt.toISOString(), by: granted.grantedBy, invited: Number(granted.invited), open: Number(granted.open) } }),
  }
}

async function waitingView(context: Context, officer: Officer, lines: readonly SetUpLine[], language: Language) {
  const planned = await planFor(context, officer, lines)
  return { plan: await planView(context, planned), problems: placed(planned.problems, new Map(), language) }
}

/** A plan as people read it: places by name, units in both languages. */
export async function planView({ db }: Context, { plan }: Pick<Planned, 'plan'>): Promise<contract.SetUpPlan> {
  const units = new Map(plan.units.map(unit => [unit.key, { zh: unit.name, en: unit.nameEn }]))
  const before = await listUnitsById(db, plan.edges.flatMap(({ unit, above }) => [unit, above]).filter(key => !units.has(key)))
  const nameOf = (key: string) => units.get(key) ?? { zh: before.get(key)?.nameZh ?? '', en: before.get(key)?.nameEn ?? '' }
  const places = await listDivisionNames(db, [...new Set(plan.units.map(unit => unit.place))])
  return {
    isNothing: isNothing(plan),
    units: plan.units.map(unit => ({ name: nameOf(unit.key), kind: unit.kind, place: places.get(unit.place) ?? '', isNew: unit.id === undefined })),
    posts: plan.posts.map(post => ({ row: post.row, what: post.what, name: post.name, username: post.username, unit: nameOf(post.unit), role: post.role, from: post.from, isHead: post.isHead, ...(post.title !== undefined && { title: post.title }), ...(post.to !== undefined && { to: post.to }), ...personView(post.person) })),
    stationed: stationedIn(plan).map(({ unit, above }) => ({ unit: nameOf(unit), above: nameOf(above) })),
  }
}

function personView(person: PostPerson | undefined): Pick<contract.SetUpPlan['posts'][number], 'samePerson' | 'sameRow' | 'otherPerson'> {
  if (person === undefined) return {}
  if ('row' in person) return { sameRow: person.row }
  if ('other' in person) return { otherPerson: person.other }
  return { samePerson: heldView(person.held) }
}

function stationedIn(plan: SetUpPlan) {
  return plan.edges.filter(({ kind }) => kind === 'supervises')
}

/** Problems with the cell each stands in. */
export function placed(problems: readonly SetUpProblem[], columns: ReadonlyMap<SetUpColumn, number>, language: Language): PlacedProblem[] {
  return problems.map(problem => {
    const index = problem.column === undefined ? undefined : columns.get(problem.column)
    return {
      place: problem.row === undefined ? 'file' : 'row', code: problem.code, message: setUpProblemText(problem, language),
      ...(problem.column !== undefined && { column: wordOf(columnWords[problem.column], language) }), ...(problem.row !== undefined && index !== undefined && { cell: cellAddress(problem.row, index) }),
    }
  })
}

type Word = { readonly zh: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] }

function wordOf(word: Word, language: Language): string {
  return language === 'en' ? word.en[0] : word.zh[0]
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The workbook to fill in: headers with choices in their columns, and a second sheet that explains each column and gives examples. */
export function setUpTemplate(language: Language): Bytes {
  const words = setUpExplanations[language]
  const header = setUpColumns.map(column => wordOf(columnWords[column], language) + ((neededColumns as readonly string[]).includes(column) ? '*' : ''))
  const choices = (table: Readonly<Record<string, Word>>) => Object.values(table).map(word => wordOf(word, language))
  const lists = ([['kind', kindWords], ['duty', dutyWords], ['head', headWords]] as const).map(([column, table]) => ({ column: setUpColumns.indexOf(column), firstRow: 2, choices: `"${choices(table).join(',')}"` }))
  const explained = [words.head, ...setUpColumns.map((column, index) => [header[index]!, words.columns[column], column === 'kind' ? choices(kindWords).join(' / ') : column === 'duty' ? choices(dutyWords).join(' / ') : '']), [], [words.example], header, ...words.examples]
  const widths = [24, 24, 18, 18, 12, 16, 18, 16, 10, 14, 14, 30, 30]
  return { bytes: writeXlsx([{ name: words.sheet, rows: [header], widths, lists }, { name: words.explanations, rows: explained, widths: [24, 60, 60] }]), mediaType: excel, name: `${words.sheet}.xlsx` }
}
