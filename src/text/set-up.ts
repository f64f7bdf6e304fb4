import type { SetUpProblem, SetUpProblemCode } from '#rules/organisation/set-up-lines.ts'
import { columnWords, type SetUpColumn } from '#rules/organisation/set-up-words.ts'
import type { InBoth, Language } from './language.ts'

type Words = { readonly column: string; readonly of: (detail: string) => string }
type Sentences = { readonly [Code in SetUpProblemCode]: (words: Words) => string }

const sentences: InBoth<Sentences> = {
  'zh-CN': {
    'no-table': () => '没有找到表头。请下载模板，保留第一行的栏目名称。',
    'column-missing': ({ column }) => `缺少“${column}”这一栏。请按模板补上。`,
    'column-twice': ({ column }) => `“${column}”这一栏出现了两次。请删去一栏。`,
    'no-rows': () => '表头下面没有人员。请每人填一行。',
    'too-many-people': ({ of }) => `人员太多，一次最多${of('maximum')}人。请分成几个文件。`,
    'cell-missing': ({ column }) => `“${column}”没有填写。`,
    'too-long': ({ column, of }) => `“${column}”太长，最多${of('maximum')}个字。`,
    'kind-unknown': () => '单位类别不在可选范围内。请从下拉框选择。',
    'duty-unknown': () => '岗位不在可选范围内。请从下拉框选择。',
    'head-unknown': () => '是否负责人请填“是”或“否”。',
    'not-date': ({ column }) => `“${column}”不是日期。请按2026-12-01的样子填写。`,
    'username-form': () => '用户名用2至40个小写字母、数字、点、横线，例如 wang.fang。',
    'place-unknown': () => '您管理的范围里没有这个区划。请填12位区划代码，或现行的乡镇、村名称；市和县各设各的单位。',
    'place-many': () => '有几个地方叫这个名字。请写“乡镇名+村名”，或填12位区划代码。',
    'place-level': () => '单位类别和区划的级别不符：村填村，乡镇填乡镇，县直单位填县，市直单位填市。',
    'duty-elsewhere': () => '这个岗位不能设在这类单位。请核对单位类别和岗位。',
    'unit-differs': ({ of }) => (of('row') === '0' ? '平台上已有这个单位，类别不同。请核对单位类别。' : `与第${of('row')}行是同一个单位，单位类别却不同。请改为一致。`),
    'term-order': () => '任职结束须晚于任职开始。',
    'term-over': () => '任期已经结束。已离任的人不用填。',
    'term-far': () => '任职开始不能晚于一年以后。请检查年份。',
    'head-later': () => '任职还没有开始，不能登记为负责人。请在任职当天由分办岗登记。',
    'row-twice': ({ of }) => `与第${of('row')}行完全相同。请删去一行。`,
    'username-twice': ({ of }) => `与第${of('row')}行的用户名相同。一人只能有一个岗位；不同的人请用不同的用户名。`,
    'may-not-combine': ({ of }) => `与第${of('row')}行是同一人，这两个岗位不能由一人兼任。请换人；只是重名的，请在姓名后加字区分。`,
    'same-name': ({ of }) => `与第${of('row')}行同单位、同姓名，记录里分不清是谁。请在姓名后加字区分。`,
    'username-taken': () => '这个用户名别人用过或正在办理，请换一个。',
    'post-elsewhere': () => '此人在平台上是另一个单位或岗位。请先办理移交，再登记新岗位。',
    'name-differs': () => '这个用户名在平台上属于另一个姓名的人。请核对。',
    'own-account': () => '不能更改自己的岗位，请由他人办理。',
    'other-group': ({ of }) => (of('row') === '0' ? `这个单位已有身份保管人${of('held')}组的人，同一单位不能两组都有。请把另一组设在另一个单位。` : `第${of('row')}行已把这个单位设为身份保管人${of('held')}组，同一单位不能两组都有。请把另一组设在另一个单位。`),
    'powers-apart': () => '系统、安全、审计三员互不兼任，也不兼办业务，任期不能重叠。平台上已有同名的管理员在任，或者这个人另有在任的岗位。请换人，或先结束那个岗位。',
    'which-person': ({ column }) => `平台上或文件里有几个人叫这个名字，不知道是谁。请在“${column}”填这个人另一个岗位的用户名；都不是的，填“另一人：理由”。`,
    'person-unknown': ({ column }) => `“${column}”里的用户名找不到。请核对；是同名的另一个人的，填“另一人：理由”。`,
    'person-reason': () => '请在“另一人”后面写明为什么是同名的另一个人，至少四个字。',
    'person-in-both': ({ of }) => `平台上的身份保管人${of('held')}组有同名的人，同一人不能两组都当。请换人；只是重名的，请在姓名后加字区分。`,
    'supervised-unknown': ({ of }) => `找不到派驻监督的单位“${of('unit')}”，或者有几个同名。请写文件里或平台上的单位全称。`,
    'supervised-circle': ({ of }) => `“${of('unit')}”是这个监督部门的上级，不能由它监督。请核对。`,
    'not-stationed': () => '只有监督部门（派驻纪检监察组）填写派驻监督单位。',
  },
  en: {
    'no-table': () => 'No header row was found. Download the template and keep the names of its columns.',
    'column-missing': ({ column }) => `The column “${column}” is missing. Please add it as in the template.`,
    'column-twice': ({ column }) => `The column “${column}” stands there twice. Please delete one.`,
    'no-rows': () => 'There is nobody below the header. Please give each person a row.',
    'too-many-people': ({ of }) => `Too many people: at most ${of('maximum')} at a time. Please divide the file.`,
    'cell-missing': ({ column }) => `“${column}” is empty.`,
    'too-long': ({ column, of }) => `“${column}” is too long: at most ${of('maximum')} characters.`,
    'kind-unknown': () => 'This is no kind of unit. Please choose from the list.',
    'duty-unknown': () => 'This is no duty. Please choose from the list.',
    'head-unknown': () => 'Say “yes” or “no” to whether this person is the head.',
    'not-date': ({ column }) => `“${column}” is no day. Please write it like 2026-12-01.`,
    'username-form': () => 'A user name has 2 to 40 small letters, digits, dots or hyphens, such as wang.fang.',
    'place-unknown': () => 'There is no such place among yours. Give the 12-digit code, or the present name of a township or village; a city and its counties each set up their own units.',
    'place-many': () => 'Several places have this name. Write township and village together, or the 12-digit code.',
    'place-level': () => 'Kind of unit and level of the place do not agree: villages for villages, townships for townships, the county or the city for its departments.',
    'duty-elsewhere': () => 'This duty does not belong to such a unit. Please check both.',
    'unit-differs': ({ of }) => (of('row') === '0' ? 'The platform has this unit already, as another kind. Please check the kind.' : `This is the unit of row ${of('row')}, but of another kind. Please make them agree.`),
    'term-order': () => 'A term ends after it begins.',
    'term-over': () => 'This term is over already. People who have left need no row.',
    'term-far': () => 'A term may begin within a year at most. Please check the year.',
    'head-later': () => 'The term has not begun, so nobody can be the head yet. Let the triage desk enter it on its first day.',
    'row-twice': ({ of }) => `The same as row ${of('row')}. Please delete one.`,
    'username-twice': ({ of }) => `Row ${of('row')} has the same user name. A person holds one post; different people need different user names.`,
    'may-not-combine': ({ of }) => `The same person as in row ${of('row')}, and nobody may have both duties. Choose somebody else; for a namesake, add something to the name.`,
    'same-name': ({ of }) => `Row ${of('row')} has the same unit and the same name: histories could not tell them apart. Please add something to the name.`,
    'username-taken': () => 'Somebody had this user name, or has asked for it. Please choose another.',
    'post-elsewhere': () => 'On the platform this person has another unit or duty. Hand that work over first, then enter the new post.',
    'name-differs': () => 'On the platform this user name belongs to somebody of another name. Please check.',
    'own-account': () => 'Nobody changes a post of their own; please leave it to somebody else.',
    'other-group': ({ of }) => (of('row') === '0' ? `This unit has custodians of group ${of('held')} already, and no unit holds both groups. Please put the other group into another unit.` : `Row ${of('row')} makes this unit one of group ${of('held')}, and no unit holds both groups. Please put the other group into another unit.`),
    'powers-apart': () => 'Nobody holds two of the three powers, nor one of them beside other work, on one day. An administrator of this name is in office, or this person holds another post. Choose somebody else, or end that post first.',
    'which-person': ({ column }) => `Several people here or in the file have this name. Put the user name of another post of the person under “${column}”, or “another person: why”.`,
    'person-unknown': ({ column }) => `The user name under “${column}” is not found. Check it; for a namesake, write “another person: why”.`,
    'person-reason': () => 'After “another person”, say why, in four characters at least.',
    'person-in-both': ({ of }) => `Somebody of this name is or was a custodian of group ${of('held')}, and nobody holds both. Choose somebody else; for a namesake, add something to the name.`,
    'supervised-unknown': ({ of }) => `There is no unit “${of('unit')}” to be stationed at, or several. Write its full name as in this file or on the platform.`,
    'supervised-circle': ({ of }) => `“${of('unit')}” stands over this unit already, so it cannot be supervised by it. Please check.`,
    'not-stationed': () => 'Only supervising units (stationed groups) name the units they are stationed at.',
  },
}

/** What is wrong in a cell, and what to do about it. */
export function setUpProblemText({ code, column, details = {} }: SetUpProblem, language: Language): string {
  const words = column === undefined ? undefined : columnWords[column]
  return sentences[language][code]({ column: words ? (language === 'en' ? words.en[0] : words.zh[0]) : '', of: detail => String(details[detail] ?? '') })
}

type Explanations = { readonly sheet: string; readonly explanations: string; readonly head: readonly string[]; readonly columns: Readonly<Record<SetUpColumn, string>>; readonly example: string; readonly examples: readonly (readonly string[])[] }

/** What stands on the second sheet of the template. */
export const setUpExplanations: InBoth<Explanations> = {
  'zh-CN': {
    sheet: '单位和人员', explanations: '填写说明', head: ['栏目（*必填）', '怎样填', '可选内容'],
    columns: {
      unit: '单位全称。同一单位的人写得一样。', unitEn: '选填，英文界面显示。', kind: '从下拉框选择。', place: '12位区划代码，或名称；村名重复时写“乡镇名+村名”。县直单位填县，市直单位填市。', name: '本人姓名。同单位重名的加字区分。',
      username: '登录用，2至40个小写字母、数字、点、横线。', duty: '在平台上的岗位，一人一个，从下拉框选择。', title: '选填，例如“主任”。只作显示。', head: '本单位负责人填“是”。回避规则按此判断。', from: '选填，不填为批准当日。', to: '选填。到这一天不能再登录。', supervises: '派驻纪检监察组填：派驻监督哪些单位，几个单位用顿号隔开。', person: '平台上或文件里已有同名的人时看：不填，就是同一个人，换岗后回避和“不办自己经手的事”照旧；有几个同名的，填这个人另一个岗位的用户名；是另一个人的，填“另一人：理由”。',
    },
    example: '示例', examples: [
      ['示例镇人民政府', '', '乡镇（街道）', '示例镇', '示例甲', 'shili.jia', '乡镇审核人', '副镇长', '否', '2026-01-01', '', '', ''],
      ['派驻示例局纪检监察组', '', '监督部门', '示例县', '示例乙', 'shili.yi', '监督人', '组长', '是', '', '', '示例局', ''],
    ],
  },
  en: {
    sheet: 'Units and people', explanations: 'How to fill it in', head: ['Column (* required)', 'How to fill it in', 'Choices'],
    columns: {
      unit: 'Full name of the unit, written alike for all its people.', unitEn: 'Optional: shown in English.', kind: 'Choose from the list.', place: 'The 12-digit code, or the name; township and village together where a name repeats. For departments the county or the city.', name: 'The person’s name. Add something where a unit has two of the same name.',
      username: 'To sign in with: 2 to 40 small letters, digits, dots or hyphens.', duty: 'The duty on the platform, one for each person. Choose from the list.', title: 'Optional, such as “director”. Only shown.', head: '“yes” for the head of the unit. The rules of conflict read it.', from: 'Optional; left empty: the day it is granted.', to: 'Optional. From that day on nobody signs in with it.', supervises: 'For stationed groups: the units they supervise, separated by commas.', person: 'For a name that is here or in the file already. Left empty: the same person, so that conflicts and own work stay as they are after a change of posts. Where several have the name: the user name of another post of the person. For somebody else: “another person: why”.',
    },
    example: 'Examples', examples: [
      ['Example township government', '', 'township', 'Example township', 'Example One', 'example.one', 'reviewer', 'deputy head', 'no', '2026-01-01', '', '', ''],
      ['Group stationed at the example bureau', '', 'supervising unit', 'Example county', 'Example Two', 'example.two', 'supervisor', 'head of group', 'yes', '', '', 'Example bureau', ''],
    ],
  },
}
