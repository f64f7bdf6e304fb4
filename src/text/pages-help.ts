import type { CaseLimits } from '#rules/cases/case-rules.ts'
import type { InBoth } from './language.ts'
import { counted, days, workingDays } from './values.ts'

/** One part of the help page: a heading and what stands under it. `steps` are numbered. */
export type HelpPart = { readonly id: string; readonly title: string; readonly text: readonly string[]; readonly steps?: readonly string[] }

type Words = {
  readonly title: string
  readonly lead: string
  readonly statesTitle: string
  readonly statesLead: string
  /** Whose limits the page gives: a county's, or the common ones, from which a county may differ. */
  readonly limitsOf: (county: string) => string
  readonly limitsCommon: string
  readonly parts: (limits: CaseLimits) => readonly HelpPart[]
}

const chinese: Words = {
  title: '怎么用',
  statesTitle: '每一步是什么意思',
  statesLead: '用查询码查到的进度，一般是下面其中之一。',
  limitsOf: county => `下面的期限是${county}的。`,
  limitsCommon: '下面的期限是通用的，各县可以另定。从您村的页面点“帮助”，看到的就是本县的。',
  lead: '三件事：看村里公开了什么，对哪一处有疑问就问，凭查询码看答复。',
  parts: limits => [
    {
      id: 'read', title: '怎么看', text: ['看公开内容不用登录，不用装软件。'],
      steps: ['用微信扫村口或公开栏上的二维码，或从首页选村。', '村页上先看“最近公开和更正”，也可以分类看，或输入“低保”“电费”这样的词查找。', '点开一条，可以看每一笔明细、附件，以及改过几次、为什么改。'],
    },
    {
      id: 'ask', title: '怎么问', text: ['该公开没公开、公开得不清楚、账目名单有疑问、工程质量、办事拖拉，都可以问。'],
      steps: ['看到哪一行、哪个数不明白，就点它旁边的“问”。', '用自己的话写什么事，可以附照片。姓名电话可以不留。', '提交后记下20位查询码。'],
    },
    {
      id: 'who', title: '谁看得到我', text: [
        '不留姓名，没有人知道您是谁。我们不记录您的手机型号和网络地址。',
        '留了姓名电话，会单独加密封存，只有县里指定的保管人能打开，每次打开都有记录。办理单位和村里只看到事情，看不到人。',
      ],
    },
    {
      id: 'when', title: '多久有答复', text: [
        `提交后${limits.accept}个工作日内受理，受理后${limits.assign}个工作日内转到责任单位，受理后${limits.handle}个工作日内答复。`,
        limits.mostExtensions === 0 ? '办理期限不能延长。'
          : `情况复杂的，责任单位可以申请延期，每次最多${limits.extensionDays}个工作日，最多${limits.mostExtensions}次；为什么延期、谁同意的，您都能看到。`,
        '工作日按国务院办公厅的放假调休通知计算，每个日期怎么算的都能点开看。',
      ],
    },
    {
      id: 'rate', title: '怎么评价', text: [`答复后${limits.rateCalendarDays}天内，凭查询码可以从“非常满意”到“非常不满意”评价，还可以写意见。只有您能评价，工作人员改不了。`],
    },
    {
      id: 'not-here', title: '哪些不在这里', text: [
        '举报干部贪污受贿等违纪违法：走“保密举报”（投诉表第一问就有入口），或拨打 12388。内容加密，村里、乡镇和被反映的单位都不会知道。',
        '正在有人身危险：请拨打 110、119 或 120。',
        '已经在打官司、已有法院判决的事：请走诉讼渠道。',
      ],
    },
    {
      id: 'true', title: '怎么知道没被偷偷改过', text: ['公开过的内容只能更正，不能删除。每次更正都写明原因，旧的一版还能看。每一版都有一个“核对码”，改一个字就对不上。'],
    },
    {
      id: 'old', title: '不会用手机怎么办', text: ['可以请家人、邻居、村干部代看代填：代填的人在投诉表里点“替别人填的？”，写明替谁填。查询码请自己收好。每一页都能打印。手机字太小，可以在手机设置里调大，网页会跟着变大。'],
    },
  ],
}

/** How everything works, in plain words. */
export const helpTexts: InBoth<Words> = {
  'zh-CN': chinese,
  en: {
    title: 'How it works',
    statesTitle: 'What each step means',
    statesLead: 'What you see with your code is usually one of these.',
    limitsOf: county => `The limits below are those of ${county}.`,
    limitsCommon: 'The limits below are the common ones; a county may set its own. Help opened from the page of your village shows those of your county.',
    lead: 'Three things: see what your village has published, question what you doubt, and read the answer with your code.',
    parts: limits => [
      {
        id: 'read', title: 'Reading', text: ['No sign-in and no app is needed to read.'],
        steps: ['Scan the QR code on the notice board, or choose your village from the start page.', 'The village page shows what was published or corrected last. Choose a category, or search for a word.', 'A record shows every line, its attachments, and how often and why it was corrected.'],
      },
      {
        id: 'ask', title: 'Asking', text: ['Ask about what should have been published and was not, about unclear accounts and lists, poor works or slow service.'],
        steps: ['Tap “Ask” beside the line or figure you doubt.', 'Say what it is about in your own words; add photos if you like. Name and phone are optional.', 'Keep the 20-digit code you get.'],
      },
      {
        id: 'who', title: 'Who can see me', text: [
          'Without a name, nobody knows who you are. Your phone and network address are not recorded.',
          'A name and phone number are sealed by themselves. Only custodians named by the county can open them, and every opening is recorded. The unit and the village see the matter, never the person.',
        ],
      },
      {
        id: 'when', title: 'How long it takes', text: [
          `Accepted within ${workingDays(limits.accept)}, passed to the responsible unit within ${workingDays(limits.assign)} of that, and answered within ${workingDays(limits.handle)} of acceptance.`,
          limits.mostExtensions === 0 ? 'The time to answer is never extended.'
            : `For a complex matter the unit may ask for more time, at most ${workingDays(limits.extensionDays)} each and at most ${counted(limits.mostExtensions, 'time', 'times')}. You can read why, and who allowed it.`,
          'Working days follow the State Council’s notices of holidays and make-up days; every date can be opened to see how it was counted.',
        ],
      },
      { id: 'rate', title: 'Rating', text: [`Within ${days(limits.rateCalendarDays)} of the answer you can rate it with your code, from very satisfied to very dissatisfied, and add a comment. Only you can; no official can change it.`] },
      {
        id: 'not-here', title: 'What does not belong here', text: [
          'Corruption or bribery by an official: report in confidence (the first question on the complaint form leads there), or call 12388. It is sealed; neither village, township nor unit learns of it.',
          'Danger to life: call 110, 119 or 120.',
          'A matter that is before a court or has been judged: please go through the courts.',
        ],
      },
      { id: 'true', title: 'How I know that nothing was quietly changed', text: ['What was published can be corrected but never deleted. Every correction says why, and the old version can still be read. Each version has a fingerprint that changes with every character.'] },
      { id: 'old', title: 'Without a smartphone', text: ['Family, neighbours or a village official can read and fill in for you: whoever does taps “Writing for somebody else?” on the form and says for whom. Keep the code yourself. Every page can be printed, and text grows with the setting of your phone.'] },
    ],
  },
}
