import { describe, expect, test } from 'vitest'
import { openCommonPasswords } from '#platform/common-passwords.ts'
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
