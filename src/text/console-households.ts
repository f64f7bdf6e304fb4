import type { InBoth } from './language.ts'

const zh = {
  title: '村民码',
  lead: '有些内容只给本村村民看全。打印纸条，每户一张，当面发给村民；村民登录后填一次，一年内能看到本村的完整名单。谁用了哪个码，系统不记，您也看不到。',
  count: '要几张', countHelp: '按户数，一次最多300张。', make: '生成',
  onceTitle: '只显示这一次，请马上打印', once: '离开本页后不能再看，也没有人能查到。打印没有成功，就作废这一批，重新生成。',
  print: '打印', next: '打印好了',
  slipTitle: (village: string) => `${village} 村民码`, slipHow: (host: string) => `打开 ${host}/me，登录后填在“我是本村村民”一栏。只能用一次，不要给外村人。`, slipUntil: (day: string) => `${day}前有效`,
  batches: '已生成的批次', none: '还没有生成过。', madeAt: '生成时间', made: '张数', expiresOn: '有效到', state: '状态', valid: '有效', over: '已失效',
  end: '作废没用过的', endTitle: '作废这一批里没用过的码', endText: '纸条丢失或发错时作废。已经用过的不受影响。', ended: '已作废。', cancel: '取消',
}

/** The screen of a village clerk where codes for households are made. */
export const householdWords: InBoth<typeof zh> = {
  'zh-CN': zh,
  'en': {
    title: 'Household codes',
    lead: 'Some lists are shown in full to the people of the village alone. Print slips, one for a household, and hand them out in person; once signed in, a villager enters the code and reads the full lists for a year. Who used which code is recorded nowhere.',
    count: 'How many', countHelp: 'One for each household; at most 300 at a time.', make: 'Make',
    onceTitle: 'Shown this once: print now', once: 'When you leave this page nobody can see them again. If printing failed, end this batch and make another.',
    print: 'Print', next: 'They are printed',
    slipTitle: village => `${village} household code`, slipHow: host => `Open ${host}/me, sign in and enter it under “I live in this village”. It serves once; do not give it to others.`, slipUntil: day => `Valid until ${day}`,
    batches: 'Batches made', none: 'None was made yet.', madeAt: 'Made', made: 'Slips', expiresOn: 'Valid until', state: 'State', valid: 'valid', over: 'over',
    end: 'End the unused ones', endTitle: 'End the unused codes of this batch', endText: 'For slips that were lost or given to the wrong people. Codes that were used stay as they are.', ended: 'Ended.', cancel: 'Cancel',
  },
}
