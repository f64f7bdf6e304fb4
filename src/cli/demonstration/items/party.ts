import { event, over, sum, table, who, type Telling, type Times } from './telling.ts'

/** Party affairs, one record of each item. */
export function partyAffairs(t: Times): Telling[] {
  return [...organisation(t), ...yearly(t), ...money(t)]
}

function organisation(t: Times): Telling[] {
  return [
    event(t, 'party-organisation', 310, '村党组织设置与班子分工', { asOf: t.ago(310), branchName: '演示村党总支', form: 'general-branch', members: '62', groups: '3', change: '第二党小组组长调整。' },
      table('name post duties since officePhone', ['演示·村书记', '书记', '主持全面工作，负责财务审批监督', t.ago(1200), '0555-0000001'], ['演示·副书记', '副书记', '负责组织建设、矛盾调解', t.ago(1200), '0555-0000002'], ['演示·宣传委员', '宣传委员', '负责宣传、公开栏更新', t.ago(310), '0555-0000003'])),
    event(t, 'party-member-development', 95, '发展党员公示（预备党员转正）', { batch: '演示第一批', stage: 'full', people: '2', meetingAt: t.ago(104), noticeStart: t.ago(103), noticeEnd: t.ago(96), hotline: '0555-0000000' },
      table('name sex education occupation appliedAt stageAt sponsors result', [who[0], 'm', '大专', '种植合作社社员', t.ago(1200), t.ago(104), who[4], '公示无异议'], [who[1], 'f', '高中', '网格员', t.ago(1150), t.ago(104), who[5], '公示无异议'])),
    event(t, 'party-election', 205, '村党总支补选委员结果', { election: '村党总支补选', kind: 'by-election', heldAt: t.ago(205), entitled: '60', attending: '54', issued: '54', returned: '54', valid: '53', invalid: '1', chair: who[6], noticeStart: t.ago(214), noticeEnd: t.ago(207) },
      table('name post votes elected', ['演示·宣传委员', '宣传委员', 41, 'yes'], [who[7], '宣传委员', 12, 'no'])),
  ]
}

function yearly(t: Times): Telling[] {
  const year = t.year.period
  return [
    over('party-annual-goals', t.year, `${year}年党组织目标承诺完成情况`, { year, summary: '全年承诺六件事，完成四件，一件推进中，一件因资金未到位没有完成。', reviewedAt: t.year.end, reviewResult: '党员群众测评满意率91%' },
      table('goal measure responsible due progress state result', ['硬化东塘道路', '争取衔接资金，村民代表监督', '演示·村书记', t.year.end, 100, 'done', '已通车'], ['每月开放议事厅', '每月20日固定接待', '演示·副书记', t.year.end, 100, 'done', '开放12次'],
        ['盘活老校舍', '公开招租', '演示·副书记', t.year.end, 60, 'under-way', '已评估，待招租'], ['新建老年食堂', '整合民政资金', '演示·村书记', t.year.end, 0, 'not-done', '资金未到位，列入下一年'])),
    over('party-appraisal', t.year, `${year}年民主评议党员结果`, { year, heldAt: t.year.end, members: '62', attending: '55', excellent: '12', good: '41', basic: '2', poor: '0' },
      table('name honour givenBy givenAt', [who[2], '优秀共产党员', '虚构镇党委', t.year.end], [who[3], '优秀党务工作者', '虚构镇党委', t.year.end])),
    over('party-discipline', t.half, `${t.half.period.slice(0, 4)}年${t.half.period.endsWith('1') ? '上' : '下'}半年党风廉政情况`, { learned: '组织警示教育和村级财务纪律学习。', sessions: '3', handled: '1', closed: '1', hotline: '0555-0000000' },
      table('subject post matter measure decidedBy decidedAt publication', ['某村民组组长', '村民组组长', '代收水费未及时交账', '谈话提醒，限期交清', '虚构镇纪委', t.half.end, '镇党委研究同意在本村公开'])),
  ]
}

function money(t: Times): Telling[] {
  const spent = table('date voucherNo purpose payee expense approver', [t.half.end, '党1', '主题党日学习材料', '虚构向阳文印有限公司', '460.00', '演示·村书记'], [t.half.end, '党2', '党员活动室桌椅维修', '虚构和风家具有限公司', '780.00', '演示·村书记'])
  const aid = table('name branch goods amount', [who[4], '第一党小组', '大米、食用油', '500.00'], [who[5], '第二党小组', '大米、食用油', '500.00'], [who[6], '第三党小组', '', '800.00'])
  return [
    over('party-dues-and-funds', t.half, `党费和活动经费（${t.half.period.slice(0, 4)}年${t.half.period.endsWith('1') ? '上' : '下'}半年）`, { opening: '2310.00', duesReceived: '1488.00', duesHandedUp: '1488.00', fundsReceived: '3000.00', payers: '62', spent: sum(spent, 'expense'), closing: '4070.00', treasurer: '演示·组织委员' }, spent),
    event(t, 'party-member-aid', 60, '困难党员走访慰问名单', { occasion: '节前走访慰问', fundSource: '上级下拨党费', total: sum(aid, 'amount'), people: '3', paidAt: t.ago(60) }, aid),
  ]
}
