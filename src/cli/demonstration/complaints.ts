import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { isWorkingDay, nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import type { RatingGrade } from '#rules/cases/events.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import { namedId } from '#platform/crypto/named-id.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { findNewestOfItem } from '#records/disclosures.ts'
import { getOfficer } from '#records/officers.ts'
import { closeSilentCases } from '#actions/close-cases.ts'
import { fileComplaint } from '#actions/complaints.ts'
import type { Context } from '#actions/context.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { rateCase } from '#actions/tracking.ts'
import { insist, onDay } from './disclosures.ts'
import { mainVillages, officerId, unitId } from './people.ts'

/** What happens to a demonstration case, each step on the n-th working day after filing. */
type Step = { readonly after: number; readonly by: string } & Omit<CaseMove, 'asOf'>
type Story = {
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

const { triage, secondTriage } = officerId
const handler = officerId.handler('agriculture')
const supervisor = officerId.supervisor('agriculture')
const responsibleUnitId = unitId.department('agriculture')

const answer: CaseReply = {
  found: '经现场查看并核对账目凭证，该笔支出手续齐全，但公开时摘要写得太简单。', done: '已补充公开用工清单和单价，并在公开栏张贴。', nextStep: '下月起零工支出逐人公开。',
  answeredBy: '县农业农村局（演示）', text: '您反映的问题已经核实，账实相符；公开不够清楚之处已经补正，感谢监督。',
}

const accepted: Step = { after: 1, by: triage, action: 'accept' }
const assigned: Step = { after: 2, by: triage, action: 'assign', note: '账务类事项，请核对凭证后答复。', responsibleUnitId }
const signed: Step = { after: 3, by: handler, action: 'sign' }
const asked: Step = { after: 7, by: handler, action: 'askExtension', note: '需要到镇代理记账中心调取两年前的原始凭证，时间不够。', days: 5 }
const drafted: Step = { after: 8, by: handler, action: 'draftReply', reply: answer }
const passed: Step = { after: 9, by: supervisor, action: 'passReview', note: '答复具体，附有凭证。' }

const stories: readonly Story[] = [
  { statement: '上个月财务公开里“路灯更换零工”这一笔，我天天从那里过，路灯没有换过，想问钱花在哪里。', filed: 0, village: 0, item: 'income-expense-detail', steps: [] },
  { statement: '村口到东塘的路修到一半停了两个月，下雨全是泥，什么时候接着修？', place: '村口至东塘路段', filed: 2, village: 0, item: 'project-plan', steps: [accepted] },
  { statement: '合同台账里东塘承包费写着欠款，去年也欠，为什么还让他接着包？', filed: 4, village: 1, item: 'contract-ledger', steps: [accepted, assigned] },
  { statement: '垃圾清运费比邻村高一倍，请公开是怎么定价的。', filed: 5, village: 1, item: 'income-expense-detail', steps: [accepted, assigned, { after: 3, by: handler, action: 'return', note: '清运合同由住建部门统一招标，应由住建局办理。' }] },
  { statement: '机动地承包没有看到招标公告，想知道是怎么定下来的。', filed: 6, village: 2, item: 'contract-ledger', person: { name: '演示群众甲', phone: '000-0000-0001' }, steps: [accepted, assigned, signed] },
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
]

const sweptBefore = 4 // working days ago

/** Files the demonstration's complaints and moves each as far as its story goes. Returns how many. */
export async function fileDemonstrationCases(context: Context): Promise<number> {
  const isOld = (story: Story) => story.filed - (story.rated?.after ?? 0) > sweptBefore
  const numbered = stories.map((story, n) => ({ story, n }))
  for (const { story, n } of numbered.filter(each => isOld(each.story))) await tell(context, story, n)
  // The nightly sweep as it ran then: what was rated, or silent for longer than the rule allows, is closed.
  await closeSilentCases(onDay(context, workingDaysBefore(context, sweptBefore)))
  for (const { story, n } of numbered.filter(each => !isOld(each.story))) await tell(context, story, n)
  return stories.length
}

async function tell(context: Context, story: Story, n: number): Promise<void> {
  const filedOn = workingDaysBefore(context, story.filed)
  const dayAfter = (days: number) => days === 0 ? filedOn : nthWorkingDayAfter(context.calendar, filedOn, days).day
  const villageCode = mainVillages[story.village]!
  const about = story.item ? await newestRow(context, villageCode, story.item) : undefined
  const filed = insist(await fileComplaint(onDay(context, filedOn, 8), {
    villageCode, statement: story.statement, photos: [], idempotencyKey: namedId(`demonstration complaint ${n}`), channel: 'web',
    ...(story.place && { place: story.place }), ...(story.person && { person: story.person }), ...(about && { about }),
  }), story.statement)
  const id = (await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, filed.receiptCode)))!
  for (const [i, { after, by, ...move }] of story.steps.entries()) {
    insist(await moveCase(onDay(context, dayAfter(after), 10 + i % 8), await getOfficer(context.db, by), id, { ...move, asOf: i + 1 }), `${move.action}: ${story.statement}`)
  }
  if (story.rated) insist(await rateCase(onDay(context, dayAfter(story.rated.after), 19), filed.receiptCode, story.rated), `rate: ${story.statement}`)
}

function workingDaysBefore(context: Context, count: number): PlainDate {
  let day = context.clock.today()
  while (!isWorkingDay(context.calendar, day)) day = addDays(day, -1)
  for (let left = count; left > 0;) {
    day = addDays(day, -1)
    if (isWorkingDay(context.calendar, day)) left -= 1
  }
  return day
}

async function newestRow(context: Context, villageCode: number, item: string) {
  const found = (await findNewestOfItem(context.db, villageCode, item))!
  return { disclosureId: found.id, version: found.currentVersion, ...(found.rowCount > 1 && { rowSeq: 2, ...(item === 'contract-ledger' && { fieldKey: 'price' }) }) }
}
