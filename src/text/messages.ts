import type { MessageChannel, MessageTemplate } from '#rules/messages/hours.ts'
import type { InBoth } from './language.ts'

/**
 * The sentences that leave the platform. They are all there is: no case, no place, no name, so that whoever reads over a shoulder, or a
 * gateway's log, learns only that the platform has something to say. In both languages, because nobody knows the reader's.
 */
export const messageTexts: Readonly<Record<MessageTemplate, string>> = {
  'progress': '【一点通】您在平台上有一条新消息，请凭查询码查看。You have a new message: look it up with your code.',
  'work-waits': '【一点通】您的工作台有新的待办事项。Work has come to your desk.',
  'reminder': '【一点通】您的工作台有事项临近或超过期限。Something on your desk is due or overdue.',
  'village': '【一点通】您关注的村有新公开，请到“我的清单”查看。A village you follow has published: see “My list”.',
  'account': '【一点通】您的账号有异常登录尝试或安全设置变动，请登录后查看“账号安全”。不是您本人操作的，请更换密码。Something was tried or changed on your account: see Account security.',
  'sign-in-code': '【一点通】验证码{code}，5分钟内有效。不要告诉任何人，工作人员不会向您要。Your code: {code}. Tell nobody.',
}

/** Of an e-mail, which must have one: the name and nothing else. */
export const messageSubject = '一点通 Yidiantong'

const zh = {
  title: '有进展时告诉我',
  lead: '可以不填。消息只说“您有一条新消息”，不写什么事。号码单独加密，办理单位和村里看不到，只用来发这种消息。',
  phone: '手机号',
  phoneHelp: '不想再收短信，清空后再点一次。',
  save: '保存',
  saved: '已保存。受理、延期、答复、需要您补充或回答时会发短信，早8点到晚8点之间。',
  removed: '已取消，不再发短信。',
  isTold: '现在会给您留的手机号发短信。',
  wrong: '手机号不对，请检查数字。',
  wechat: '用微信告诉我',
  wechatStop: '不再用微信告诉我',
  wechatIsTold: '现在会用微信告诉您。',
  wechatRemoved: '已取消，微信编号已删除。',
  wechatTitle: '用微信告诉您',
  wechatLead: '您同意后，微信会给我们一个编号，只在本公众号里认得出您的微信。我们不取昵称、头像和手机号。',
  wechatKept: '编号单独加密保存，只用来发这种消息，不和您的其他投诉连在一起。取消后马上删除。',
  wechatFirst: '请在微信里打开本页，并先关注本公众号，不然微信不让发。',
  wechatAgree: '同意，去微信确认',
  wechatTooMany: (minutes: number) => `刚才要的次数太多，请过${minutes}分钟再试。`,
  wechatSaved: '已保存，有新消息时会用微信告诉您。',
  wechatFailed: '没有办成：这次确认已经用过、超过了时间，或者不是从这部手机开始的。请回到刚才的页面，再点一次“用微信告诉我”。',
  wechatDown: '微信那边没有回应。请过几分钟再试，或者留手机号。您的投诉不受影响。',
  trialTitle: '演示：本应发出的消息',
  trialLead: '没有配置短信、微信、邮件网关时，消息写在这里，不会真的发出。地址只显示后四位。',
  trialNone: '还没有消息。',
}

/** What a resident is told about short messages, and the page where a demonstration shows them. */
export const contactTexts: InBoth<typeof zh> = {
  'zh-CN': zh,
  'en': {
    title: 'Tell me of progress',
    lead: 'You need not. A message says only “you have a new message”, never what it is about. The number is sealed by itself; unit and village never see it, and it is used for nothing else.',
    phone: 'Mobile number',
    phoneHelp: 'To stop, clear it and press the button again.',
    save: 'Save',
    saved: 'Saved. You will be told when it is accepted, given more time or answered, or when you are asked something; between 8 in the morning and 8 in the evening.',
    removed: 'Taken away: no more messages.',
    isTold: 'Messages go to the number you left.',
    wrong: 'This is not a mobile number; please check the digits.',
    wechat: 'Tell me by WeChat',
    wechatStop: 'No longer tell me by WeChat',
    wechatIsTold: 'You are told by WeChat.',
    wechatRemoved: 'Taken away; the id of WeChat is deleted.',
    wechatTitle: 'Told by WeChat',
    wechatLead: 'If you agree, WeChat gives us an id that recognises your WeChat within this official account alone. We take neither your name nor your picture nor your number.',
    wechatKept: 'The id is sealed by itself, used for these messages alone, and never tied to other complaints of yours. When you stop, it is deleted at once.',
    wechatFirst: 'Open this page inside WeChat and follow this official account first: otherwise WeChat lets no message through.',
    wechatAgree: 'Agree, and go on to WeChat',
    wechatTooMany: minutes => `This was asked for too often. Please try again in ${minutes} minutes.`,
    wechatSaved: 'Saved: you will be told by WeChat when there is something new.',
    wechatFailed: 'It did not work: this was used before, took too long, or began on another phone. Please go back to where you came from and tap “Tell me by WeChat” again.',
    wechatDown: 'WeChat does not answer. Please try again in a few minutes, or leave a number. Your complaint is not affected.',
    trialTitle: 'Demonstration: messages that would have been sent',
    trialLead: 'Where no gateway for text messages, WeChat or mail is configured, messages are written here and go nowhere. Only the last four characters of an address are shown.',
    trialNone: 'No messages yet.',
  },
}

export const channelTexts: InBoth<Record<MessageChannel, string>> = { 'zh-CN': { sms: '短信', wechat: '微信', email: '邮件' }, 'en': { sms: 'text message', wechat: 'WeChat', email: 'e-mail' } }

const staffZh = {
  title: '消息提醒',
  lead: '有新的待办或临近期限时提醒您，只在工作日的8:30到17:30。消息里不写是什么事，也不写是谁的事。',
  sms: '手机号', email: '邮箱',
  isSet: '已设置；填新的会替换，清空后保存则取消。', notSet: '没有设置。', save: '保存', saved: '已保存。', removed: '已取消。',
}

/** The console's page where an officer says how to be told. */
export const contactStaffWords: InBoth<typeof staffZh> = {
  'zh-CN': staffZh,
  'en': {
    title: 'Messages to you',
    lead: 'You are told when work comes to your desk or falls due, on working days from 8:30 to 17:30. A message says neither what it is about nor whom it concerns.',
    sms: 'Mobile number', email: 'E-mail',
    isSet: 'Set. Another one takes its place; saved empty it is taken away.', notSet: 'Not set.', save: 'Save', saved: 'Saved.', removed: 'Taken away.',
  },
}
