/** Why a declaration that nothing happened is doubted: what other data show for the same village and days. */
export type Doubt =
  | { readonly kind: 'payments'; readonly count: number; readonly totalFen: number }
  | { readonly kind: 'records'; readonly item: string; readonly count: number }
  | { readonly kind: 'complaints'; readonly count: number }

/** Where to look: categories of the line-by-line ledger, and other items whose records speak of the same matter. */
export type DoubtSources = { readonly ledger: readonly string[]; readonly items: readonly string[] }

const none: DoubtSources = { ledger: [], items: [] }
const works = ['project-plan', 'project-tender', 'project-contract', 'project-acceptance', 'project-settlement']

/** What speaks against “nothing happened”, by item. An item that is not written is doubted only by complaints and its own records. */
const sources: Readonly<Record<string, DoubtSources>> = {
  'cadre-duties-and-pay': { ledger: ['pay-expense'], items: [] },
  'subsistence-allowance': { ledger: ['relief-expense'], items: [] },
  'destitute-support': { ledger: ['relief-expense'], items: [] },
  'party-dues-and-funds': none,
  'collected-fees': { ledger: ['administration-expense'], items: [] },
  'contract-ledger': { ledger: ['contract-income'], items: ['resource-contracting', 'asset-lease'] },
  'collective-operation': { ledger: ['operating-income', 'operating-expense', 'investment-income'], items: [] },
  'income-distribution': { ledger: ['welfare-expense'], items: ['collective-operation'] },
  'bank-and-cash': { ledger: [], items: ['income-expense-detail'] },
  'income-expense-detail': { ledger: [], items: ['bank-and-cash'] },
  'project-progress': { ledger: ['construction-expense'], items: works },
  'project-upkeep': { ledger: [], items: ['project-acceptance'] },
  'assistance-funds': { ledger: ['donation-income', 'grant-income'], items: ['relief-and-donations'] },
  'asset-inventory': { ledger: ['disposal-income'], items: ['asset-disposal', 'asset-lease'] },
  'assist-government': { ledger: ['grant-income'], items: ['farmland-subsidy', 'grain-and-insurance'] },
  'environment-and-sanitation': { ledger: ['administration-expense'], items: [] },
}

/** Where doubts about an item are looked for; its own records always count. */
export function doubtSources(item: string): DoubtSources {
  const { ledger, items } = sources[item] ?? none
  return { ledger, items: [item, ...items] }
}
