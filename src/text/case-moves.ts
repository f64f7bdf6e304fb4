import type { BoundProblem } from '#rules/cases/rule-bounds.ts'
import { boundProblemText } from './case-rules.ts'
import type { InBoth } from './language.ts'

type Sentences = {
  readonly 'choice-missing': () => string
  readonly 'diverted-divided': () => string
  readonly 'statement-missing': () => string
  readonly 'too-many-helpers': (refusal: { readonly most: number }) => string
  readonly 'merge-into-itself': () => string
  readonly 'merge-other-county': () => string
  readonly 'merge-not-running': () => string
  readonly 'merge-has-others': () => string
  readonly 'merge-apart': () => string
  readonly 'unit-without-handlers': () => string
  readonly 'rules-not-later': () => string
  readonly 'rules-beyond': (refusal: { readonly problems: readonly BoundProblem[] }) => string
}

/** Why a move of a case was not made, beyond its rules. */
export const caseMoveSentences: InBoth<Sentences> = {
  'zh-CN': {
    'choice-missing': () => '请从列出的选项中选择一项。',
    'diverted-divided': () => '这件投诉拆分过，各件里都有原话，要一起密封转去。有的分件办理单位已经看过、已经办结或不在本岗，或者文件太多，所以现在不能转。请写消息请投诉人从检举控告入口重新提交。',
    'statement-missing': () => '请写明另立的那部分内容，5至4000个字。',
    'too-many-helpers': ({ most }) => `协办单位最多${most}个。`,
    'merge-into-itself': () => '不能与自己合并，请选择另一件投诉。',
    'merge-other-county': () => '不能与外县的投诉合并。',
    'merge-not-running': () => '要并入的那件投诉没有在办理中，请另选一件。',
    'merge-has-others': () => '已有其他投诉并入这一件，请把那一件并入其他投诉，或者先撤销合并。',
    'merge-apart': () => '这两件投诉不能合并办理，请分别办理。',
    'unit-without-handlers': () => '所选单位现在没有可以办理这件投诉的人，请另选单位。',
    'rules-not-later': () => '新的规则最早从明天起生效：已经作出的承诺不能改变。',
    'rules-beyond': ({ problems }) => `超出了允许的范围：${problems.map(problem => boundProblemText('zh-CN', problem)).join('；')}。`,
  },
  en: {
    'choice-missing': () => 'Please choose one of the options.',
    'diverted-divided': () => 'This complaint was divided and its words stand in every part, so all parts go together. One of them has been with a unit, has ended or is not at this desk, or there are too many files, so it cannot go. Please write to the complainant to send it again through the confidential door.',
    'statement-missing': () => 'Please write what the new complaint is about, in 5 to 4,000 characters.',
    'too-many-helpers': ({ most }) => `At most ${most} units may help.`,
    'merge-into-itself': () => 'A complaint is not merged with itself; please choose another.',
    'merge-other-county': () => 'Complaints of two counties are not merged.',
    'merge-not-running': () => 'The complaint to merge into is not being handled; please choose another.',
    'merge-has-others': () => 'Others were merged into this one: merge that one instead, or undo those first.',
    'merge-apart': () => 'These two complaints cannot be handled together; please deal with each by itself.',
    'unit-without-handlers': () => 'Nobody in that unit can handle this complaint now; please choose another unit.',
    'rules-not-later': () => 'New rules hold from tomorrow at the earliest: what was promised does not change.',
    'rules-beyond': ({ problems }) => `This goes further than a county may: ${problems.map(problem => boundProblemText('en', problem)).join('; ')}.`,
  },
}
