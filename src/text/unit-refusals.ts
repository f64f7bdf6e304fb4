import { nameLengths, type UnitEndProblem } from '#rules/organisation/units.ts'
import type { InBoth } from './language.ts'
import type { Coded } from './request-refusals.ts'

/** Why a unit or what a post says of its holder was not changed. */
export type OneByOneRefusal = UnitEndProblem | Coded<'unit-name-wrong' | 'unit-kind-place' | 'unknown-place' | 'unit-name-used' | 'unit-over' | 'term-order' | 'term-over' | 'term-far' | 'head-later' | 'change-waits' | 'change-ended' | 'post-overtaken' | 'title-too-long'>
type Say = { readonly [Code in OneByOneRefusal['code']]: (refusal: Extract<OneByOneRefusal, { code: Code }>) => string }

const mostNamed = 5

function zhList(names: readonly string[]): string {
  return names.slice(0, mostNamed).join('、') + (names.length > mostNamed ? `等${names.length}个` : '')
}

function enList(names: readonly string[]): string {
  return names.slice(0, mostNamed).join('; ') + (names.length > mostNamed ? `; ${names.length - mostNamed} more` : '')
}

export const oneByOneSentences: InBoth<Say> = {
  'zh-CN': {
    'unit-has-posts': ({ names }) => `这个单位还有人任职或者等着开通账号：${zhList(names)}。请先结束任职、移交或撤回邀请。`,
    'unit-bound': ({ names }) => `这个单位还是这些事项的责任单位或监督单位：${zhList(names.map(({ zh }) => zh))}。请先由分办岗在“事项清单”里换成别的单位。`,
    'unit-leads': ({ names }) => `这些单位还由它领导或监督：${zhList(names.map(({ zh }) => zh))}。请先由分办岗登记新的上级，再结束原来的。`,
    'unit-has-work': () => '这个单位还有没办结的工作。请先由分办岗改派或者等办结。',
    'unit-last': () => '这里这类单位只有这一个，撤了以后投诉、报告或填报就没有人接。请先设好接替的单位。',
    'unit-name-wrong': () => `请写单位全称：中文最多${nameLengths.zh}个字，英文最多${nameLengths.en}个字符。`,
    'unit-kind-place': () => '单位类别和地方的级别不符：村填村，乡镇填乡镇，县直单位填县，市直单位填市。',
    'unknown-place': () => '您管理的范围里没有这个地方。市和县各设各的单位。',
    'unit-name-used': () => '这个地方已经有同名的单位，请核对。',
    'unit-over': () => '这个单位已经撤销，记录不再改动。',
    'term-order': () => '任期结束要晚于开始。',
    'term-over': () => '任期结束日期已经到了。要现在结束的，请办“结束任职”。',
    'term-far': () => '任期开始不能晚于一年以后，请检查年份。',
    'head-later': () => '任期还没有开始，不能登记为负责人。请到任职那天再登记。',
    'change-waits': () => '这个岗位已有一项变动等待批准，请先批准或撤回。',
    'change-ended': () => '这项变动已经办结，请刷新查看。',
    'post-overtaken': () => '这个岗位刚刚有了变动，没有改。请看现在的职务和任期，再决定怎样改。',
    'title-too-long': () => '职务最多40个字。',
  },
  'en': {
    'unit-has-posts': ({ names }) => `People hold posts there or wait for their accounts: ${enList(names)}. End or hand over these posts first, or withdraw the invitations.`,
    'unit-bound': ({ names }) => `This unit answers for items or supervises them: ${enList(names.map(({ en }) => en))}. Let the triage desk bind them to other units first, under “Item list”.`,
    'unit-leads': ({ names }) => `This unit leads or supervises others: ${enList(names.map(({ en }) => en))}. Let the triage desk enter their new superiors first and end the present ones.`,
    'unit-has-work': () => 'This unit still has open work. Let the triage desk assign it anew first, or wait until it is done.',
    'unit-last': () => 'This is the only unit of its kind here: complaints, reports or records would reach nobody. Make the unit that follows it first.',
    'unit-name-wrong': () => `Please give the full name: at most ${nameLengths.zh} characters in Chinese and ${nameLengths.en} in English.`,
    'unit-kind-place': () => 'Kind of unit and level of the place do not agree: villages for villages, townships for townships, the county or the city for its departments.',
    'unknown-place': () => 'There is no such place among yours. A city and its counties each make their own units.',
    'unit-name-used': () => 'The place has a unit of this name already; please check.',
    'unit-over': () => 'This unit has ended, and what is written of it stays.',
    'term-order': () => 'A term ends after it begins.',
    'term-over': () => 'That day has come already. To end the post now, use “End the post”.',
    'term-far': () => 'A term may begin within a year at most; please check the year.',
    'head-later': () => 'The term has not begun, so nobody can be the head yet. Enter it on its first day.',
    'change-waits': () => 'Another change of this post waits to be granted. Please grant or withdraw it first.',
    'change-ended': () => 'This change is settled already; please load the page again.',
    'post-overtaken': () => 'This post has changed meanwhile, so nothing was changed. Please look at its title and term of now first.',
    'title-too-long': () => 'A title has at most 40 characters.',
  },
}
