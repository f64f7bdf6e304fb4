import { event, group, over, sum, table, who, type Telling, type Times } from './telling.ts'

/** Collective funds, assets and resources, one record of each item that has none yet. */
export function collectiveAssets(t: Times): Telling[] {
  return [...plans(t), ...inventory(t), ...letting(t), ...business(t), ...dividends(t)]
}

function plans(t: Times): Telling[] {
  const budget = table('direction subject planned actual note', ['income', '发包租赁收入', '186000.00', '181500.00', '一户缓缴'], ['income', '财政补助', '240000.00', '240000.00', ''], ['expense', '公益事业', '210000.00', '198600.00', '节余用于路灯'], ['expense', '管理费用', '60000.00', '57300.00', ''])
  const banks = table('bank purpose opening income expense closing statement', ['虚构农商行', '基本户', '128400.00', '36200.00', '21850.00', '142750.00', '142750.00'], ['虚构农商行', '征地补偿专户', '56000.00', '0.00', '0.00', '56000.00', '56000.00'])
  const month = Number(t.month.period.slice(5))
  return [
    over('financial-plan', t.year, `${t.year.period}年财务决算`, { year: t.year.period, stage: 'final', plannedIncome: '426000.00', plannedExpense: '270000.00', actualIncome: '421500.00', actualExpense: '255900.00', approvalMeeting: '村民代表会议', decidedAt: t.year.end }, budget),
    over('bank-and-cash', t.month, `${month}月银行存款与现金余额`, { asOf: t.month.end, bankTotal: sum(banks, 'closing'), cash: '480.00', total: '199230.00', cashCounted: '480.00', cashier: '演示·村报账员', reviewedBy: '演示·监委会主任', agentCentre: '虚构镇会计代理服务中心' }, banks),
  ]
}

function inventory(t: Times): Telling[] {
  const assets = table('assetNo assetName kind spec quantity unit acquiredAt originalValue depreciation netValue location use status keeper', ['演资001', '村部办公楼', 'fixed', '二层', 1, '栋', '2012-06-01', '680000.00', '272000.00', '408000.00', '村部', 'own', 'normal', '演示·村会计'],
    ['演资002', '东塘水泵', 'fixed', '7.5千瓦', 2, '台', '2019-04-10', '9600.00', '6720.00', '2880.00', '东塘泵站', 'own', 'normal', who[2]], ['演资003', '老小学校舍', 'fixed', '一层', 1, '栋', '1998-09-01', '120000.00', '102000.00', '18000.00', '村东', 'idle', 'normal', '演示·村会计'])
  const debts = table('direction party reason formedAt dueDate principal interest repaid balance', ['receivable', who[3], '鱼塘承包费尾款', '2024-12-31', '2026-12-31', '6000.00', '0.00', '3500.00', '2500.00'], ['receivable', '虚构丰禾农业有限公司', '门面房租金', '2025-12-31', '', '8000.00', '0.00', '8000.00', '0.00'], ['payable', '虚构安澜建筑有限公司', '村道工程质保金', '2025-06-30', '2027-06-30', '15600.00', '0.00', '0.00', '15600.00'])
  return [
    over('asset-inventory', t.year, `${t.year.period}年资产清查结果`, { asOf: t.year.end, pieces: '3', originalTotal: sum(assets, 'originalValue'), netTotal: sum(assets, 'netValue'), checkedAt: t.year.end, checkResult: '账实相符；老校舍闲置，拟公开招租。' }, assets),
    over('debts', t.quarter, '债权债务明细', { asOf: t.quarter.end, receivableTotal: '2500.00', payableTotal: '15600.00', balanceTotal: sum(debts, 'balance'), entries: '3', plan: '年底前收回尾款；质保期满按合同支付。' }, debts),
  ]
}

function letting(t: Times): Telling[] {
  return [
    event(t, 'asset-disposal', 130, '报废水泵处置', { assetName: '旧抽水机1台', method: 'scrap', reason: '已使用十三年，无修理价值', originalValue: '4200.00', netValue: '0.00', basePrice: '200.00', price: '260.00', buyer: '虚构碧水物资回收有限公司', received: '260.00', approvalMeeting: '村民代表会议', decidedAt: t.ago(150), disposedAt: t.ago(131), noticeStart: t.ago(142), noticeEnd: t.ago(134) }),
    event(t, 'asset-lease', 75, '村部门面房出租结果', { subject: '村部临街门面房（东起第二间）', location: '村部', area: '42', use: '便民超市', method: 'auction', basePrice: '9000.00', lessee: who[5], price: '11200.00', termYears: '3', totalPrice: '33600.00', start: t.ago(60), end: t.ago(60 - 1095), deposit: '1000.00', payCycle: '每年先付', relativeOfCadre: 'no', approvalMeeting: '村民代表会议', decidedAt: t.ago(100), platform: '虚构镇农村产权交易站', signedAt: t.ago(76), noticeStart: t.ago(92), noticeEnd: t.ago(84) },
      table('bidder amount won', [who[5], '11200.00', 'yes'], [who[0], '10500.00', 'no'], ['虚构向阳商贸有限公司', '9800.00', 'no'])),
    event(t, 'resource-contracting', 165, '北冲机动地发包结果', { subject: '北冲机动地', landClass: 'arable', areaMu: '18.5', boundary: '东至沟、南至路、西至林、北至塘埂', owner: 'village', contracted: '18.5', idle: '0', method: 'auction', basePrice: '7400.00', lessee: who[7], price: '8325.00', termYears: '5', totalPrice: '41625.00', start: t.ago(150), end: t.ago(150 - 1825), payCycle: '每年先付', relativeOfCadre: 'no', approvalMeeting: '村民代表会议', decidedAt: t.ago(200), platform: '虚构镇农村产权交易站', signedAt: t.ago(166), noticeStart: t.ago(180), noticeEnd: t.ago(172) },
      table('bidder amount won', [who[7], '8325.00', 'yes'], [who[9], '8000.00', 'no'])),
  ]
}

function business(t: Times): Telling[] {
  return [over('collective-operation', t.quarter, '集体经济组织经营情况', { operatingIncome: '18600.00', contractIncome: '42300.00', investmentIncome: '5200.00', grantIncome: '0.00', otherIncome: '120.00', totalIncome: '66220.00', operatingExpense: '9300.00', adminExpense: '4150.00', otherExpense: '600.00', totalExpense: '14050.00', netProfit: '52170.00', events: '光伏电站并网发电；没有新增对外投资和担保。' },
    table('projectName partner invested sharePct returned until risk approvalMeeting', ['村集体光伏电站', '虚构和风新能源有限公司', '120000.00', 40, '3600.00', '2035-12-31', '电价变动', '村民代表会议'], ['粮食烘干房', '', '86000.00', 100, '1600.00', '2034-12-31', '季节性使用', '村民代表会议']))]
}

function dividends(t: Times): Telling[] {
  const rows = table('name groupName members sharesHeld amount', [who[0], group(1), 4, 40, '1200.00'], [who[1], group(1), 3, 30, '900.00'], [who[2], group(2), 5, 50, '1500.00'], [who[3], group(2), 2, 20, '600.00'])
  return [over('income-distribution', t.year, `${t.year.period}年收益分配方案（第一批）`, { year: t.year.period, netProfit: '14000.00', undistributedPrior: '1600.00', distributable: '15600.00', reserve: '4680.00', welfare: '3000.00', dividends: sum(rows, 'amount'), undistributed: '3720.00', shareTotal: '140', perShare: '30.00', people: '14', approvalMeeting: '成员代表大会', decidedAt: t.year.end, noticeStart: t.year.end, noticeEnd: t.year.published }, rows)]
}
