import { event, group, hotline, over, sum, table, who, type Telling, type Times } from './telling.ts'

/** Village affairs, one record of each item that has none yet. */
export function villageAffairs(t: Times): Telling[] {
  return [...rules(t), ...quarterly(t), ...homes(t), ...posts(t), ...services(t)]
}

function rules(t: Times): Telling[] {
  return [
    event(t, 'self-governance-rules', 390, '村规民约（修订）', {
      ruleName: '演示村村规民约', kind: 'village-rules', adoptedAt: t.ago(400), adoptedBy: '村民会议', votesFor: '268', attending: '301', filedAt: t.ago(395), effectiveFrom: t.ago(385),
      body: '一、爱护道路、沟渠和路灯，损坏照价赔偿。\n二、红白喜事从简，不攀比。\n三、垃圾分类投放，门前自扫。\n四、集体的账人人可看，有疑问就问。\n五、邻里有纠纷，先找调解员。', changes: '增加第四条；删去与法律不一致的罚款条款。',
    }),
    event(t, 'committee-election', 240, '村委会补选结果', { election: '村委会委员补选', kind: 'by-election', stage: 'result', votedAt: t.ago(240), registered: '1204', voted: '986', issued: '986', returned: '980', valid: '971', invalid: '9', appealUntil: t.ago(236) },
      table('name post votes elected', [who[3], '委员', 602, 'yes'], [who[8], '委员', 369, 'no'])),
    over('appraisal-and-audit', t.year, `${t.year.period}年村干部民主评议结果`, { year: t.year.period, kind: 'appraisal', heldAt: t.year.end, auditor: '演示村村务监督委员会', attending: '43', scope: '村“两委”成员全年履职', finding: '全体成员评议合格。代表提出路灯维修不及时，要求限期整改。', problems: '2', corrected: '1', correction: '路灯已报修；老校舍招租仍在进行。' },
      table('name post satisfied fair dissatisfied total grade', ['演示·村书记', '书记、主任', 37, 4, 2, 43, '称职'], ['演示·副书记', '副书记', 35, 6, 2, 43, '称职'], ['演示·村会计', '文书', 33, 8, 2, 43, '称职'])),
  ]
}

function quarterly(t: Times): Telling[] {
  const pay = table('name post duties basic performance allowance total', ['演示·村书记', '书记、主任', '全面工作', '9600.00', '2400.00', '300.00', '12300.00'], ['演示·副书记', '副书记', '组织、调解', '7800.00', '1800.00', '300.00', '9900.00'], ['演示·村会计', '文书', '财务、公开', '7500.00', '1800.00', '300.00', '9600.00'])
  return [
    over('cadre-duties-and-pay', t.quarter, '村干部分工和报酬', { people: '3', paid: sum(pay, 'total'), standard: '虚构县村干部报酬办法', paidAt: t.quarter.end }, pay),
    over('assist-government', t.quarter, '城乡居民医保参保登记', { work: '居民医保参保登记', assignedBy: '虚构镇人民政府', policyBasis: '本县居民医保通知', content: '上门宣传缴费标准和待遇，帮助不会用手机的老人登记。村里不收取任何手续费。', target: '本村未参保居民', people: '318', funds: '0.00', startedAt: t.quarter.end, finishedAt: t.quarter.end, result: '应保1240人，已参保1198人，其余外地参保。', hotline }),
    over('family-and-household-services', t.quarter, '生育登记和户籍服务情况', { asOf: t.quarter.end, births: '5', serviceCards: '6', subsidiesPaid: '11520.00', subsidyPeople: '12', movedIn: '3', movedOut: '4', policy: '生育登记可在网上办理，也可由村里代办，当天办结；新生儿户口请在出生后一个月内申报。', hotline }),
  ]
}

function homes(t: Times): Telling[] {
  const levies = table('name groupName people due paid labour', [who[0], group(1), 4, '80.00', '80.00', 2], [who[1], group(1), 3, '60.00', '60.00', 1], [who[2], group(1), 5, '100.00', '100.00', 2])
  return [
    event(t, 'homestead-and-housing', 45, '建房审批公示', { stage: 'approved', standard: '每户不超过160平方米', households: '2', noticeStart: t.ago(54), noticeEnd: t.ago(46), hotline },
      table('applicant groupName memberCount kind site landClass area floorArea storeys original appliedAt meetingAt approvedAt permitNo', [who[2], group(3), 5, 'rebuild', '原址', 'homestead', 140, 240, 2, '原房拆除后原址翻建', t.ago(110), t.ago(90), t.ago(47), '演示宅001'], [who[7], group(6), 4, 'move', '新村点', 'unused', 120, 200, 2, '旧宅交回集体复垦', t.ago(112), t.ago(90), t.ago(47), '演示宅002'])),
    event(t, 'public-welfare-levies', 150, '东沟清淤筹资筹劳', { matter: '第一村民组东沟清淤', approvalMeeting: '村民组会议', decidedAt: t.ago(165), votesFor: '3', households: '3', perPerson: '20.00', labourPerPerson: '1', planned: sum(levies, 'due'), raised: sum(levies, 'paid'), grant: '480.00', used: '720.00', approvedAt: t.ago(158) }, levies),
  ]
}

function posts(t: Times): Telling[] {
  const labour = table('name groupName post from until days dailyRate amount relativeOfCadre', [who[4], group(2), '道路保洁', t.ago(60), t.ago(31), 22, '80.00', '1760.00', 'no'], [who[5], group(4), '道路保洁', t.ago(60), t.ago(31), 20, '80.00', '1600.00', 'no'], [who[9], group(5), '沟渠管护', t.ago(60), t.ago(31), 12, '80.00', '960.00', 'yes'])
  return [event(t, 'public-posts-and-labour', 28, '公益岗用工和报酬', { workName: '村庄保洁公益岗', kind: 'welfare-post', requirement: '本村劳动力，优先安排有困难的家庭', fundSource: '财政衔接资金', dailyRate: '80.00', people: '3', total: sum(labour, 'amount'), noticeStart: t.ago(72), noticeEnd: t.ago(64) }, labour)]
}

function services(t: Times): Telling[] {
  const seals = table('date registerNo purpose seal copies applicant approver handler', [t.quarter.end, '印001', '开具居住证明', 'committee', 1, who[1], '演示·村书记', '演示·村会计'], [t.quarter.end, '印002', '开具务农证明', 'committee', 2, who[6], '演示·村书记', '演示·村会计'], [t.quarter.end, '印003', '签订东塘承包合同', 'contract', 3, '', '演示·村书记', '演示·村会计'])
  const water = table('name groupName quantity unitPrice due paid arrears', [who[0], group(1), 30, '2.20', '66.00', '66.00', '0.00'], [who[3], group(1), 24, '2.20', '52.80', '52.80', '0.00'], [who[8], group(2), 41, '2.20', '90.20', '60.20', '30.00'])
  return [
    over('seal-and-certificates', t.quarter, '用印登记和开具证明情况', { uses: '3', keeper: '演示·村会计', certificates: '6' }, seals),
    over('collected-fees', t.quarter, '代收自来水费情况', { kind: 'water', standard: '每吨2.20元', basis: '本县农村供水价格通知', forUnit: '虚构碧水供水有限公司', households: '3', opening: '0.00', collected: sum(water, 'paid'), handedOver: '150.00', closing: '29.00' }, water),
  ]
}
