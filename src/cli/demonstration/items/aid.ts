import { event, group, hotline, over, sum, table, who, type Telling, type Times } from './telling.ts'

/** Livelihood funds, one record of each item that has none yet. */
export function livelihoodFunds(t: Times): Telling[] {
  return [...relief(t), ...allowances(t), ...farming(t), ...grants(t), ...shares(t)]
}

function relief(t: Times): Telling[] {
  const destitute = table('name groupName basicLiving care monthlyAmount status', [who[3], group(3), '1044.00', '180.00', '1224.00', 'active'], [who[8], group(7), '1044.00', '360.00', '1404.00', 'active'])
  const temporary = table('name groupName memberCount appliedAt approvedAt amount status', [who[6], group(5), 3, t.ago(64), t.ago(52), '3000.00', 'new'], [who[9], group(8), 4, t.ago(63), t.ago(52), '2400.00', 'new'])
  const senior = table('name groupName ageBand monthlyAmount status', [who[0], group(1), '80-89', '60.00', 'active'], [who[4], group(4), '90-99', '200.00', 'active'], [who[7], group(9), '80-89', '60.00', 'new'])
  return [
    over('destitute-support', t.quarter, '特困人员救助供养名单', { scheme: 'dispersed', standard: '每月1044元', people: '2', total: sum(destitute, 'monthlyAmount'), paidAt: t.quarter.end, noticeStart: t.quarter.end, noticeEnd: t.quarter.published, hotline }, destitute),
    event(t, 'temporary-and-medical-relief', 50, '临时救助名单', { scheme: 'temporary', standard: '按困难程度分档', people: '2', total: sum(temporary, 'amount'), paidAt: t.ago(50), noticeStart: t.ago(60), noticeEnd: t.ago(53), hotline }, temporary),
    over('senior-allowance', t.quarter, '高龄津贴发放名单', { scheme: 'senior', standard: '80至89岁每月60元，90至99岁每月200元', people: '3', total: sum(senior, 'monthlyAmount'), paidAt: t.quarter.end, hotline }, senior),
  ]
}

function allowances(t: Times): Telling[] {
  const living = table('name monthlyAmount status', [who[1], '80.00', 'active'], [who[5], '80.00', 'active'], [who[2], '80.00', 'new'])
  const veterans = table('name groupName category amount status', [who[6], group(2), '定期补助', '1950.00', 'active'], [who[8], group(6), '定期补助', '1950.00', 'active'])
  return [
    over('disability-allowances', t.quarter, '困难残疾人生活补贴发放情况', { scheme: 'living', standard: '每人每月80元', people: '3', total: sum(living, 'monthlyAmount'), paidAt: t.quarter.end, note: '为保护隐私，只公开人数和总额。', hotline }, living),
    over('children-support', t.quarter, '困境儿童保障情况', { asOf: t.quarter.end, orphans: '0', deFacto: '1', inNeed: '2', people: '3', standard: '1180.00', total: '10620.00', paidAt: t.quarter.end, hotline }),
    over('veteran-preferential', t.quarter, '优抚补助发放情况', { scheme: 'pension', standard: '按人员类别', people: '2', total: sum(veterans, 'amount'), paidAt: t.quarter.end, hotline }, veterans),
  ]
}

function farming(t: Times): Telling[] {
  const year = t.ago(100).slice(0, 4)
  const grain = table('householderName groupName crop quantity standard amount paidDate', [who[0], group(1), '水稻', '12.5', '15.00', '187.50', t.ago(100)], [who[3], group(2), '水稻', 8, '15.00', '120.00', t.ago(100)], [who[9], group(2), '水稻', '31.2', '15.00', '468.00', t.ago(100)])
  const machines = table('buyer groupName machine model maker dealer quantity price standard amount boughtAt', [who[7], group(4), '插秧机', '演示4行', '虚构和风农机有限公司', '虚构丰禾农资有限公司', 1, '12800.00', '3100.00', '3100.00', t.ago(190)], ['演示家庭农场', group(6), '植保无人机', '演示20升', '虚构青山航空有限公司', '虚构丰禾农资有限公司', 1, '42000.00', '9600.00', '9600.00', t.ago(188)])
  const forest = table('householderName groupName plot quantity standard amount paidDate', [who[2], group(8), '后山3号', 10, '15.50', '155.00', t.ago(145)], [who[5], group(8), '后山4号', '6.4', '15.50', '99.20', t.ago(145)])
  return [
    event(t, 'grain-and-insurance', 100, '实际种粮农民补贴', { kind: 'grain', subsidyName: '实际种粮农民补贴', policyBasis: '本县补贴方案', year, standard: '15.00', area: '51.7', households: '3', total: sum(grain, 'amount'), paidAt: t.ago(100), channel: '一卡通' }, grain),
    event(t, 'farm-machinery-subsidy', 170, '农机购置补贴公示', { subsidyName: '农机购置与应用补贴', policyBasis: '本县农机补贴办法', year: t.ago(170).slice(0, 4), machines: '2', households: '2', total: sum(machines, 'amount'), paidAt: t.ago(170), channel: '一卡通', noticeStart: t.ago(182), noticeEnd: t.ago(174) }, machines),
    event(t, 'ecological-compensation', 145, '公益林补偿发放明细', { kind: 'public-forest', subsidyName: '公益林生态效益补偿', policyBasis: '本县公益林补偿方案', year: t.ago(145).slice(0, 4), standard: '15.50', area: '16.4', households: '2', total: sum(forest, 'amount'), paidAt: t.ago(145), channel: '一卡通' }, forest),
  ]
}

function grants(t: Times): Telling[] {
  const houses = table('name groupName memberCount dangerLevel way floorArea startedAt completedAt acceptedAt amount', [who[9], group(5), 2, 'D', 'rebuild', 58, t.ago(260), t.ago(170), t.ago(160), '28000.00'])
  const industry = table('beneficiary groupName industry quantity unit standard amount acceptedAt', [who[1], group(3), '稻虾共养', 6, '亩', '400.00', '2400.00', t.ago(118)], [who[4], group(7), '林下养鸡', 200, '只', '8.00', '1600.00', t.ago(118)])
  const school = table('name groupName stage amount status', [who[6], group(5), 'vocational', '1500.00', 'active'], [who[8], group(6), 'college', '1500.00', 'new'])
  return [
    event(t, 'dilapidated-housing', 140, '农村危房改造补助公示', { stage: 'accepted', subsidyName: '农村危房改造补助', policyBasis: '本县危房改造方案', year: t.ago(140).slice(0, 4), households: '1', total: sum(houses, 'amount'), channel: '一卡通', noticeStart: t.ago(152), noticeEnd: t.ago(144), hotline }, houses),
    event(t, 'industry-grants', 105, '产业奖补到户公示', { subsidyName: '特色种养业奖补', policyBasis: '本县产业奖补办法', year: t.ago(105).slice(0, 4), standard: '稻虾共养每亩400元，林下养鸡每只8元', households: '2', total: sum(industry, 'amount'), paidAt: t.ago(105), channel: '一卡通', noticeStart: t.ago(117), noticeEnd: t.ago(109) }, industry),
    event(t, 'education-aid', 80, '雨露计划补助发放情况', { scheme: 'rain-dew', standard: '每学期1500元', people: '2', total: sum(school, 'amount'), paidAt: t.ago(80), hotline }, school),
  ]
}

function shares(t: Times): Telling[] {
  const goods = table('date direction party goods quantity unit unitValue value', [t.ago(126), 'in', '虚构向阳商贸有限公司', '大米', 40, '袋', '60.00', '2400.00'], [t.ago(124), 'out', who[3], '大米', 2, '袋', '60.00', '120.00'], [t.ago(124), 'out', who[8], '大米', 2, '袋', '60.00', '120.00'])
  const land = table('name groupName area members amount paidDate', [who[0], group(1), '1.2', 4, '38400.00', t.ago(215)], [who[4], group(1), '0.8', 3, '25600.00', t.ago(215)])
  return [
    event(t, 'relief-and-donations', 122, '防汛捐赠物资收发', { event: '汛期捐赠大米', openingValue: '0.00', receivedValue: '2400.00', givenValue: '240.00', closingValue: '2160.00', method: '先发受灾户，剩余存村部备用', hotline }, goods),
    event(t, 'land-compensation', 210, '县道拓宽征地补偿款分配', { acquisition: '县道拓宽工程（演示）', approvalNo: '演示征地1号', acquiredArea: '2', standard: '每亩40000元', landPayment: '32000.00', resettlement: '44000.00', attachments: '4000.00', totalCompensation: '80000.00', received: '80000.00', collectiveShare: '16000.00', toHouseholds: sum(land, 'amount'), useOfCollectiveShare: '存入专户，用途由村民代表会议决定', households: '2', approvalMeeting: '村民代表会议', decidedAt: t.ago(232), paidAt: t.ago(215), noticeStart: t.ago(228), noticeEnd: t.ago(220) }, land),
  ]
}
