import type { CountyItem } from '#rules/catalogue/county-list.ts'
import { boundKinds, proposalKinds, type ListProposal } from '#rules/catalogue/proposals.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCategories, listChanges, listItemsEver, listItemsWithSchema } from '#records/catalogue.ts'
import { listDecidedProposals, listOpenProposals, type StoredProposal } from '#records/county-list.ts'
import { listBindings, listOfficerNames, listUnits } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import type * as contract from '../contract/county-list.ts'

const mostDecided = 20

/** The list of the officer's county as it stands, with what waits for a decision and what was decided last. */
export async function countyListView(context: Context, officer: Officer): Promise<contract.CountyList> {
  const [county, today, { db }] = [officer.reach.low, context.clock.today(), context]
  const [categories, items, changes, withSchema, bindings, units] = await Promise.all([
    listCategories(db), listItemsEver(db, county, today), listChanges(db, county), listItemsWithSchema(db, county, today), listBindings(db, county, today).execute(), listUnits(db, county),
  ])
  const bound = new Map(bindings.map(({ itemSlug, ...binding }) => [itemSlug, binding]))
  return {
    today, categories: categories.map(({ slug, nameZh, nameEn }) => ({ slug, zh: nameZh, en: nameEn })),
    items: items.map(({ basis, ...item }) => {
      const binding = bound.get(item.slug)
      return {
        ...item, basis: [...basis], hasSchema: withSchema.has(item.slug), ...(binding && { bound: binding }),
        changes: changes.filter(change => change.slug === item.slug).map(({ validFrom, change }) => ({ validFrom, kind: change.kind })),
      }
    }),
    units: units.flatMap(({ id, kind, nameZh, nameEn }) => kind === boundKinds.responsible || kind === boundKinds.supervising ? [{ id, kind, zh: nameZh, en: nameEn }] : []),
    ...await proposalsView(context, officer, items),
  }
}

async function proposalsView({ db, clock }: Context, officer: Officer, items: readonly CountyItem[]): Promise<Pick<contract.CountyList, 'proposals' | 'decided'>> {
  const [open, decided] = await Promise.all([listOpenProposals(db, officer.reach.low, proposalKinds), listDecidedProposals(db, officer.reach.low, proposalKinds, mostDecided)])
  const names = await listOfficerNames(db, [...new Set([...open, ...decided].flatMap(({ proposerId, decision }) => decision ? [proposerId, decision.deciderId] : [proposerId]))])
  const view = ({ id, proposal, proposerId, proposedAt, decision }: StoredProposal<ListProposal>): contract.ListProposal => {
    const { slug, validFrom, ...what } = structuredClone(proposal)
    const added = what.kind === 'item' && what.change.kind === 'add' ? what.change.item : undefined
    const { zh, en } = items.find(item => item.slug === slug) ?? added ?? { zh: slug, en: slug }
    return {
      id, slug, name: { zh, en }, validFrom, ...what as Pick<contract.ListProposal, 'kind' | 'change' | 'form' | 'binding' | 'procedure'>,
      proposedByName: names.get(proposerId) ?? '', proposedAt: proposedAt.toISOString(),
      isOwn: proposerId === officer.id, isTooLate: !decision && validFrom < clock.today(),
      ...(decision && { decision: { outcome: decision.outcome, byName: names.get(decision.deciderId) ?? '', at: decision.decidedAt.toISOString(), note: decision.note } }),
    }
  }
  return { proposals: open.map(view), decided: decided.map(view) }
}
