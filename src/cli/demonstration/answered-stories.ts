import type { RatingGrade } from '#rules/cases/events.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import { officerId, unitId } from './people.ts'
import type { Story } from './stories.ts'

/** A matter that was answered some time ago: with its rating, and where its complainant agreed, the question as everybody reads it. */
export type AnsweredStory = Story & {
  /** The public question; how far it has come, shown unless said otherwise. */
  readonly public?: { readonly question: string; readonly as?: 'shown' | 'waiting' | 'allowed' | undefined } | undefined
  readonly reply: CaseReply
  readonly department: string
}

type Told = { readonly village: number; readonly filed: number; readonly statement: string; readonly text: string; readonly found: string; readonly done: string; readonly item?: string; readonly grade: RatingGrade; readonly opinion: string; readonly question?: string; readonly as?: 'shown' | 'waiting' | 'allowed' }

function answeredBy(department: 'agriculture' | 'finance', name: string, told: Told): AnsweredStory {
  const [handler, supervisor] = [officerId.handler(department), officerId.supervisor(department)]
  const reply: CaseReply = { found: told.found, done: told.done, answeredBy: name, text: told.text }
  return {
    statement: told.statement, village: told.village, filed: told.filed, reply, department, ...(told.item !== undefined && { item: told.item }),
    steps: [
      { after: 1, by: officerId.triage, action: 'accept' },
      { after: 2, by: officerId.triage, action: 'assign', note: '请核对后答复。', responsibleUnitId: unitId.department(department) },
      { after: 3, by: handler, action: 'sign' },
      { after: 6, by: handler, action: 'draftReply', reply },
      { after: 7, by: supervisor, action: 'passReview', note: '答复具体。' },
    ],
    rated: { after: 9, grade: told.grade, opinion: told.opinion },
    ...(told.question !== undefined && { public: { question: told.question, as: told.as } }),
  }
}

const agriculture = (told: Told) => answeredBy('agriculture', '县农业农村局（演示）', told)
const finance = (told: Told) => answeredBy('finance', '县财政局（演示）', told)

export const answeredStories: readonly AnsweredStory[] = [
  agriculture({ village: 0, filed: 70, item: 'income-expense-detail', statement: '公开栏里有一笔零工费用没写是干什么活，我们想知道。', found: '核对凭证，这笔是清理东塘水渠的零工工资，六人各两天。', done: '已在公开内容里补写用途和人数。', text: '这笔零工费用是清理水渠的工资，原来摘要写得太简单，现已补写清楚。', grade: 'satisfied', opinion: '写清楚就好。', question: '公开的收支里有一笔零工费用没有写用途，是干什么的？' }),
  agriculture({ village: 0, filed: 66, item: 'contract-ledger', statement: '塘的承包费怎么比前些年低这么多，是不是照顾了谁。', found: '承包费三年前经村民代表会议公开竞价确定，最高出价者中标。', done: '竞价记录和会议记录已随合同台账公开。', text: '承包费由公开竞价确定，记录现已公开，欢迎查看。', grade: 'basicallySatisfied', opinion: '早就该公开。', question: '鱼塘承包费是怎么定下来的？' }),
  agriculture({ village: 0, filed: 63, statement: '灌溉的泵站晚上没人管，用水排不上队。', found: '泵站原来只有白天有人值守。', done: '用水高峰期增加夜间值守，排班表贴在泵站门口。', text: '已安排夜间值守并公布排班，用水按登记先后。', grade: 'verySatisfied', opinion: '晚上有人了。', question: '用水高峰期泵站晚上没有人值守，能不能安排？' }),
  agriculture({ village: 1, filed: 68, item: 'income-expense-detail', statement: '办公用品一买就是好几百，谁批的。', found: '发票和验收单齐全，由村务监督委员会签字。', done: '已公开购买清单。', text: '购买的是三个月的用品，清单已公开，今后按月公开。', grade: 'satisfied', opinion: '', question: '办公用品支出一次几百元，买的是什么？' }),
  agriculture({ village: 1, filed: 62, statement: '机耕路上堆了沙石，收割机过不去。', found: '沙石是施工单位临时堆放。', done: '三天内清走，并对施工单位提出要求。', text: '沙石已经清走，收割前不再堆放。', grade: 'dissatisfied', opinion: '清了一半，路边还有。' }),
  agriculture({ village: 2, filed: 65, statement: '土地流转的租金晚了一个季度才到。', found: '承租方资金周转，村里没有及时催收。', done: '租金已付清，合同补写了违约金。', text: '租金已经付清，今后逾期由承租方按合同付违约金。', grade: 'satisfied', opinion: '钱到了。', question: '土地流转的租金晚了一个季度，以后怎么办？', as: 'waiting' }),
  agriculture({ village: 0, filed: 30, item: 'income-expense-detail', statement: '村部装修公开的只有总数，分项在哪里看。', found: '分项清单在代理记账中心，没有随账公开。', done: '分项清单已作为附件公开。', text: '分项清单现已公开，可以在附件里查看。', grade: 'satisfied', opinion: '看到清单了。', question: '村部装修只公开了总数，分项在哪里看？', as: 'allowed' }),
  finance({ village: 0, filed: 69, item: 'farmland-subsidy', statement: '补贴面积和我家实际种的不一样，少算了。', found: '登记面积用的是前年的数，去年流转后没有更新。', done: '重新核对全组面积，少算的已补发。', text: '面积已按实际种植重新核对，少算的部分已补发。', grade: 'verySatisfied', opinion: '很好，非常满意谢谢', question: '补贴登记的面积和实际种植的不一样，怎么更正？' }),
  finance({ village: 0, filed: 64, statement: '低保名单公示的时间太短，还没看到就撤了。', found: '公示只贴了三天，应当不少于七天。', done: '重新公示七天，并在线上同步公开。', text: '已重新公示，今后线上长期可查。', grade: 'verySatisfied', opinion: '很好，非常满意！谢谢', question: '低保名单公示几天就撤了，在哪里还能看到？' }),
  finance({ village: 1, filed: 67, statement: '高龄津贴两个月没到账。', found: '银行换卡后账号没有更新。', done: '账号更新，两个月津贴已一并补发。', text: '津贴已补发，今后换卡由村里上门登记。', grade: 'verySatisfied', opinion: '很好，非常满意，谢谢', question: '换了银行卡以后津贴没有到账，怎么办？' }),
  finance({ village: 1, filed: 63, statement: '贫困学生补助怎么申请，村里没人说。', found: '申请通知没有张贴到村民组。', done: '通知已张贴，符合条件的由村里代办。', text: '申请条件和材料已张贴，村部可以代办。', grade: 'satisfied', opinion: '知道了。' }),
  finance({ village: 2, filed: 66, statement: '耕地补贴名单里有去世的人。', found: '两户死亡后没有及时停发。', done: '已停发并收回，名单每季度与户籍核对一次。', text: '已停发并收回，今后每季度核对。', grade: 'satisfied', opinion: '改了就好。', question: '补贴名单多久核对一次？' }),
]

/** Typical cases of the county: one chosen among the public answers, by the number of its story, and two written freely. */
export const typicalStories: readonly { readonly title: string; readonly question: string; readonly answer: string; readonly of?: number; readonly isWaiting?: boolean }[] = [
  { title: '补贴面积按实际种植更正', question: '补贴登记的面积和实际种植的不一样。', answer: '登记用的是旧数。重新核对全组面积，少算的补发，多算的下一年扣减，核对结果张贴公示。', of: 7 },
  { title: '租金收据缺号的处理', question: '有村民发现集体资产租金的收据号码不连续。', answer: '查明是作废收据没有存档。由镇代理记账中心收回全部空白收据，改用电子收据，旧收据逐张登记公开。' },
  { title: '工程分项公开', question: '有的村公开工程只写总数，看不出每一项花了多少。', answer: '县里要求十万元以上的工程随账公开分项清单和验收照片，全县比照补齐。', isWaiting: true },
]
