import type { IdentityReason } from '#rules/identity/request.ts'
import type { InBoth } from './language.ts'

/** Why an office wants to know who complained. */
export const identityReasonTexts: InBoth<Record<IdentityReason, string>> = {
  'zh-CN': { 'contact': '需要与投诉人当面联系', 'verify': '需要核实所反映的情况', 'protect': '需要保护投诉人', 'lawful-order': '司法、监察机关依法要求' },
  'en': { 'contact': 'the complainant has to be met', 'verify': 'what was said has to be checked', 'protect': 'the complainant needs protection', 'lawful-order': 'a court, prosecutor or supervisory commission ordered it' },
}

const zh = {
  ownTitle: '您留下的姓名和电话',
  ownLead: '这是密封保存的。除您凭查询码能看以外，别人要看，必须写明理由，并由两组保管人先后同意；每一次都会写进下面的办理过程。',
  name: '姓名', phone: '电话', helper: '代办人', forWhom: '替谁填的',
  why: (reason: string) => `理由：${reason}`,
}
const en: typeof zh = {
  ownTitle: 'The name and phone number you gave',
  ownLead: 'They are kept sealed. You see them by your code. Anybody else must say why, and two groups of custodians must agree, one after the other; each time is written below, in what happened.',
  name: 'Name', phone: 'Phone', helper: 'Helper', forWhom: 'Written for',
  why: reason => `Reason: ${reason}`,
}
export const identityTexts: InBoth<typeof zh> = { 'zh-CN': zh, en }
