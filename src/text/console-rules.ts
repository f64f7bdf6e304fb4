import type { RulePart } from '#rules/cases/rule-versions.ts'
import type { InBoth } from './language.ts'

const zh = {
  title: '案件规则',
  lead: '本县办理投诉的时限、不予受理的理由、其他渠道和督办卡。改动由一人提出、另一人决定，最早从明天起执行；已受理的投诉仍按原来的规则办。',
  parts: { limits: '办理时限', reasons: '不予受理的理由', routes: '其他渠道', cards: '督办卡' } satisfies Record<RulePart, string> as Record<RulePart, string>,
  partLeads: {
    limits: '未注明的均为工作日。', reasons: '不予受理时要选一条理由，并告诉群众应当去哪里反映。', routes: '不属于本平台的投诉，告诉群众其他渠道。', cards: '由系统按规则自动发出，蓝色提示、黄色预警、红色督办。',
  } satisfies Record<RulePart, string> as Record<RulePart, string>,
  change: '修改', propose: '提出', validFrom: '生效日期',
  changeTitle: (part: string) => `修改：${part}`,
  limit: '时限', now: '现行', coming: '将改为', room: '允许范围',
  groups: { desk: '受理', rejection: '不予受理', work: '分办和办理', extension: '延期', answer: '答复、评价、回访', redo: '重办和督办', after: '办结之后', light: '预警灯' },
  from: (day: string) => `${day}起`,
  code: '代号', zh: '中文', en: '英文', addresses: '应当去哪里', addAddress: '增加去处', addReason: '增加理由', addRoute: '增加渠道', remove: '删去',
  card: '督办卡', when: '发卡条件', to: '发给', copies: '抄送', answer: '书面说明', noCopies: '不抄送',
  answerWithin: (days: number) => `${days}个工作日内`, noAnswer: '不要求',
  params: {
    days: (n: number) => `受理后${n}个工作日`, within: (n: number) => `到期前${n}个工作日内`, percentUsed: (n: number) => `或用时达到${n}%`, times: (n: number) => `第${n}次`,
  },
  paramLabels: { days: '受理后几个工作日', within: '到期前几个工作日', percentUsed: '用时达到（%）', times: '第几次' },
  answerLabel: '几个工作日内书面说明（不填即不要求）', gives: '发这种卡', colour: '颜色',
  colours: { blue: '蓝色', yellow: '黄色', red: '红色' },
  proposed: '已提出，等待分办岗另一人决定。',
  before: (was: string, now: string) => `${was} → ${now}`,
  versions: '历次规则', version: '内容', standing: '状态', setBy: '提出 / 决定',
  standings: { coming: '未生效', inForce: '现行', past: '已失效' },
  common: (version: number) => `统一规则第${version}版`,
  empty: '没有',
}

type Words = typeof zh

const en: Words = {
  title: 'Rules for cases',
  lead: 'Time limits, grounds for rejection, other ways and cards of this county. One officer proposes a change, another decides; it holds from tomorrow at the earliest. Complaints under way keep their rules.',
  parts: { limits: 'Time limits', reasons: 'Grounds for rejection', routes: 'Other ways', cards: 'Cards' },
  partLeads: {
    limits: 'Working days unless the name says otherwise.', reasons: 'A rejection names one of these grounds and where the matter belongs.', routes: 'Where complainants are shown to with what is not for this platform.',
    cards: 'Given by the system: blue reminds, yellow warns, red is a fault.',
  },
  change: 'Change', propose: 'Propose', validFrom: 'In force from',
  changeTitle: part => `Change: ${part}`,
  limit: 'Limit', now: 'Now', coming: 'Coming', room: 'Room',
  groups: { desk: 'Acceptance', rejection: 'Rejection', work: 'Assignment and handling', extension: 'Extensions', answer: 'Answer, rating, return visit', redo: 'Redo and supervision', after: 'After closing', light: 'Warning light' },
  from: day => `from ${day}`,
  code: 'Code', zh: 'Chinese', en: 'English', addresses: 'Where it belongs', addAddress: 'Add a place', addReason: 'Add a ground', addRoute: 'Add a way', remove: 'Remove',
  card: 'Card', when: 'Given when', to: 'To', copies: 'Copies', answer: 'Explanation', noCopies: 'none',
  answerWithin: days => `within ${days} working days`, noAnswer: 'not asked',
  params: { days: n => `${n} working days after acceptance`, within: n => `due within ${n} working days`, percentUsed: n => `or ${n}% of the time used`, times: n => `time ${n}` },
  paramLabels: { days: 'Working days after acceptance', within: 'Working days before it is due', percentUsed: 'Share of the time used (%)', times: 'Which time' },
  answerLabel: 'Explanation within so many working days (empty: none)', gives: 'Give this card', colour: 'Colour',
  colours: { blue: 'Blue', yellow: 'Yellow', red: 'Red' },
  proposed: 'Proposed; another officer of the desk decides.',
  before: (was, now) => `${was} → ${now}`,
  versions: 'All versions', version: 'What was set', standing: 'State', setBy: 'Proposed / passed by',
  standings: { coming: 'Coming', inForce: 'In force', past: 'Past' },
  common: version => `Common rules, version ${version}`,
  empty: 'None',
}

/** The rules for cases of a county: what holds, what is coming, what is past. */
export const ruleWords: InBoth<Words> = { 'zh-CN': zh, en }
