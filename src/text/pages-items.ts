import type { Cadence } from '#rules/disclosures/days.ts'
import type { InBoth } from './language.ts'

const zh = {
  what: '这是什么',
  basis: '依据',
  cadence: '多久公开一次',
  cadences: { M: '每月', Q: '每季度', H: '每半年', A: '每年', E: '事情发生后10日内', none: '需要时' } as Record<Cadence, string>,
  noticeDays: '决定前公示',
  days: (days: number) => `不少于${days}天`,
  responsible: '谁来做（责任单位）',
  supervising: '谁来管（监督单位）',
  retired: '本县清单已不再要求公开这一事项；以前公开的内容仍可查看。',
  flow: '办事流程',
  flowLabel: (name: string) => `${name}流程图，文字内容见下面的步骤`,
  steps: '步骤、时限和材料',
  limit: '时限',
  materials: '材料',
  risks: '容易出问题的地方',
  risksLead: '发现下面的情况，可以直接投诉。',
  records: '看本村公开的内容',
  complainTitle: '对这件事有疑问？',
  complainLead: '没有公开、公开得不对、办事不按流程，都可以提出来。',
  complain: '我要投诉',
  about: '什么是这个事项、怎么办',
  allItems: '全部事项和办事流程',
  itemsTitle: (village: string) => `${village}：应当公开的事项`,
  itemsLead: '点开任何一项，可以看到依据、多久公开一次、办事流程和监督单位。',
}

type Words = typeof zh

const en: Words = {
  what: 'What this is',
  basis: 'Legal basis',
  cadence: 'How often it is published',
  cadences: { M: 'every month', Q: 'every quarter', H: 'every half-year', A: 'every year', E: 'within 10 days of the event', none: 'when needed' },
  noticeDays: 'Notice before the decision',
  days: days => `at least ${days} days`,
  responsible: 'Who does it (responsible unit)',
  supervising: 'Who watches (supervising unit)',
  retired: 'The list of this county no longer asks for this item; what was published before can still be read.',
  flow: 'How it is done',
  flowLabel: name => `${name}: flowchart; the steps below say the same in words`,
  steps: 'Steps, time limits and papers',
  limit: 'Time limit',
  materials: 'Papers',
  risks: 'Where it goes wrong',
  risksLead: 'If you see one of these, you can complain at once.',
  records: 'What this village published',
  complainTitle: 'Do you doubt something?',
  complainLead: 'Not published, published wrongly, or not done by these steps: say so.',
  complain: 'Complain',
  about: 'What this item is and how it is done',
  allItems: 'All items and procedures',
  itemsTitle: village => `${village}: what must be published`,
  itemsLead: 'Each item tells its legal basis, how often it is published, how it is done and who watches.',
}

/** The pages about the items of the list. */
export const itemTexts: InBoth<Words> = { 'zh-CN': zh, en }
