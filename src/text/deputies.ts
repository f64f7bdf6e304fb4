import type { DeputyReason } from '#rules/policy/deputies.ts'
import type { InBoth } from './language.ts'

const zh = {
  title: '代理（AB角）',
  lead: '离开岗位几天，可以请本单位的同事代理。代理人用自己的账号登录，在页面顶部切换到您的岗位办理；记录写代理人的姓名，注明代谁办理。回避两个人都算，需要两个人办的事，代理人和被代理人只算一个人。',
  keeps: '您自己的账号照常可用，手头的事不转走。',
  notLent: '您的岗位不能代理：检举控告、身份保管和三员管理靠两三个人互相制约。',
  name: '指定代理人', whose: '代谁', deputy: '代理人', choose: '请选择', from: '从', to: '到（含当天）', reason: '原因', send: '指定', nobody: '本单位现在没有岗位相合、能登录的同事，无法指定代理人。',
  named: '已指定，已通知两个人。', ended: '已结束，已通知两个人。',
  list: '代理安排', none: '最近三个月没有代理安排。', term: '日期', state: '状态', isNow: '代理中', isComing: '未开始', isOver: '已结束', endedOn: (day: string) => `${day}提前结束`, namedBy: '指定人',
  end: '结束代理', endTitle: '结束这项代理', endText: (deputy: string, absent: string) => `${deputy}从现在起不再代理${absent}的岗位。已经办的事不变。`, cancel: '取消',
  inPostOf: (deputy: string, absent: string) => `${deputy}（代${absent}）`,
  acting: (absent: string, role: string, day: string) => `您正在代理${absent}的岗位（${role}），到${day}为止。办的事记您的姓名，注明代${absent}办理。`,
  back: '回到自己的岗位', stepIn: (absent: string) => `代理${absent}`, lent: '代理的岗位',
}
type Words = typeof zh

/** Deputies: their screen, the switch in the head of the console, and how what they did is named. */
export const deputyTexts: InBoth<Words> = {
  'zh-CN': zh,
  'en': {
    title: 'Deputies',
    lead: 'For some days away a colleague of the same unit can do your post. The deputy signs in with his own account and steps into your post at the head of the page; what is done bears his name and says for whom. Conflicts of either keep him away, and where two people are needed, the two of you count as one.',
    keeps: 'Your own account works as before, and your work stays yours.',
    notLent: 'Your post is not lent: confidential reports, sealed names and the three administrators rest on people who watch each other.',
    name: 'Name a deputy', whose: 'For whom', deputy: 'Deputy', choose: 'Please choose', from: 'From', to: 'To (that day included)', reason: 'Reason', send: 'Name the deputy', nobody: 'Nobody of your unit with a duty that fits can sign in, so no deputy can be named.',
    named: 'Named; both have been told.', ended: 'Ended; both have been told.',
    list: 'Who stands in for whom', none: 'There was no deputy in the last three months.', term: 'Days', state: 'State', isNow: 'stands in now', isComing: 'to come', isOver: 'over', endedOn: day => `ended early on ${day}`, namedBy: 'Named by',
    end: 'End', endTitle: 'End this deputyship', endText: (deputy, absent) => `From this moment ${deputy} no longer stands in for ${absent}. What was done stays as it is.`, cancel: 'Cancel',
    inPostOf: (deputy, absent) => `${deputy} (for ${absent})`,
    acting: (absent, role, day) => `You act in the post of ${absent} (${role}), until ${day}. What you do bears your name and says that it was for ${absent}.`,
    back: 'Back to your own post', stepIn: absent => `Stand in for ${absent}`, lent: 'Lent to you',
  },
}

/** Why somebody is away. */
export const deputyReasonTexts: InBoth<Record<DeputyReason, string>> = {
  'zh-CN': { 'leave': '休假', 'sick-leave': '病假', 'business-trip': '出差', 'training': '学习培训', 'other': '其他' },
  'en': { 'leave': 'leave', 'sick-leave': 'sick leave', 'business-trip': 'business trip', 'training': 'training', 'other': 'other' },
}
