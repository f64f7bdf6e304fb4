import type { TakedownReason } from '#rules/disclosures/takedown.ts'
import type { InBoth } from './language.ts'

const chinese = {
  title: '这条内容已紧急撤下',
  lead: '撤下的是内容，不是记录：什么时候、为什么撤下，都留在这里。改正以后会重新公开。',
  village: '村（社区）',
  period: '期间',
  version: '版本',
  versionValue: (version: number) => `第${version}版`,
  reason: '原因',
  at: '时间',
  again: '改正后的版本已经公开。',
  seeLatest: '看最新版本',
  toVillage: (name: string) => `回到${name}`,
  ask: '有疑问，可以提出',
  reasons: {
    'personal-data': '含有不应公开的个人信息', 'child': '涉及未成年人', 'wrong-person': '写错了人', 'secret': '含有依法不得公开的内容', 'other': '其他紧急情况',
  } satisfies Record<TakedownReason, string> as Record<TakedownReason, string>,
}

/** What stays of a record that was taken down. */
export const takedownTexts: InBoth<typeof chinese> = {
  'zh-CN': chinese,
  en: {
    title: 'This record was taken down',
    lead: 'Its content is gone, not the fact: when and why it went stays here. It will be published again once it is corrected.',
    village: 'Village',
    period: 'Period',
    version: 'Version',
    versionValue: version => `version ${version}`,
    reason: 'Why',
    at: 'When',
    again: 'A corrected version has been published.',
    seeLatest: 'See the latest version',
    toVillage: name => `Back to ${name}`,
    ask: 'Ask about it',
    reasons: {
      'personal-data': 'It held personal data that must not be public', 'child': 'It concerned a child', 'wrong-person': 'It named the wrong person',
      'secret': 'It held what the law keeps from the public', 'other': 'Another emergency',
    },
  },
}
