import type { DraftInput } from '#actions/drafts.ts'
import { inventedName, type Chance } from './chance.ts'
import { yuan } from './ledgers.ts'

type Village = { readonly code: number; readonly name: string }

/** A list of subsidy payments by household. Identity numbers and cards are left out: nobody needs them to check a name and an amount. */
export function farmlandSubsidy(luck: Chance, village: Village, day: string, households: number): DraftInput {
  let [area, total] = [0, 0]
  const rows = Array.from({ length: households }, (_, i) => {
    const hundredths = luck.whole(60, 1500) // area in hundredths of a mu
    const fen = Math.round(hundredths * 90.42) // 90.42 yuan a mu
    area += hundredths
    total += fen
    return { seq: String(i + 1), householderName: inventedName(luck) + String(i + 1), groupName: `第${luck.whole(1, 12)}村民组`, quantity: String(hundredths / 100), amount: yuan(fen), paidDate: day }
  })
  const year = day.slice(0, 4)
  const fields = { subsidyName: '耕地地力保护补贴', year, standard: '90.42', households: String(households), area: String(area / 100), total: yuan(total), paidAt: day, channel: '一卡通' }
  return { villageCode: village.code, item: 'farmland-subsidy', period: day, title: `${year}年耕地地力保护补贴发放表`, fields, rows }
}

/** The list of households on subsistence allowance in a quarter. */
export function subsistenceAllowance(luck: Chance, village: Village, quarter: string, households: number): DraftInput {
  let [people, total] = [0, 0]
  const rows = Array.from({ length: households }, (_, i) => {
    const members = luck.whole(1, 4)
    const fen = members * luck.whole(380, 620) * 100
    people += members
    total += fen
    return { seq: String(i + 1), applicantName: inventedName(luck) + String(i + 1), groupName: `第${luck.whole(1, 12)}村民组`, memberCount: String(members), category: luck.pick(['A', 'B', 'C']), monthlyAmount: yuan(fen), status: luck.next() < 0.1 ? 'new' : 'active' }
  })
  const fields = { scheme: 'rural', standard: '803.00', households: String(households), people: String(people), total: yuan(total), reviewResult: '民主评议后公示无异议', hotline: '0555-0000000' }
  return { villageCode: village.code, item: 'subsistence-allowance', period: quarter, title: `${village.name.replace('村委会', '村')}低保对象名单（${quarter.replace('-Q', '年第')}季度）`, fields, rows }
}

/** A decision of the villagers' representatives with its four discussions and two disclosures. */
export function assemblyDecision(village: Village, day: string, agenda: string, decision: string): DraftInput {
  const month = day.slice(0, 7)
  const fields = { meetingType: 'representatives', heldAt: day, place: '村部会议室', agenda, decision, entitled: '45', attending: '41', quorumRequired: '30', votesFor: '38', votesAgainst: '1', votesAbstain: '2' }
  const rows = [['branch-proposal', '01'], ['joint-discussion', '02'], ['party-review', '03'], ['assembly-resolution', day.slice(8)]].map(([step, d]) => ({ step: step!, date: `${month}-${d}`, note: '已记录' }))
  return { villageCode: village.code, item: 'assembly-decisions', period: day, title: agenda, fields, rows }
}
