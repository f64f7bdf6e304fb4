import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { RatingGrade } from '#rules/cases/events.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import type { ComplainantMove } from '#actions/complainant-moves.ts'
import type { CaseMove } from '#actions/move-case.ts'
import { officerId, unitId } from './people.ts'

/** What happens to a demonstration case, each step on the n-th working day after filing; `into` is the number of the story that leads a merge. */
export type Step = ({ readonly after: number; readonly by: string; readonly into?: number } & Omit<CaseMove, 'asOf'>) | { readonly after: number; readonly complainant: ComplainantMove } | Writing
/** What one side wrote to the other; `passedOn` are the words the desk released of the newest message. */
export type Writing = { readonly after: number; readonly asks: string; readonly by: string } | { readonly after: number; readonly writes: string; readonly passedOn?: string } | { readonly after: number; readonly notes: string; readonly by: string }
export type Story = {
  readonly statement: string
  readonly place?: string
  readonly filed: number // working days ago
  readonly village: number
  readonly person?: { readonly name: string; readonly phone: string }
  /** Questions the newest record of this item. */
  readonly item?: string
  readonly steps: readonly Step[]
  readonly rated?: { readonly after: number; readonly grade: RatingGrade; readonly opinion: string }
}

/** A case as its story left it. */
export type ToldCase = { readonly id: string; readonly code: string; readonly answeredOn: PlainDate }

const { triage, secondTriage, secondHandler } = officerId
const handler = officerId.handler('agriculture')
const supervisor = officerId.supervisor('agriculture')
const responsibleUnitId = unitId.department('agriculture')

const answer: CaseReply = {
  found: '经现场查看并核对账目凭证，该笔支出手续齐全，但公开时摘要写得太简单。', done: '已补充公开用工清单和单价，并在公开栏张贴。', nextStep: '下月起零工支出逐人公开。',
  answeredBy: '县农业农村局（演示）', text: '您反映的问题已经核实，账实相符；公开不够清楚之处已经补正，感谢监督。',
}

const accepted = { after: 1, by: triage, action: 'accept' } as const satisfies Step
const assigned = { after: 2, by: triage, action: 'assign', note: '账务类事项，请核对凭证后答复。', responsibleUnitId } as const satisfies Step
const signed = { after: 3, by: handler, action: 'sign' } as const satisfies Step
const asked = { after: 7, by: handler, action: 'askExtension', note: '需要到镇代理记账中心调取两年前的原始凭证，时间不够。', days: 5 } as const satisfies Step
const drafted = { after: 8, by: handler, action: 'draftReply', reply: answer } as const satisfies Step
const passed = { after: 9, by: supervisor, action: 'passReview', note: '答复具体，附有凭证。' } as const satisfies Step

export const stories: readonly Story[] = [
  { statement: '上个月财务公开里“路灯更换零工”这一笔，我天天从那里过，路灯没有换过，想问钱花在哪里。', filed: 0, village: 0, item: 'income-expense-detail', steps: [] },
  { statement: '村口到东塘的路修到一半停了两个月，下雨全是泥，什么时候接着修？', place: '村口至东塘路段', filed: 2, village: 0, item: 'project-plan', steps: [accepted] },
  { statement: '合同台账里东塘承包费写着欠款，去年也欠，为什么还让他接着包？', filed: 4, village: 1, item: 'contract-ledger', steps: [accepted, assigned] },
  { statement: '垃圾清运费比邻村高一倍，请公开是怎么定价的。', filed: 5, village: 1, item: 'income-expense-detail', steps: [accepted, assigned, { after: 3, by: handler, action: 'return', note: '清运合同由住建部门统一招标，应由住建局办理。' }] },
  { statement: '我家就在机动地边上，机动地承包没有看到招标公告，我是三组的，想知道是怎么定下来的。', filed: 6, village: 2, item: 'contract-ledger', person: { name: '演示群众甲', phone: '000-0000-0001' }, steps: [accepted, assigned, signed,
    { after: 3, by: triage, notes: '原文说到住处和组别，转给单位的文字里已经去掉。' }, { after: 4, by: handler, asks: '请问您说的是哪一块机动地？大约是哪一年承包出去的？' },
    { after: 4, writes: '东塘边上那块，靠我家菜园，前年春天包出去的。', passedOn: '东塘边上那块，前年春天包出去的。' }, { after: 5, writes: '又想起来，当时只贴了一天公告就撕了。' }] },
  { statement: '厂房租金收入这两个月都没有了，是没收上来还是没有公开？', filed: 18, village: 2, item: 'income-expense-detail', steps: [accepted, assigned, signed] },
  { statement: '两年前的鱼塘清淤款一直没有公开结算，请查一查。', filed: 9, village: 0, steps: [accepted, assigned, signed, asked] },
  { statement: '老小学校舍租出去的钱没有进账，账上看不到。', filed: 13, village: 0, item: 'contract-ledger', person: { name: '演示群众乙', phone: '000-0000-0002' }, steps: [accepted, assigned, signed, asked, { after: 8, by: supervisor, action: 'grantExtension', note: '同意延期五个工作日，请按期答复群众。', days: 5 }] },
  { statement: '慰问品发放名单里有人不住在村里，请核实。', filed: 10, village: 1, steps: [accepted, assigned, signed, { ...asked, after: 6 }, { after: 7, by: supervisor, action: 'refuseExtension', note: '名单就在村部，不需要延期，请抓紧核实。' }] },
  { statement: '沟渠清淤机械费单价太高，请说明用了几个台班。', filed: 9, village: 2, item: 'income-expense-detail', steps: [accepted, assigned, signed, drafted] },
  { statement: '光伏屋顶租金几年没有涨过，合同是谁签的？', filed: 12, village: 0, item: 'contract-ledger', steps: [accepted, assigned, signed, drafted, passed] },
  { statement: '村部电费一个月一千多，是不是装了空调没有关？', filed: 14, village: 1, item: 'income-expense-detail', steps: [accepted, assigned, signed, drafted, passed], rated: { after: 11, grade: 'satisfied', opinion: '说清楚了，就是答复慢了点。' } },
  { statement: '晒场租给外村人堆料，我们自己没有地方晒稻子。', filed: 16, village: 2, steps: [accepted, assigned, signed, { ...drafted, after: 5 }, { after: 6, by: supervisor, action: 'failReview', note: '没有写明何时腾出晒场，请补充后再报。' }, drafted, passed], rated: { after: 11, grade: 'verySatisfied', opinion: '晒场已经腾出来了，谢谢。' } },
  { statement: '去年秋天反映过的水泵，修好以后又坏了，请再派人看看。', filed: 40, village: 0, steps: [accepted, assigned, signed, drafted, passed] },
  { statement: '存款利息和去年对不上，少了几十块，请核对。', filed: 24, village: 1, item: 'income-expense-detail', steps: [accepted, { ...assigned, by: secondTriage }, signed, drafted, passed], rated: { after: 12, grade: 'dissatisfied', opinion: '只说核对过了，没有给我看单据。' } },
  { statement: '有人说村里的账不对。', filed: 3, village: 2, steps: [{ after: 1, by: triage, action: 'askMore', note: '请写明是哪一年、哪一笔账，金额大约多少。' }] },
  { statement: '去年的事到现在没有说法。', filed: 12, village: 1, steps: [{ after: 1, by: triage, action: 'askMore', note: '请写明是什么事、在哪里、什么时候。' }] },
  { statement: '村口电线杆歪了，怕倒下来砸到人。', filed: 2, village: 0, steps: [{ after: 1, by: triage, action: 'divert', routeCode: 'hotline' }] },
  { statement: '宅基地边界和邻居打官司，法院判得不公。', filed: 2, village: 2, steps: [{ after: 1, by: triage, action: 'proposeRejection', note: '已有生效判决，应当通过诉讼途径解决。', reasonCode: 'litigation', addressCode: 'court' }] },
  { statement: '邻县的亲戚家修路没有补偿款。', filed: 8, village: 1, steps: [{ after: 1, by: triage, action: 'proposeRejection', note: '事发地在邻县，不在本县。', reasonCode: 'not-county', addressCode: 'other-county' }, { after: 2, by: secondTriage, action: 'confirmRejection' }] },
  { statement: '土地确权的面积少了三分，仲裁还没有开庭。', filed: 9, village: 0, steps: [
    { after: 1, by: triage, action: 'proposeRejection', note: '正在仲裁，应当等待裁决。', reasonCode: 'litigation', addressCode: 'arbitration' }, { after: 2, by: secondTriage, action: 'confirmRejection' },
    { after: 6, complainant: { action: 'appeal', note: '仲裁的是承包合同，我问的是村里公开的面积为什么不对。' } }] },
  { statement: '文化广场的灯坏了，公开的维修费却照付。', filed: 7, village: 1, steps: [accepted, assigned, { after: 3, by: handler, action: 'return', note: '广场由住建部门管理，不属农业农村局。' },
    { after: 4, by: triage, action: 'assign', note: '维修费由住建局核定，请住建局办理。', responsibleUnitId: unitId.department('housing') }, { after: 5, by: officerId.handler('housing'), action: 'return', note: '资金由村集体支出，不属住建局。' }] },
  { statement: '高标准农田的沟渠和机耕路是两家单位修的，都说不归自己管。', filed: 8, village: 2, steps: [accepted, assigned, signed, { after: 4, by: supervisor, action: 'joinUnits', note: '涉及道路部分，请住建局协办。', unitIds: [unitId.department('housing')] }] },
  { statement: '集体鱼塘的租金收据号码不连，中间少了两张。', filed: 30, village: 0, item: 'contract-ledger', steps: [accepted, assigned, signed, drafted, passed,
    { after: 10, complainant: { action: 'rate', grade: 'dissatisfied', note: '少的两张收据没有解释。' } },
    { after: 11, by: supervisor, action: 'orderRedo', note: '答复没有回应缺号问题，请换人重新核对。' }, { ...signed, after: 12, by: secondHandler }, { ...drafted, after: 14, by: secondHandler }, { ...passed, after: 15 },
    { after: 16, complainant: { action: 'rate', grade: 'veryDissatisfied', note: '还是没有说清楚那两张收据。' } }] },
  { statement: '机动地怎么包出去的，村里没有开过会，也没有看到公告。', filed: 5, village: 2, steps: [accepted, { after: 2, by: triage, action: 'merge', note: '与此前反映机动地承包的投诉是同一事项。', into: 4 }] },
  { statement: '水费多收了一个月，后来已经退给我了。', filed: 6, village: 1, steps: [accepted, assigned, { after: 3, complainant: { action: 'withdraw', note: '水费已经退了，不用再查。' } }] },
  // It goes to the discipline body as a confidential report; of this one nothing but a shell is left among the complaints.
  { statement: '某村干部（演示）替人办低保收了两千元好处费，我有收条。', filed: 4, village: 1, person: { name: '演示投诉人', phone: '000-0000-0000' }, steps: [
    { after: 1, by: triage, action: 'askMore', note: '请写明是什么时候、有没有旁人在场。' }, { after: 2, complainant: { action: 'supplyMore', note: '去年十月，没有旁人，收条还在我手里。' } },
    { after: 2, by: triage, notes: '反映干部，宜保密转交。' }, { after: 3, by: triage, action: 'divert', routeCode: 'tip', note: '投诉人担心被人知道，请注意保密。' }] },
]
