import { event, group, hotline, over, sum, table, who, type Telling, type Times } from './telling.ts'

/** Other important work, one record of each item. */
export function otherWork(t: Times): Telling[] {
  const cleaning = table('date voucherNo purpose payee amount', [t.quarter.end, '环1', '保洁员报酬', '本村保洁员', '7200.00'], [t.quarter.end, '环2', '垃圾清运费', '虚构碧水环卫有限公司', '4800.00'])
  const income = table('source place payer amount until', ['广告位', '村部广场', '虚构向阳商贸有限公司', '1200.00', t.ago(-300)], ['停车位', '集中居住点', '临时停车', '640.00', ''])
  const help = table('name groupName measure amount helper helpedAt', [who[3], group(3), '公益岗就业', '2400.00', '演示·驻村队员', t.quarter.end], [who[8], group(7), '稻虾共养奖补', '1600.00', '演示·驻村队员', t.quarter.end])
  const funds = table('date voucherNo use payee expense', [t.quarter.end, '驻1', '购置农家书屋图书', '虚构和风书店有限公司', '3200.00'], [t.quarter.end, '驻2', '修补晒场', '虚构安澜建筑有限公司', '8600.00'])
  return [
    over('environment-and-sanitation', t.quarter, '村庄保洁收支', { work: '村庄保洁和垃圾清运', contractor: '虚构碧水环卫有限公司', opening: '1500.00', received: '12000.00', spent: sum(cleaning, 'amount'), closing: '1500.00', cleaners: '4', toilets: '9', rating: '全镇第三' }, cleaning),
    over('community-public-income', t.quarter, '集中居住点公共收益', { compound: '演示集中居住点', manager: '虚构和风物业有限公司', opening: '860.00', income: sum(income, 'amount'), expense: '900.00', closing: '1800.00', maintenanceFund: '0.00', decidedBy: '业主大会决定用于楼道灯' }, income),
    over('anti-poverty-monitoring', t.quarter, '防返贫监测帮扶情况', { asOf: t.quarter.end, monitored: '6', monitoredPeople: '17', newHouseholds: '1', removed: '2', helpTotal: sum(help, 'amount'), measures: '安排公益岗、发放产业奖补、落实医疗救助。', hotline }, help),
    over('assistance-funds', t.quarter, '驻村帮扶资金使用情况', { fundName: '驻村工作队帮扶资金', giver: '虚构县农业农村局', kind: 'resident-team', opening: '6000.00', received: '10000.00', used: sum(funds, 'expense'), closing: '4200.00', purpose: '公共设施和文化活动', approvalMeeting: '村民代表会议' }, funds),
    event(t, 'local-additions', 20, '路灯不亮问题整改情况', { matter: '路灯不亮', origin: 'residents', content: '多名村民反映西组路灯有三盏不亮。村里已联系维修，并公布报修电话。', amount: '380.00', happenedAt: t.ago(30), result: '三盏已修好，一盏更换灯头。', handledBy: '演示村委会', hotline }),
  ]
}
