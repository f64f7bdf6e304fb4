import { hkdfSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { unwrapAddress, wrapAddress } from './address.ts'
import { caseNonce, unwrapCaseKey, wrapCaseKey } from './case-key.ts'
import { openAsOwner, sealToOwner } from './identity.ts'
import { international } from './international.ts'
import { isSealed, provider, providerOf, providerOfSealed } from './provider.ts'
import { makeReporterKey, openReporterWords } from './reporter-key.ts'
import { secretsOfOne } from './secrets.ts'
import { suiteOf } from './wrapping.ts'

const secrets = secretsOfOne(randomBytes(32))
const key = secrets.wrappingKey
/** The same bytes as if another suite had made them. */
const ofAnotherSuite = (wrapped: Buffer) => Buffer.concat([Buffer.from('\0gm-1\0'), wrapped.subarray('\0intl-1\0'.length)])

describe('a sealed value', () => {
  test('says by which suite it was made, wherever it is kept', async () => {
    const kept = [wrapCaseKey(key, 'a', Buffer.from('x')), wrapAddress(key, 'a', 'x'), sealToOwner(secrets, 'code', 'a', 'x'), (await makeReporterKey('code', 'a')).wrapped]
    expect(kept.map(suiteOf)).toEqual(Array.from(kept, () => provider.suite))
    const sealed = await provider.seal([await provider.recipientOf(await provider.makeIdentity())], 'x'.repeat(200))
    expect(providerOfSealed(sealed)).toBe(provider)
  })
  test('opens with the suite of its mark, and one from before there were marks with the first', () => {
    expect(unwrapCaseKey(key, 'a', wrapCaseKey(key, 'a', Buffer.from('x'))).toString()).toBe('x')
    expect(unwrapCaseKey(key, 'a', international.wrap(key.keys[0]!, 'a', Buffer.from('x'))).toString()).toBe('x')
    for (let tried = 0; tried < 1000; tried++) expect(suiteOf(international.wrap(key.keys[0]!, 'a', Buffer.from('x')))).toBe('intl-1')
  })
  test('of a suite that the program does not know is refused by its name, and never taken for a wrong key', async () => {
    const unknown = /no provider for the suite gm-1.*: this program knows intl-1/
    expect(() => unwrapCaseKey(key, 'a', ofAnotherSuite(wrapCaseKey(key, 'a', Buffer.from('x'))))).toThrow(unknown)
    expect(() => unwrapAddress(key, 'a', ofAnotherSuite(wrapAddress(key, 'a', 'x')))).toThrow(unknown)
    expect(() => openAsOwner(secrets, 'code', 'a', ofAnotherSuite(sealToOwner(secrets, 'code', 'a', 'x')))).toThrow(unknown)
    const reporter = await makeReporterKey('code', 'a')
    await expect(openReporterWords('code', 'a', ofAnotherSuite(reporter.wrapped), await provider.seal([reporter.recipient], 'x'.repeat(200)))).rejects.toThrow(unknown)
    await expect(openReporterWords('code', 'a', reporter.wrapped, Buffer.from('SM2 sealed words'))).rejects.toThrow(/no provider for sealed bytes/)
    expect(() => providerOf('gm-1/sm2-sm2')).toThrow(/no provider for the suite gm-1\/sm2-sm2/)
    expect(isSealed(Buffer.concat([Buffer.from('gm-sealed/v1\n'), randomBytes(300)]))).toBe(false)
  })
})

test('the nonce that hides an event is HKDF as everybody else works it out', () => {
  for (const seq of [1, 9, 10, 123_456]) {
    const secret = randomBytes(32)
    expect(Buffer.from(caseNonce(secret, seq))).toEqual(Buffer.from(hkdfSync('sha256', secret, '', `nonce ${seq}`, 32)))
  }
})
