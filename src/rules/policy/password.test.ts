import { describe, expect, test } from 'vitest'
import { openCommonPasswords } from '#platform/common-passwords.ts'
import { bareName, officeWords } from './password-words.ts'
import { passwordProblem, type PasswordProblem } from './password.ts'

const isCommon = await openCommonPasswords()
const of = (profile: 'usual' | 'mlps3' = 'usual') => ({ username: 'wang.fang', name: '演示·王芳芳', profile, isCommon })

const table: [string, PasswordProblem | undefined, PasswordProblem | undefined][] = [
  // a password, what is wrong with it, and with the profile of the assessors
  ['eleven char', 'too-short', 'too-short'],
  ['twelve chars', undefined, 'too-few-kinds'],
  ['春天去看油菜花开满山坡啊', undefined, 'too-few-kinds'],
  ['Quiet Harbour 47', undefined, undefined],
  ['x'.repeat(129), 'too-long', 'too-long'],
  [`${'quiet harbour '.repeat(8)}abcd`, undefined, 'too-few-kinds'],
  ['password1234', 'common', 'common'],
  ['p@ssw0rdpassword', 'common', 'common'],
  ['iloveyou123456789', 'common', 'common'],
  ['123456789012345', 'common', 'common'],
  ['abcdefghijklmnop', 'common', 'common'],
  ['woaini woaini woaini', 'common', 'common'],
  ['aaaaaaaaaaaaaaaa', 'common', 'common'],
  ['my wang.fang secret', 'own-name', 'own-name'],
  ['王芳芳喜欢吃苹果和梨子', 'too-short', 'too-short'],
  ['演示王芳芳喜欢吃苹果和梨子', 'own-name', 'own-name'],
  ['yidiantong-demo', 'platform-word', 'platform-word'],
  ['监督一点通我来登录平台办事', 'platform-word', 'platform-word'],
]

describe('a new password', () => {
  test.each(table)('%s', (password, usual, mlps3) => {
    expect(passwordProblem(password, of())).toBe(usual)
    expect(passwordProblem(password, of('mlps3'))).toBe(mlps3)
  })

  test('is of no particular composition and needs no change, unless the assessors’ profile is chosen', () => {
    expect(passwordProblem('a sentence about my grandmother', of())).toBeUndefined()
    expect(passwordProblem('a Sentence about my 2 grandmothers', of('mlps3'))).toBeUndefined()
  })
})

describe('a new password holds nothing of the office', () => {
  const words = officeWords({ unit: '含山县纪委监委信访室（演示）', places: ['马鞍山市', '含山县', '环峰镇', '城北社区居委会'], spellings: ['maanshan', 'hanshan'], role: 'triage' })
  const ofWang = { username: 'wang.fang', name: '王芳', words, profile: 'usual', isCommon } as const
  test.each<[string, PasswordProblem | undefined]>([
    ['hanshanxian2026', 'office-word'], ['Hanshan-Jiwei-2026', 'office-word'], ['h@n sh@n is where I work', 'office-word'], ['含山县纪委监委信访室二〇二六', 'office-word'], ['纪委监委信访室的春天和秋天', 'office-word'],
    ['环峰镇人民政府2026!', 'office-word'], ['我们在环峰街上吃油条豆浆', 'office-word'], ['城北的油菜花开满山坡啊啊', 'office-word'], ['分办员分办员分办员2026', 'office-word'],
    ['王芳王芳王芳王芳王芳王芳王芳', 'own-name'], ['喜欢王芳做的红烧肉和米饭', 'own-name'], ['wangfang20260101', 'own-name'], ['wang-fang at the river', 'own-name'],
    ['春天去看油菜花开满山坡啊', undefined], ['Quiet Harbour 47', undefined],
  ])('%s', (password, problem) => expect(passwordProblem(password, ofWang)).toBe(problem))

  test('as the place is called without its kind, unless one character would be left', () => {
    expect(['含山县', '和县', '环峰镇', '城北社区居委会', '大马村委会', '黎族自治县'].map(bareName)).toEqual(['含山', '和县', '环峰', '城北', '大马', '黎族'])
  })
})
