import { projectCodeOf } from '#rules/projects/code.ts'
import { event, over, sum, table, who, type Telling, type Times } from './telling.ts'

const name = '演示村西组排水沟工程'
const firm = '虚构安澜建筑有限公司'

/** One small works project from its plan to its upkeep, a record for each stage, under one code; and a purchase. */
export function smallWorks(t: Times, village: { readonly code: number }): Telling[] {
  const projectName = name
  const of = { projectName, projectCode: projectCodeOf(village.code, Number(t.ago(500).slice(0, 4)), 90) }
  return [...awarding(t, of), ...building(t, of), ...paying(t, of), purchase(t)]
}

type Of = { readonly projectName: string; readonly projectCode: string }

function awarding(t: Times, of: Of): Telling[] {
  const { projectCode } = of
  return [
    event(t, 'project-plan', 500, name, { ...of, site: '西组', content: '新建排水沟420米，盖板120米。', implementer: '演示村委会', responsiblePerson: '演示·村书记', plannedStart: t.ago(440), plannedEnd: t.ago(340), fundSource: '财政衔接资金与村集体自筹', fundAmount: '98000.00', hotline: '0555-0000000' }),
    event(t, 'project-tender', 480, `${name}比选公告`, { projectCode, title: `${name}比选公告`, publishedAt: t.ago(480), businessType: '村级比选', noticeType: '公告', controlPrice: '96500.00' }),
    event(t, 'project-tender', 460, `${name}中选公示`, { projectCode, title: `${name}中选公示`, publishedAt: t.ago(460), businessType: '村级比选', noticeType: '结果', winner: firm, winPrice: '91800.00', controlPrice: '96500.00' }),
    event(t, 'project-contract', 450, `${name}合同`, { ...of, contractNo: '演示工程合同1', client: '演示村委会', contractor: firm, scope: '新建排水沟420米，盖板120米，按图施工。', winPrice: '91800.00', contractAmount: '91800.00', changesTotal: '2100.00', amountNow: '93900.00', wonAt: t.ago(460), contractAt: t.ago(450), plannedStart: t.ago(440), plannedEnd: t.ago(340), payTerms: '开工付三成，验收付六成七，余为质保金', warrantyMonths: '24', retentionPct: '3' },
      table('changedAt reason changeAmount extraDays approvedBy', [t.ago(450), '增加过路涵管一处', '2100.00', 3, '村民代表会议'])),
  ]
}

function building(t: Times, of: Of): Telling[] {
  const built = t.ago(380)
  return [
    { item: 'project-progress', day: t.ago(370), period: built.slice(0, 7), title: `${name}进度`, fields: { ...of, contractor: firm, startedAt: t.ago(440), plannedEnd: t.ago(340), progressPct: '70', status: 'in-progress', contractAmount: '91800.00', paidSoFar: '27540.00', supervisor: '演示·监委会主任', quality: '沟底标高复测合格，有一段勾缝不密实，已要求返工。' },
      rows: table('date work finding correction inspector', [built, '完成排水沟300米', '15米勾缝不密实', '已返工', who[6]]) },
    { item: 'project-progress', day: t.ago(338), period: t.ago(345).slice(0, 7), title: `${name}完工`, fields: { ...of, contractor: firm, startedAt: t.ago(440), plannedEnd: t.ago(340), progressPct: '100', status: 'finished', contractAmount: '91800.00', paidSoFar: '27540.00', supervisor: '演示·监委会主任', quality: '返工段复查合格。' },
      rows: table('date work finding correction inspector', [t.ago(345), '全部完工', '无', '', who[6]]) },
    event(t, 'project-acceptance', 330, `${name}竣工验收`, { ...of, contractor: firm, startedAt: t.ago(440), completedAt: t.ago(345), acceptedAt: t.ago(330), result: 'passed', quantityBuilt: '排水沟420米，盖板120米，涵管1处', differences: '增加涵管1处，见合同变更', defects: '无', warrantyUntil: t.ago(330 - 730) },
      table('name standsFor opinion note', [who[6], '村务监督委员会', 'agree', ''], [who[2], '村民代表', 'agree', '雨天看过，排水通畅'], ['演示·镇项目办', '乡镇', 'agree', ''])),
  ]
}

function paying(t: Times, of: Of): Telling[] {
  const payments = table('date voucherNo purpose payee amount approver', [t.ago(438), '沟1', '开工预付款', firm, '27540.00', '演示·村书记'], [t.ago(318), '沟2', '验收后付款', firm, '62000.00', '演示·村书记'])
  const repairs = table('date work doneBy amount', [t.year.end, '更换盖板2块', who[5], '160.00'])
  return [
    event(t, 'project-settlement', 310, `${name}结算付款`, { ...of, contractor: firm, contractAmount: '91800.00', changesTotal: '2100.00', settlementPrice: '93900.00', auditor: '虚构和风造价咨询有限公司', cut: '1480.00', auditPrice: '92420.00', settledAt: t.ago(320), auditedAt: t.ago(312), retention: '2880.00', paidTotal: sum(payments, 'amount'), fundSource: '财政衔接资金与村集体自筹' }, payments),
    over('project-upkeep', t.year, `${name}管护情况`, { ...of, keeper: who[5], keeperUnit: '演示村委会', condition: 'good', warrantyUntil: t.ago(330 - 730), retentionPaid: 'no', inspectedAt: t.year.end, cost: sum(repairs, 'amount') }, repairs),
  ]
}

function purchase(t: Times): Telling {
  const goods = table('goods spec quantity unit unitPrice amount', ['太阳能路灯', '60瓦', 6, '盏', '820.00', '4920.00'], ['灯杆', '6米', 6, '根', '260.00', '1560.00'])
  return event(t, 'village-procurement', 35, '路灯采购结果', { purchase: '太阳能路灯', method: 'price-inquiry', reason: '三家询价，最低价成交', budget: '7000.00', supplier: '虚构向阳照明有限公司', total: sum(goods, 'amount'), paid: '6000.00', buyer: '演示·副书记', receiver: '演示·监委会主任', relation: 'no', approvalMeeting: '村“两委”会议', decidedAt: t.ago(55), boughtAt: t.ago(44), receivedAt: t.ago(36) }, goods)
}
