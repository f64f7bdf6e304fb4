import type { Verdict } from '#rules/cases/events.ts'
import type { ComplainantAction } from '#rules/cases/states.ts'
import type { InBoth } from './language.ts'

/** What the complainant can do beside rating, as a small form each. */
export type ActWords = { readonly title: string; readonly lead: string; readonly label?: string; readonly help?: string }

type Words = {
  readonly acts: Readonly<Record<Exclude<ComplainantAction, 'rate'>, ActWords>>
  readonly until: (day: string) => string
  readonly question: string
  readonly done: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly notice: string
  readonly parts: string
  readonly part: (n: number) => string
  readonly more: string
}

/** The tracking page once a complaint has a longer life: what is asked, appealed, reopened, withdrawn, divided. */
export const trackingActTexts: InBoth<Words> = {
  'zh-CN': {
    acts: {
      supplyMore: { title: '请补充情况', lead: '等您补充期间，办理时间暂停计算。', label: '补充的情况', help: '时间、地点、金额、经过，知道多少写多少，2至1000字。' },
      revive: { title: '补充情况，恢复办理', lead: '因为没有按时补充，投诉停在这里。现在补上就能恢复。', label: '补充的情况', help: '2至1000字。' },
      appeal: { title: '不服可以申诉一次', lead: '由没有参与过的人重新看，结果会告诉您。', label: '申诉的理由', help: '4至1000字。' },
      confirmSolved: { title: '问题还是解决的吗？', lead: '请您告诉我们现在怎么样。只有您能回答；没有解决的，监督部门会联系您。', label: '还想说什么？', help: '可不填。' },
      reportUnsolved: { title: '没有解决', lead: '会由监督部门联系、回访。', label: '现在是什么情况？', help: '可不填。' },
      reopen: { title: '有新的情况，重新办理', lead: '请写清与上次不同的新情况，会重新确定办理单位和期限，已经用去的时间照样累计。', label: '新的情况', help: '10至1000字。' },
      withdraw: { title: '不想再查了？', lead: '撤回以后就不再办理，也不能恢复。工作人员不能替您撤回，也不能要求您撤回。', label: '为什么撤回？', help: '可不填。' },
    },
    until: day => `截止：${day}`,
    question: '受理单位问您：',
    done: '已经收到。',
    verdicts: { jointVisit: '决定：受理单位和监督部门一同上门，并换人重新办理', supervise: '决定：列为督办，换人限期重新办理', writtenFinding: '决定：书面说明请求没有依据，办结' },
    notice: '依据的放假通知',
    parts: '您的投诉分成了几件，各有各的期限、答复和评价：',
    part: n => `第${n}件`,
    more: '其他',
  },
  en: {
    acts: {
      supplyMore: { title: 'Please add to it', lead: 'While you are asked, the clock stands still.', label: 'What you can add', help: 'When, where, how much, what happened: as much as you know, 2 to 1,000 characters.' },
      revive: { title: 'Add to it, and it goes on', lead: 'Nothing was added in time, so it stopped. Add it now and it goes on.', label: 'What you can add', help: '2 to 1,000 characters.' },
      appeal: { title: 'You may appeal once', lead: 'Somebody who had no part in it looks again and tells you the result.', label: 'Why it should be accepted', help: '4 to 1,000 characters.' },
      confirmSolved: { title: 'Is it still solved?', lead: 'Please say how it is now; only you can. If it is not solved, the supervising unit will call on you.', label: 'Anything else?', help: 'Optional.' },
      reportUnsolved: { title: 'Not solved', lead: 'The supervising unit will call on you.', label: 'How is it now?', help: 'Optional.' },
      reopen: { title: 'New facts? Reopen it', lead: 'Say what is different from last time. A unit and a day are set anew; the time used before still counts.', label: 'The new facts', help: '10 to 1,000 characters.' },
      withdraw: { title: 'Withdraw it?', lead: 'Then nobody handles it any more, and it cannot be taken back. No official can withdraw it for you or ask you to.', label: 'Why?', help: 'Optional.' },
    },
    until: day => `Until ${day}`,
    question: 'The desk asks you:',
    done: 'It has arrived.',
    verdicts: {
      jointVisit: 'Decision: the desk and the supervising unit visit together, and somebody else does it again',
      supervise: 'Decision: it is put under supervision and somebody else does it again',
      writtenFinding: 'Decision: a written finding that the request has no ground; closed',
    },
    notice: 'The holiday notice it rests on',
    parts: 'Your complaint was divided. Each part has its own day, answer and rating:',
    part: n => `Part ${n}`,
    more: 'Something else',
  },
}
