import type { InBoth } from './language.ts'

const zh = {
  title: '单位和任期',
  lead: '单位一个一个地设立、改名、撤销，职务和任期一个人一个人地改。以前的事仍用当时的名称。延长任期、登记为负责人，要由安全管理员批准后才生效。',
  make: '设立单位', makeTitle: (place: string) => `在${place}设立单位`, zh: '单位全称', en: '英文名称（选填）', kind: '单位类别', choose: '请选择', made: '单位已设立。人员在“账号”里申请。',
  rename: '改名', renameTitle: (unit: string) => `${unit}改名`, renameText: '从现在起用新名称；以前的投诉记录仍显示原来的名称。', renamed: '已改名。',
  end: '撤销', endTitle: (unit: string) => `撤销${unit}`, endText: '单位里没有人任职、没有未办结的工作、没有绑定事项，也没有下级单位，才能撤销。以前的记录保留。', ended: '单位已撤销。', endedOn: (day: string) => `${day}撤销`,
  formerly: (name: string, day: string) => `${day}以前：${name}`,
  change: '更改', changeTitle: (person: string) => `更改${person}的任职`, postTitle: '职务（选填）', to: '任期到哪天为止（选填）', toHint: '从这一天起不能再登录。', isHead: '本单位负责人', headHint: '不再任负责人的，由分办岗登记。',
  changed: '已更改，当时生效。', asked: '已提交，等安全管理员批准。', save: '保存', reason: '理由（不少于4个字）', tooShort: '请写明理由，不少于4个字。',
  waiting: '等待批准的任职变更', noEnd: '没有结束日期', until: (day: string) => `到${day}`, becomesHead: '登记为负责人', noTitle: '没有职务', askedBy: (who: string, when: string, until: string) => `${who}提交于${when}，${until}前有效`,
  grant: '批准', granted: '已批准，当时生效。', withdraw: '撤回', withdrawn: '已撤回。',
  term: '任期', from: '从哪天起（选填）', fromHint: '不填就从批准那天起。',
}

type Words = typeof zh

const en: Words = {
  title: 'Units and terms',
  lead: 'Units are made, renamed and ended one by one, and titles and terms are changed person by person. What happened before keeps the name of then. A longer term and a headship count once the security administrator has granted them.',
  make: 'Make a unit', makeTitle: place => `Make a unit in ${place}`, zh: 'Full name in Chinese', en: 'Name in English (optional)', kind: 'Kind of unit', choose: 'Please choose', made: 'The unit is made. Ask for its people under “Accounts”.',
  rename: 'Rename', renameTitle: unit => `Rename ${unit}`, renameText: 'The new name counts from now on; complaints of before keep the name of then.', renamed: 'The unit has its new name.',
  end: 'End', endTitle: unit => `End ${unit}`, endText: 'A unit ends when nobody holds a post there, it has no open work, no item is bound to it and no unit stands below it. What is written stays.', ended: 'The unit has ended.', endedOn: day => `ended on ${day}`,
  formerly: (name, day) => `until ${day}: ${name}`,
  change: 'Change', changeTitle: person => `Change the post of ${person}`, postTitle: 'Title (optional)', to: 'Term ends on (optional)', toHint: 'From this day on there is no access.', isHead: 'Head of the unit', headHint: 'That somebody is the head no longer is entered by the triage desk.',
  changed: 'Changed; it counts from this moment.', asked: 'Asked for; it waits for the security administrator.', save: 'Save', reason: 'Reason (at least 4 characters)', tooShort: 'Please give a reason of at least 4 characters.',
  waiting: 'Changes of posts that wait', noEnd: 'without an end', until: day => `until ${day}`, becomesHead: 'becomes the head', noTitle: 'no title', askedBy: (who, when, until) => `asked by ${who}, ${when}; until ${until}`,
  grant: 'Grant', granted: 'Granted; it counts from this moment.', withdraw: 'Withdraw', withdrawn: 'Withdrawn.',
  term: 'Term', from: 'From (optional)', fromHint: 'Left empty, from the day of the grant.',
}

/** Units one by one, and what a post says of its holder. */
export const unitWords: InBoth<Words> = { 'zh-CN': zh, en }
