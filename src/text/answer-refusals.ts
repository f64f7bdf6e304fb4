import type { TextField, TextProblem } from '#rules/answers/text-check.ts'
import { textLimits } from '#rules/answers/text-check.ts'
import type { InBoth, Language } from './language.ts'
import { personalData } from './problems.ts'

export const answerRefusalCodes = ['answer-not-there', 'answer-not-allowed', 'answer-under-way', 'answer-not-shown', 'answer-not-waiting'] as const
export type AnswerRefusalCode = (typeof answerRefusalCodes)[number]

/** Why an answer was not made public, or a decision about it not taken. */
export const answerRefusalSentences: InBoth<Readonly<Record<AnswerRefusalCode, () => string>> & { readonly 'answer-text-wrong': (refusal: { readonly problem: TextProblem }) => string }> = {
  'zh-CN': {
    'answer-not-there': () => '还没有可以公开的答复，等答复以后再选。',
    'answer-not-allowed': () => '提出人没有同意公开这次答复，或者已经改主意，不能公开。',
    'answer-under-way': () => '这一件已有一份公开稿，请先处理那一份。',
    'answer-not-shown': () => '这一份现在没有公开。请看最新情况。',
    'answer-not-waiting': () => '这一份已经审核过，或者不再需要审核。请看最新情况。',
    'answer-text-wrong': ({ problem }) => textProblemSentence('zh-CN', problem),
  },
  'en': {
    'answer-not-there': () => 'There is no answer to publish yet; you can choose once it has come.',
    'answer-not-allowed': () => 'Whoever asked has not agreed that this answer be published, or thought better of it.',
    'answer-under-way': () => 'A text for this case is under way already. Please deal with that one first.',
    'answer-not-shown': () => 'This text is not public now. Please look at how it stands.',
    'answer-not-waiting': () => 'This text has been decided, or needs no decision any more. Please look at how it stands.',
    'answer-text-wrong': ({ problem }) => textProblemSentence('en', problem),
  },
}

const fields: InBoth<Readonly<Record<TextField, string>>> = { 'zh-CN': { title: '题目', question: '问题', answer: '答复' }, 'en': { title: 'The title', question: 'The question', answer: 'The answer' } }

/** What is wrong with a text that everybody is to read, and what to do about it. */
export function textProblemSentence(language: Language, problem: TextProblem): string {
  const { field } = problem
  const { least, most } = textLimits[field]
  const [zh, en] = [fields['zh-CN'][field], fields.en[field]]
  switch (problem.code) {
    case 'too-short': case 'too-long': return language === 'en' ? `${en} takes ${least} to ${most} characters.` : `${zh}应为${least}至${most}个字。`
    case 'unreadable': return language === 'en' ? `${en} holds characters that cannot be shown. Please type it anew.` : `${zh}里有无法显示的字符，请重新输入。`
    case 'personal': return language === 'en' ? `${en} holds ${personalData.en[problem.kind] ?? 'personal data'}. It must not be public; please take it out.` : `${zh}里有${personalData['zh-CN'][problem.kind] ?? '个人信息'}，不得公开，请删去。`
    case 'quotes': return language === 'en' ? `${en} repeats words of whoever asked, who could be known by them. Please say it in other words.` : `${zh}照抄了提出人的原话，容易被认出是谁，请换一种说法。`
  }
}
