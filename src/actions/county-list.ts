import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { changeRefusal, type ChangeRefusal, type ItemChange } from '#rules/catalogue/county-list.ts'
import { countyForm, type AskedForm, type CountyForm } from '#rules/catalogue/county-form.ts'
import { procedureRefusal, tidyProcedure, type CountyProcedure, type ProcedureRefusal } from '#rules/catalogue/county-procedure.ts'
import { bindingRefusal, type AskedBinding, type CountyProposal, type ListProposal, type ProposalOutcome, type ProposalRefusal } from '#rules/catalogue/proposals.ts'
import { listRefusalFor, proposalRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findCountyProcedure, findItemFor, findNewestSchema, listCategories, listChanges, listItems } from '#records/catalogue.ts'
import { findProposal, hasOpenProposal, insertBinding, insertChange, insertDecision, insertForm, insertProcedure, insertProposal, lockCountyList, nextFormVersion, type StoredProposal } from '#records/county-list.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { listUnits } from '#records/officers.ts'
import { putRules, weighRules, type RulesRefusal } from './case-rules.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { loadPowerList } from './reference.ts'

export type CountyListRefusal = PolicyRefusal | RulesRefusal | ChangeRefusal | ProcedureRefusal | ProposalRefusal | { readonly code: 'unknown-unit' | 'no-supervising-unit' | 'not-found' | 'reason-missing' }

/** What passing a proposal would write. */
type Effect =
  | { readonly kind: 'item'; readonly seq: number; readonly change: ItemChange }
  | { readonly kind: 'form'; readonly made: CountyForm }
  | { readonly kind: 'binding'; readonly binding: AskedBinding }
  | { readonly kind: 'procedure'; readonly procedure: CountyProcedure | null }
  | { readonly kind: 'rules' }

/** Proposes something for the list or the rules of the officer's county. Nothing changes until another officer has passed it. */
export async function proposeForList(context: Context, officer: Officer, proposal: CountyProposal): Promise<Outcome<{ id: string }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  return inTransaction(context.db, async tx => {
    await lockCountyList(tx, officer.reach.low)
    return propose(context, tx, officer, proposal)
  })
}

/** Proposes the two units of several items from one day on: all of them, or none, because `once` undoes what was refused. */
export async function proposeBindings(context: Context, officer: Officer, validFrom: PlainDate, bindings: readonly (AskedBinding & { readonly slug: string })[]): Promise<Outcome<{ count: number }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  return inTransaction(context.db, async (tx): Promise<Outcome<{ count: number }, CountyListRefusal>> => {
    await lockCountyList(tx, officer.reach.low)
    for (const { slug, ...binding } of bindings) {
      const made = await propose(context, tx, officer, { kind: 'binding', slug, validFrom, binding })
      if (!made.ok) return made
    }
    return done({ count: bindings.length })
  })
}

async function propose(context: Context, tx: Tx, officer: Officer, proposal: CountyProposal): Promise<Outcome<{ id: string }, CountyListRefusal>> {
  const county = officer.reach.low
  if (await hasOpenProposal(tx, county, proposal)) return refuse({ code: 'already-proposed' })
  const weighed = await weigh(tx, county, proposal, context.clock.today())
  if (!weighed.ok) return weighed
  const id = randomUUID()
  await insertProposal(tx, { id, countyCode: county, proposal, proposerId: officer.id, proposedAt: new Date(context.clock.now()) })
  return done({ id })
}

/** Passes, refuses or withdraws a proposal. Whatever passes is weighed again: the list may have changed since, and its day may have come and gone. */
export async function decideProposal(context: Context, officer: Officer, id: string, asked: { readonly outcome: ProposalOutcome; readonly note: string }): Promise<Outcome<{ id: string }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  return inTransaction(context.db, async tx => {
    await lockCountyList(tx, officer.reach.low)
    return decide(context, tx, officer, id, asked)
  })
}

/** Passes several proposals that one look can judge, such as the units of many items: all of them, or none. */
export async function passProposals(context: Context, officer: Officer, ids: readonly string[]): Promise<Outcome<{ count: number }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  return inTransaction(context.db, async (tx): Promise<Outcome<{ count: number }, CountyListRefusal>> => {
    await lockCountyList(tx, officer.reach.low)
    for (const id of ids) {
      const passed = await decide(context, tx, officer, id, { outcome: 'passed', note: '' })
      if (!passed.ok) return passed
    }
    return done({ count: ids.length })
  })
}

async function decide(context: Context, tx: Tx, officer: Officer, id: string, asked: { readonly outcome: ProposalOutcome; readonly note: string }): Promise<Outcome<{ id: string }, CountyListRefusal>> {
  const found = await findProposal(tx, id)
  if (!found || found.countyCode !== officer.reach.low) return refuse({ code: 'not-found' })
  const refusal = proposalRefusalFor(officer, found, asked.outcome)
  if (refusal) return refuse(refusal)
  if (found.decision) return refuse({ code: 'already-decided' })
  const note = asked.note.trim()
  if (asked.outcome === 'refused' && note.length < 5) return refuse({ code: 'reason-missing' })
  const weighed = asked.outcome === 'passed' ? await weigh(tx, found.countyCode, found.proposal, context.clock.today()) : undefined
  if (weighed?.ok === false) return weighed
  const decidedAt = new Date(context.clock.now())
  await insertDecision(tx, found, { outcome: asked.outcome, deciderId: officer.id, decidedAt, note })
  if (weighed) await put(tx, found, weighed.value, decidedAt)
  return done({ id })
}

/** The form a clerk would get, before anybody proposes it. Nothing is stored. */
export async function previewForm(context: Context, officer: Officer, asked: { readonly slug: string; readonly validFrom: PlainDate; readonly form: AskedForm }): Promise<Outcome<CountyForm, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  return forbidden ? refuse(forbidden) : weighForm(context.db, officer.reach.low, asked)
}

/** The procedure of an item as the county set it, where it did, and that of the common list, where there is one. */
export async function getProcedure(context: Context, officer: Officer, slug: string): Promise<Outcome<{ own?: CountyProcedure; common?: CountyProcedure }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  const today = context.clock.today()
  if (!await findItemFor(context.db, officer.reach.low, slug, today)) return refuse({ code: 'unknown-item' })
  const own = await findCountyProcedure(context.db, officer.reach.low, slug, today)
  const common = (await loadPowerList()).procedures.find(procedure => procedure.item === slug)
  return done({ ...(own && { own }), ...(common && { common: { explanation: common.explanation, steps: common.steps, risks: common.risks } }) })
}

async function weigh(tx: Tx, county: number, proposal: CountyProposal, today: PlainDate): Promise<Outcome<Effect, CountyListRefusal>> {
  if (proposal.kind === 'rules') return weighRules(tx, county, proposal, today)
  if (proposal.validFrom < today) return refuse({ code: 'starts-in-past' })
  switch (proposal.kind) {
    case 'item': return weighChange(tx, county, proposal, today)
    case 'form': {
      const made = await weighForm(tx, county, proposal)
      return made.ok ? done({ kind: 'form', made: made.value }) : made
    }
    case 'binding': {
      const item = await listedItem(tx, county, proposal)
      if (!item.ok) return item
      const refusal = bindingRefusal(await listUnits(tx, county), proposal.binding)
      return refusal ? refuse(refusal) : done({ kind: 'binding', binding: proposal.binding })
    }
    case 'procedure': return weighProcedure(tx, county, proposal)
  }
}

async function weighChange(tx: Tx, county: number, proposal: Extract<ListProposal, { kind: 'item' }>, today: PlainDate): Promise<Outcome<Effect, CountyListRefusal>> {
  const [base, categories, changes] = [await listItems(tx), await listCategories(tx), await listChanges(tx, county)]
  const refusal = changeRefusal({ base, categories: categories.map(category => category.slug), changes, today }, proposal)
  if (refusal) return refuse(refusal)
  return done({ kind: 'item', seq: changes.filter(change => change.slug === proposal.slug).length + 1, change: proposal.change })
}

/** The number is given when the form is put into force; until then it has the least that one of a county can have. */
async function weighForm(db: Db | Tx, county: number, { slug, validFrom, form }: { readonly slug: string; readonly validFrom: PlainDate; readonly form: AskedForm }): Promise<Outcome<CountyForm, CountyListRefusal>> {
  const item = await listedItem(db, county, { slug, validFrom })
  if (!item.ok) return item
  const made = countyForm(item.value, await findNewestSchema(db, slug, county, validFrom), form, 1000)
  return made.ok ? done(made.value) : refuse({ code: 'form-wrong', errors: made.errors })
}

async function weighProcedure(tx: Tx, county: number, proposal: Extract<ListProposal, { kind: 'procedure' }>): Promise<Outcome<Effect, CountyListRefusal>> {
  const item = await listedItem(tx, county, proposal)
  if (!item.ok) return item
  const procedure = proposal.procedure && tidyProcedure(proposal.procedure)
  const refusal = procedure && procedureRefusal(procedure)
  if (refusal) return refuse(refusal)
  const isAsBefore = isDeepStrictEqual(procedure, (await findCountyProcedure(tx, county, proposal.slug, proposal.validFrom)) ?? null)
  return isAsBefore ? refuse({ code: 'nothing-changed' }) : done({ kind: 'procedure', procedure })
}

async function listedItem(db: Db | Tx, county: number, { slug, validFrom }: Pick<ListProposal, 'slug' | 'validFrom'>) {
  const item = await findItemFor(db, county, slug, validFrom)
  if (!item) return refuse({ code: 'unknown-item' as const })
  return item.state === 'retired' ? refuse({ code: 'item-retired' as const }) : done(item)
}

async function put(tx: Tx, { id: proposalId, countyCode, proposerId: authorId, proposal }: StoredProposal, effect: Effect, at: Date): Promise<void> {
  if (proposal.kind === 'rules') return putRules(tx, { proposalId, countyCode, authorId, at, proposal })
  const { slug, validFrom } = proposal
  const from = { proposalId, countyCode, authorId, at, slug, validFrom }
  switch (effect.kind) {
    case 'item': return insertChange(tx, from, effect.seq, effect.change)
    case 'form': return insertForm(tx, from, { ...effect.made.schema, version: await nextFormVersion(tx, slug) })
    case 'binding': return insertBinding(tx, from, effect.binding)
    case 'procedure': return insertProcedure(tx, from, effect.procedure)
    case 'rules': throw new Error('rules are put into force by their own proposal')
  }
}
