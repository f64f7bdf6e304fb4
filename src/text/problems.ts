import { findField } from '#rules/disclosures/field-schema.ts'
import type { FieldSchema, Part } from '#rules/disclosures/field-schema.ts'
import type { ProblemCode } from '#rules/disclosures/problems.ts'
import type { InBoth, Language } from './language.ts'
import { stageDayName, stageName } from './projects.ts'

/** What a sentence about a problem is made of. Both record problems and import problems have this shape. */
export type SpokenProblem = {
  readonly code: ProblemCode
  readonly part: Part | 'file'
  readonly key?: string | undefined
  readonly header?: string | undefined
  readonly details?: Readonly<Record<string, string | number>> | undefined
}

/** Says in one sentence what is wrong and what to do about it, with the names of fields from the schema. */
export function problemSentence(problem: SpokenProblem, schema: FieldSchema | undefined, language: Language): string {
  const name = (key: string) => quoted(fieldName(schema, problem.part, key, language), language)
  const subject = problem.key !== undefined ? name(problem.key) : quoted(problem.header ?? '', language)
  const details = problem.details ?? {}
  const of = (detail: string) => String(details[detail] ?? '')
  const value = details['value'] === undefined ? '' : (language === 'en' ? ` (now “${of('value')}”)` : `(现为“${of('value')}”)`)
  const names = (detail: string, joint: string) => of(detail).split(',').filter(Boolean).map(key => quoted(fieldName(schema, problem.part, key, language), language)).join(joint)
  const column = (detail: string) => quoted(fieldName(schema, 'row', of(detail), language), language)
  return sentences[language][problem.code]({ subject, value, of, name, names, column })
}

type Words = {
  /** The field or column concerned, in quotation marks. */
  readonly subject: string
  /** What was typed, in brackets, where it may be repeated. */
  readonly value: string
  readonly of: (detail: string) => string
  readonly name: (key: string) => string
  /** Several fields that a detail names, put together. */
  readonly names: (detail: string, joint: string) => string
  /** A column of the rows, spoken of from the header. */
  readonly column: (detail: string) => string
}
type Say = (words: Words) => string

const sentences: InBoth<Record<ProblemCode, Say>> = {
  'zh-CN': {
    'empty-file': () => '文件是空的。请检查后重新选择文件。',
    'file-too-large': ({ of }) => `文件太大，最多${megabytes(of('maximum'))}MB。请分成几个文件上传。`,
    'unpacked-too-large': () => '文件展开后太大，无法读取。请只保留需要公开的表格，或分成几个文件。',
    'suspicious-archive': () => '文件的内部结构不正常，为安全起见没有打开。请用Excel或WPS打开后另存为新的.xlsx文件。',
    'damaged-file': () => '文件已损坏或不完整。请用Excel或WPS打开后另存为新的.xlsx文件。',
    'too-many-rows': ({ of }) => `行数太多，最多${of('maximum')}行。请分成几个文件。`,
    'too-many-columns': ({ of }) => `列数太多，最多${of('maximum')}列。请删去不需要的列。`,
    'too-slow': ({ of }) => `文件太复杂，${of('seconds')}秒内没有读完。请只保留需要公开的表格。`,
    'old-xls': () => '这是旧版.xls文件或加了密码的文件。请打开后取消密码，另存为.xlsx或.csv。',
    'web-page': () => '这个文件其实是网页，不是表格。请用Excel或WPS打开后另存为.xlsx或.csv。',
    'not-a-spreadsheet': () => '这不是可以读取的表格文件。请使用.xlsx或.csv文件。',
    'unknown-encoding': () => '文件的文字编码无法识别。请另存为“CSV UTF-8”或.xlsx。',
    'broken-csv': ({ of }) => `第${of('row')}行附近的引号不成对，无法分清各列。请改正后重新上传。`,
    'unreadable-file': () => '找不到或打不开这个文件。请检查文件名和权限。',
    'missing': ({ subject }) => `${subject}没有填写。请补填。`,
    'too-long': ({ subject, of }) => `${subject}太长，有${of('length')}个字，最多${of('maximum')}个字。请缩短。`,
    'forbidden-character': ({ subject, of }) => `${subject}含有看不见的特殊字符(${of('character')})。请删除后重新输入。`,
    'not-text': ({ subject }) => `${subject}的内容不是文字。请重新填写。`,
    'not-money': ({ subject, value }) => `${subject}不是金额${value}。请填数字，例如1234.50。`,
    'negative': ({ subject, value }) => `${subject}不能是负数${value}。请改为正数；冲销请填在对方栏。`,
    'too-many-decimals': ({ subject, value }) => `${subject}的小数位数太多${value}。金额最多精确到分，数量最多6位小数。`,
    'too-large': ({ subject, value }) => `${subject}的数字太大${value}。请检查单位是否写错。`,
    'not-quantity': ({ subject, value }) => `${subject}不是数量${value}。请只填数字。`,
    'not-integer': ({ subject, value }) => `${subject}不是整数${value}。请填不带小数的数字。`,
    'not-percent': ({ subject, value }) => `${subject}不是0到100之间的百分数${value}。请改正。`,
    'not-date': ({ subject, value }) => `${subject}不是日期${value}。请按2026-03-05的样子填写。`,
    'future-date': ({ subject, value }) => `${subject}晚于今天${value}。请检查年份和月份。`,
    'not-choice': ({ subject, value }) => `${subject}不在可选的范围内${value}。请从列出的选项中选择。`,
    'unknown-field': ({ of }) => `没有“${of('key')}”这个栏目。请删除它。`,
    'rows-not-allowed': () => '这类记录没有明细行。请不要附带明细。',
    'row-limit': ({ of }) => `明细有${of('rows')}行，最多${of('maximum')}行。请分批填报。`,
    'balance-mismatch': ({ subject, of }) => `${subject}对不上：上期结余加收入减支出应为${of('expected')}元，现填${of('found')}元。请核对明细。`,
    'sum-mismatch': ({ subject, of }) => `${subject}与明细合计不符：明细合计${of('expected')}，现填${of('found')}。请核对。`,
    'count-mismatch': ({ subject, of }) => `${subject}与明细行数不符：明细有${of('expected')}行，现填${of('found')}。请核对。`,
    'parts-mismatch': ({ subject, of }) => `${subject}与各分项之和不符：分项之和${of('expected')}，现填${of('found')}。请核对。`,
    'product-mismatch': ({ subject, of }) => `${subject}与数量乘标准不符：应为${of('expected')}元，现填${of('found')}元。请核对。`,
    'wrong-order': ({ subject, of, name }) => `${subject}(${of('earlier')})早于${name(of('before'))}(${of('later')})。请核对日期。`,
    'exceeds': ({ subject, of, name }) => `${subject}(${of('found')})超过了${name(of('than'))}(${of('limit')})。请核对。`,
    'duplicate-row': ({ of }) => `这一行与第${of('first')}行重复。请删去一行，或补上能区分两者的内容。`,
    'project-code-missing': () => '请填写项目编号：一个工程从立项到管护用同一个编号（一码一工程）。',
    'erased-value': ({ subject }) => `${subject}是已经按规定删除的个人信息，不能再公开。请清空这一格。`,
    'project-unknown': () => '没有公开过这个编号的项目。请检查编号，或先公开“项目立项与资金安排”。',
    'stage-missing': ({ of }) => `还没有公开“${stageName('zh-CN', of('missing'))}”，不能先公开“${stageName('zh-CN', of('stage'))}”。请先补上前一步。`,
    'stage-days': ({ of }) => `${stageDayName('zh-CN', of('after'))}早于${stageDayName('zh-CN', of('before'))}。请核对各阶段的日期。`,
    'one-of': ({ of, name }) => `${of('keys').split(',').map(name).join('、')}必须且只能填写一项。请改正。`,
    'carry-mismatch': ({ subject, of, names }) => `${subject}对不上：${names('plus', '加')}${of('minus') && `减${names('minus', '减')}`}应为${of('expected')}，现填${of('found')}。请核对。`,
    'exceeds-sum': ({ of, names, column }) => `${column('row')}合计${of('found')}，超过了${names('of', '加')}(${of('limit')})。请核对。`,
    'shares-mismatch': ({ subject, of, names }) => `${subject}没有分清：${names('of', '、')}之和为${of('expected')}，应等于${of('found')}。请核对各项。`,
    'sequence-gap': ({ subject, of }) => `${subject}不连续：${of('prefix')}${of('after')}号之后是${of('prefix')}${of('before')}号，缺${of('missing')}张。请补上缺少的凭证，或改正号码。`,
    'bad-period': ({ of }) => `期间写法不对${of('value') && `(现为“${of('value')}”)`}。请按2026-03、2026-Q1、2026-H1、2026或2026-03-05的样子填写。`,
    'future-period': () => '这一期间还没有开始，不能公开。请选择已经开始的期间。',
    'no-table': () => '没有找到可以识别的表头。请使用下载的模板，或检查表头文字是否与栏目名称一致。',
    'no-rows': () => '表头下面没有一行可以导入的数据。请检查是否选错了文件，或各行是否都属于其他地方。',
    'missing-column': ({ subject }) => `表中没有${subject}这一列。请补上这一列。`,
    'unknown-column': ({ subject }) => `不认识${subject}这一列，其内容不会导入。如需导入，请改用模板中的列名。`,
    'duplicate-column': ({ subject }) => `${subject}这一列出现了两次，只读取左边的一列。请删去多余的列。`,
    'column-not-kept': ({ subject }) => `${subject}属于不得公开的个人情况，不会导入。请从表中删去这一列。`,
    'other-place': ({ of }) => `这一行属于其他地方(${of('place')})，没有导入。请只填报本村的内容。`,
    'place-missing': ({ subject }) => `这一行没有写明${subject}，无法确定是否属于本村，没有导入。请补填。`,
    'duplicate-title': ({ subject, of }) => `${subject}与第${of('first')}行相同。请确认是否重复填报。`,
    'cells-lost': ({ of }) => `这一行缺少单元格(有${of('found')}个，表头有${of('expected')}列)，无法确定缺的是哪一列，没有导入。请补全这一行。`,
    'catalogue-table': () => '这是一张公开事项目录(公开事项、公开依据、公开时限)，不是公开内容，不能作为记录导入。请到“事项目录”中维护。',
    'other-tables': ({ of }) => `文件中有${of('count')}张表，这里读的是第${of('chosen')}张。其余各张请另选后分别导入。`,
    'unknown-place': ({ of }) => `“${of('place')}”不是所辖范围内的村(社区)，整个文件没有导入。请改为区划代码或准确的村名。`,
    'ambiguous-place': ({ of }) => `“${of('place')}”可能是${of('count')}个村(社区)中的任何一个，整个文件没有导入。请改用12位区划代码。`,
    'stated-sum-mismatch': ({ of }) => `文字说明中的各项相加为${of('expected')}元，“共计”写的是${of('found')}元。请核对。`,
    'total-mismatch': ({ subject, of }) => `表中${subject}的合计不对：各行相加为${of('expected')}，合计写的是${of('found')}。请核对。`,
    'other-unit': ({ subject, of }) => `${subject}的单位是“${of('unit')}”，这里要求“${of('wanted')}”。请换算后再导入。`,
    'hidden-row': () => '这一行在表中是隐藏的，但会被导入。请确认是否应当公开。',
    'hidden-sheet': ({ of }) => `工作表“${of('sheet')}”是隐藏的，没有导入。如需导入请取消隐藏并移到最前。`,
    'formula-error': ({ subject, of }) => `${subject}的公式出错(${of('value')})。请改正公式或直接填写数值。`,
    'personal-data': ({ subject, of }) => `${subject}含有${personalData['zh-CN'][of('kind')] ?? '个人信息'}，不得公开。请删除后再提交。`,
    'personal-look': ({ subject, of }) => `${subject}:${personalData['zh-CN'][of('kind')] ?? '个人信息'}。请核对，确属笔误或不宜公开的请改正。`,
  },
  'en': {
    'empty-file': () => 'The file is empty. Check it and choose a file again.',
    'file-too-large': ({ of }) => `The file is too large: at most ${megabytes(of('maximum'))} MB. Split it into several files.`,
    'unpacked-too-large': () => 'The file is too large once unpacked. Keep only the table to be published, or split it into several files.',
    'suspicious-archive': () => 'The inside of the file is not as it should be, so it was not opened. Open it in Excel or WPS and save it as a new .xlsx file.',
    'damaged-file': () => 'The file is damaged or incomplete. Open it in Excel or WPS and save it as a new .xlsx file.',
    'too-many-rows': ({ of }) => `There are too many rows: at most ${of('maximum')}. Split the file.`,
    'too-many-columns': ({ of }) => `There are too many columns: at most ${of('maximum')}. Delete those that are not needed.`,
    'too-slow': ({ of }) => `The file is too complicated to read within ${of('seconds')} seconds. Keep only the table to be published.`,
    'old-xls': () => 'This is an old .xls file or one with a password. Open it, remove the password, and save it as .xlsx or .csv.',
    'web-page': () => 'This file is a web page, not a table. Open it in Excel or WPS and save it as .xlsx or .csv.',
    'not-a-spreadsheet': () => 'This is no table that can be read. Use an .xlsx or .csv file.',
    'unknown-encoding': () => 'The text encoding of the file is not known. Save it as “CSV UTF-8” or .xlsx.',
    'broken-csv': ({ of }) => `A quotation mark near row ${of('row')} has no partner, so the columns cannot be told apart. Correct it and try again.`,
    'unreadable-file': () => 'The file cannot be found or opened. Check its name and permissions.',
    'missing': ({ subject }) => `${subject} is missing. Fill it in.`,
    'too-long': ({ subject, of }) => `${subject} is too long: ${of('length')} characters, at most ${of('maximum')}. Shorten it.`,
    'forbidden-character': ({ subject, of }) => `${subject} holds an invisible special character (${of('character')}). Delete it and type the text again.`,
    'not-text': ({ subject }) => `${subject} is not text. Fill it in again.`,
    'not-money': ({ subject, value }) => `${subject} is not an amount${value}. Write a number such as 1234.50.`,
    'negative': ({ subject, value }) => `${subject} cannot be negative${value}. Write a positive number; a reversal goes into the opposite column.`,
    'too-many-decimals': ({ subject, value }) => `${subject} has too many decimals${value}. Amounts go to the fen, quantities to six decimals.`,
    'too-large': ({ subject, value }) => `${subject} is too large a number${value}. Check the unit.`,
    'not-quantity': ({ subject, value }) => `${subject} is not a quantity${value}. Write digits only.`,
    'not-integer': ({ subject, value }) => `${subject} is not a whole number${value}. Write a number without decimals.`,
    'not-percent': ({ subject, value }) => `${subject} is not a percentage from 0 to 100${value}. Correct it.`,
    'not-date': ({ subject, value }) => `${subject} is not a day${value}. Write it as 2026-03-05.`,
    'future-date': ({ subject, value }) => `${subject} is later than today${value}. Check the year and month.`,
    'not-choice': ({ subject, value }) => `${subject} is none of the choices${value}. Choose one that is listed.`,
    'unknown-field': ({ of }) => `There is no field “${of('key')}”. Remove it.`,
    'rows-not-allowed': () => 'This kind of record has no rows. Send it without any.',
    'row-limit': ({ of }) => `There are ${of('rows')} rows, at most ${of('maximum')}. Report them in several parts.`,
    'balance-mismatch': ({ subject, of }) => `${subject} does not balance: opening plus income minus expense is ${of('expected')} yuan, but ${of('found')} yuan is stated. Check the entries.`,
    'sum-mismatch': ({ subject, of }) => `${subject} differs from the rows: they add up to ${of('expected')}, but ${of('found')} is stated. Check both.`,
    'count-mismatch': ({ subject, of }) => `${subject} differs from the number of rows: there are ${of('expected')}, but ${of('found')} is stated. Check both.`,
    'parts-mismatch': ({ subject, of }) => `${subject} differs from its parts: they add up to ${of('expected')}, but ${of('found')} is stated. Check both.`,
    'product-mismatch': ({ subject, of }) => `${subject} is not quantity times standard: that is ${of('expected')} yuan, but ${of('found')} yuan is stated. Check both.`,
    'wrong-order': ({ subject, of, name }) => `${subject} (${of('earlier')}) is earlier than ${name(of('before'))} (${of('later')}). Check the days.`,
    'exceeds': ({ subject, of, name }) => `${subject} (${of('found')}) is more than ${name(of('than'))} (${of('limit')}). Check both.`,
    'duplicate-row': ({ of }) => `This row is the same as row ${of('first')}. Delete one, or add what tells them apart.`,
    'project-code-missing': () => 'Give the code of the project: one project has one code from the plan to the upkeep.',
    'erased-value': ({ subject }) => `${subject} says something personal that was deleted, and it is not published again. Please empty it.`,
    'project-unknown': () => 'No project with this code has been published. Check the code, or publish its plan first.',
    'stage-missing': ({ of }) => `“${stageName('en', of('missing'))}” has not been published yet, so “${stageName('en', of('stage'))}” cannot be. Publish the earlier stage first.`,
    'stage-days': ({ of }) => `The ${stageDayName('en', of('after'))} lies before the ${stageDayName('en', of('before'))}. Check the days of the stages.`,
    'one-of': ({ of, name }) => `Exactly one of ${of('keys').split(',').map(name).join(', ')} must be filled in. Correct the row.`,
    'carry-mismatch': ({ subject, of, names }) => `${subject} does not agree: ${names('plus', ' plus ')}${of('minus') && ` minus ${names('minus', ' minus ')}`} is ${of('expected')}, but ${of('found')} is stated. Check them.`,
    'exceeds-sum': ({ of, names, column }) => `${column('row')} adds up to ${of('found')}, more than ${names('of', ' plus ')} (${of('limit')}). Check them.`,
    'shares-mismatch': ({ subject, of, names }) => `${subject} is not what was given out: ${names('of', ', ')} add up to ${of('expected')}, but must come to ${of('found')}. Check each share.`,
    'sequence-gap': ({ subject, of }) => `${subject} has a gap: ${of('prefix')}${of('after')} is followed by ${of('prefix')}${of('before')}, with ${of('missing')} of the vouchers between them not there. Add what is missing, or correct the number.`,
    'bad-period': ({ of }) => `The period is not written as it should be${of('value') && ` (now “${of('value')}”)`}. Write it as 2026-03, 2026-Q1, 2026-H1, 2026 or 2026-03-05.`,
    'future-period': () => 'This period has not begun and cannot be published. Choose one that has.',
    'no-table': () => 'No header could be recognised. Use the template, or check that the headers match the names of the fields.',
    'no-rows': () => 'Below the headers there is no row that could be imported. Check whether this is the right file, and whether its rows belong to another place.',
    'missing-column': ({ subject }) => `The table has no column ${subject}. Add it.`,
    'unknown-column': ({ subject }) => `The column ${subject} is not known and will not be imported. To import it, use a name from the template.`,
    'duplicate-column': ({ subject }) => `The column ${subject} occurs twice; only the left one is read. Delete the other.`,
    'column-not-kept': ({ subject }) => `${subject} is personal and must not be published, so it is not imported. Delete the column from the table.`,
    'other-place': ({ of }) => `This row belongs to another place (${of('place')}) and was not imported. Report only your own village.`,
    'place-missing': ({ subject }) => `This row does not say ${subject}, so it may not be your village’s, and was not imported. Fill it in.`,
    'duplicate-title': ({ subject, of }) => `${subject} is the same as in row ${of('first')}. Make sure that it is not reported twice.`,
    'cells-lost': ({ of }) => `This row lost a cell (it has ${of('found')}, the header ${of('expected')}), and which one cannot be known. It was not imported; complete the row.`,
    'catalogue-table': () => 'This is a catalogue of items (item, legal basis, time limit), not the content of a record. Maintain it in the item list.',
    'other-tables': ({ of }) => `The file holds ${of('count')} tables; this is number ${of('chosen')}. Choose the others and import each by itself.`,
    'unknown-place': ({ of }) => `“${of('place')}” is no village in your reach, so nothing of the file was imported. Write the division code or the exact name.`,
    'ambiguous-place': ({ of }) => `“${of('place')}” may be any of ${of('count')} villages, so nothing of the file was imported. Write the 12-digit division code.`,
    'stated-sum-mismatch': ({ of }) => `The amounts listed in the text add up to ${of('expected')} yuan, but the text says ${of('found')}. Please check.`,
    'total-mismatch': ({ subject, of }) => `The total of ${subject} in the table is wrong: the rows add up to ${of('expected')}, the total says ${of('found')}. Check both.`,
    'other-unit': ({ subject, of }) => `${subject} is measured in “${of('unit')}”, but “${of('wanted')}” is needed. Convert it before importing.`,
    'hidden-row': () => 'This row is hidden in the table but will be imported. Make sure that it is meant to be published.',
    'hidden-sheet': ({ of }) => `The sheet “${of('sheet')}” is hidden and was not imported. To import it, unhide it and move it to the front.`,
    'formula-error': ({ subject, of }) => `The formula of ${subject} has an error (${of('value')}). Correct it or write the value itself.`,
    'personal-data': ({ subject, of }) => `${subject} holds ${personalData['en'][of('kind')] ?? 'personal data'}, which must not be published. Delete it before submitting.`,
    'personal-look': ({ subject, of }) => `${subject}: ${personalData['en'][of('kind')] ?? 'personal data'}. Please look at it, and put right what is a slip or should not be public.`,
  },
}

/** What kind of personal data was found, as a noun. */
export const personalData: InBoth<Readonly<Record<string, string>>> = {
  'zh-CN': {
    'id-number': '身份证号', 'bank-card': '银行卡号', 'phone': '手机号码', 'social-card': '社会保障卡号', 'landline': '个人座机号码', 'address': '门牌、楼栋等详细住址',
    'birth-date': '出生日期', 'minor': '未满14周岁儿童的信息', 'young-person': '已满14周岁未满18周岁的人', 'health': '疾病或残疾情况', 'placeholder': '像是占位的姓名',
    'picture': '需要有人看过的图片', 'unreadable': '无法自动检查的文件',
  },
  'en': {
    'id-number': 'an identity number', 'bank-card': 'a bank card number', 'phone': 'a mobile number', 'social-card': 'a social-security card number',
    'landline': 'a private telephone number', 'address': 'a home address', 'birth-date': 'a date of birth', 'minor': 'data about a child under 14',
    'young-person': 'somebody between 14 and 17', 'health': 'an illness or a disability', 'placeholder': 'a name that looks like a placeholder',
    'picture': 'a picture that somebody must look at', 'unreadable': 'a file that could not be checked',
  },
}

function fieldName(schema: FieldSchema | undefined, part: Part | 'file', key: string, language: Language): string {
  const field = schema && (part === 'file' ? findField(schema, 'row', key) ?? findField(schema, 'field', key) : findField(schema, part, key))
  return field ? (language === 'en' ? field.en : field.zh) : key
}

function quoted(name: string, language: Language): string {
  if (name === '') return language === 'en' ? 'This' : '此处'
  return `“${name}”`
}

function megabytes(bytes: string): string {
  return String(Math.floor(Number(bytes) / 1_000_000))
}
