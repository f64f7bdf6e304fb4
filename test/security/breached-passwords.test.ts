import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passwordLengths } from '#rules/policy/password.ts'
import { openBreachedPasswords } from '#platform/breached-passwords.ts'
import { openCommonPasswords } from '#platform/common-passwords.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { say } from '#test/api/talking.ts'
import { askWith, Jar } from './jar.ts'
import { openWorld, type World } from '#test/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'ydt-breached-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function fileOf(content: string): string {
  const path = join(folder, `list-${files++}.txt`)
  writeFileSync(path, content)
  return path
}

const hashOf = (password: string) => createHash('sha1').update(password).digest('hex').toUpperCase()
/** Lines as they are given out: the hashes in their order, each with how often it was seen. */
const linesOf = (hashes: readonly string[]) => [...new Set(hashes)].toSorted().map((hash, n) => `${hash}:${(n * 7919) % 100_000 + 1}`)
const listOf = (hashes: readonly string[], end: string, isEnded = true) => linesOf(hashes).join(end) + (isEnded ? end : '')

const ends = [['\r\n', true], ['\n', true], ['\r\n', false], ['\n', false]] as const
const many = Array.from({ length: 5_000 }, (_, n) => `password number ${n}`)

describe('the list of passwords found in breaches', () => {
  test.each(ends)('finds its first, its middle and its last line and every other, and nothing else (lines end in %j, the last too: %s)', async (end, isEnded) => {
    const isBreached = await openBreachedPasswords(fileOf(listOf(many.map(hashOf), end, isEnded)))
    const ordered = many.toSorted((a, b) => (hashOf(a) < hashOf(b) ? -1 : 1))
    for (const password of [ordered[0]!, ordered[2_500]!, ordered.at(-1)!, ...ordered.filter((_, n) => n % 97 === 0)]) expect(await isBreached(password), password).toBe(true)
    for (const password of ['', 'password number', 'password number 5000', 'Password number 1', 'password number 1 ']) expect(await isBreached(password), password).toBe(false)
  })

  test.each([1, 2, 3, 76, 77, 78, 79, 80, 155, 156, 157])('of %i lines finds each of them', async count => {
    const isBreached = await openBreachedPasswords(fileOf(listOf(many.slice(0, count).map(hashOf), '\r\n')))
    for (const password of many.slice(0, count)) expect(await isBreached(password), password).toBe(true)
    for (const password of many.slice(count, count + 20)) expect(await isBreached(password), password).toBe(false)
  })

  test('does not take a hash for its neighbour: not with another last digit, not with another first one', async () => {
    const hash = hashOf('a password')
    const other = (digit: string) => (digit === '0' ? '1' : '0')
    const near = [hash.slice(0, 39) + other(hash[39]!), other(hash[0]!) + hash.slice(1), '0'.repeat(40), 'F'.repeat(40)]
    expect(await (await openBreachedPasswords(fileOf(listOf(near, '\r\n'))))('a password')).toBe(false)
    expect(await (await openBreachedPasswords(fileOf(listOf([...near, hash], '\r\n'))))('a password')).toBe(true)
  })

  test('knows a password by what the door compares: wide letters are those they stand for; small hexadecimal letters and missing counts do no harm', async () => {
    const isBreached = await openBreachedPasswords(fileOf(`${hashOf('qwerty uiop asdf').toLowerCase()}\n`))
    expect(await isBreached('ｑｗｅｒｔｙ uiop asdf')).toBe(true)
    expect(await isBreached('QWERTY uiop asdf')).toBe(false)
  })

  test('answers as a set of the same hashes would, whatever they are', async () => {
    const drawn = fc.record({ words: fc.uniqueArray(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 400 }), others: fc.array(fc.string({ maxLength: 12 }), { maxLength: 20 }), end: fc.constantFrom(...ends) })
    await fc.assert(fc.asyncProperty(drawn, async ({ words, others, end: [end, isEnded] }) => {
      const known = new Set(words.map(word => hashOf(word.normalize('NFKC'))))
      const isBreached = await openBreachedPasswords(fileOf(listOf([...known], end, isEnded)))
      for (const word of [...words.slice(0, 20), ...others]) expect(await isBreached(word), JSON.stringify(word)).toBe(known.has(hashOf(word.normalize('NFKC'))))
    }), { numRuns: 60 })
  })

  const lines = linesOf(many.map(hashOf))
  test.each([
    ['is not there', () => join(folder, 'nowhere.txt'), 'ENOENT'],
    ['is a folder', () => folder, 'EISDIR'],
    ['is empty', () => fileOf(''), 'it holds no line'],
    ['is ordered by count', () => fileOf(`${lines.toSorted((a, b) => Number(b.slice(41)) - Number(a.slice(41))).join('\r\n')}\r\n`), 'it is not in the order of the hashes'],
    ['has three lines, two of them the wrong way round', () => fileOf(`${[lines[1], lines[0], lines[2]].join('\n')}\n`), 'it is not in the order of the hashes at byte'],
    ['is of another hash', () => fileOf(`${'0'.repeat(32)}:5\r\n`), 'there is no line SHA1:COUNT at byte 0'],
    ['is packed', () => fileOf(String.fromCodePoint(...Array.from({ length: 20_000 }, (_, n) => 128 + n % 100))), 'there is no line SHA1:COUNT at byte 0'],
    ['holds the passwords themselves', () => fileOf('123456\npassword\n'), 'there is no line SHA1:COUNT at byte 0'],
    ['was put together of two halves', () => fileOf([...lines.slice(2_500), ...lines.slice(0, 2_500)].join('\n')), 'it is not in the order of the hashes at byte'],
  ])('stops the start when it %s', async (_, path, sentence) => {
    await expect(openBreachedPasswords(path())).rejects.toThrow('BREACHED_PASSWORDS cannot be used: ')
    await expect(openBreachedPasswords(path())).rejects.toThrow(sentence)
  })
})

test('without any list of the operator 49,233 passwords of breaches are known, of which 308 are long enough to be chosen here', async () => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const known = dictionary['passwords-common'] as readonly string[]
  const isCommon = await openCommonPasswords()
  expect([known.length, known.filter(word => [...word].length >= passwordLengths.least).length, known.every(isCommon), isCommon('the ferry left at dawn 88')]).toEqual([49_233, 308, true, false])
})

describe('a password that has leaked somewhere', () => {
  let world: World
  const leaked = 'the ferry left at dawn 88'
  const path = fileOf(listOf([leaked, ...many].map(hashOf), '\r\n'))
  beforeAll(async () => { world = await openWorld({ breachedPasswords: await openBreachedPasswords(path) }) })
  afterAll(() => world.close())
  const refused = { status: 422, body: { code: 'password-weak', detail: 'This password has leaked somewhere, so others will try it. Please choose another, and change it wherever else you use it.' } }

  test('is taken neither for a first one, by invitation, nor for another one; one that differs by a sign is', async () => {
    const invited = await inviteAdministrator(world.context, world.owner.db, { role: 'audit-admin', place: 340_523_000_000, username: 'zhao.min', name: '测试审计' })
    if (!invited.ok) throw new Error(invited.refusal.code)
    const accept = (password: string) => say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username: 'zhao.min', ...invited.value, password }, headers: { 'origin': 'http://localhost', 'accept-language': 'en' } })
    expect(await accept(leaked)).toMatchObject(refused)
    expect((await accept(`${leaked}.`)).status).toBe(200)
    const jar = new Jar()
    await askWith(world, jar, 'POST', '/api/auth/sign-in/username', { username: 'zhao.min', password: `${leaked}.` })
    const change = (next: string) => askWith(world, jar, 'POST', '/api/v1/security/password', { current: `${leaked}.`, next }, { 'accept-language': 'en' })
    expect(await change(leaked)).toMatchObject(refused)
    expect((await change(`${leaked}!`)).status).toBe(200)
  })

  test('is taken where the operator has no list, and what is common is refused all the same', async () => {
    const without = await openWorld()
    const jar = new Jar()
    await askWith(without, jar, 'POST', '/api/auth/sign-in/username', { username: 'leader', password: 'yidiantong-demo' })
    const change = (next: string) => askWith(without, jar, 'POST', '/api/v1/security/password', { current: 'yidiantong-demo', next })
    expect(await change('password12345678')).toMatchObject({ status: 422, body: { code: 'password-weak' } })
    expect((await change(leaked)).status).toBe(200)
    await without.close()
  })
})
