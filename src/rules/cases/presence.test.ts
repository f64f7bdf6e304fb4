import { expect, test } from 'vitest'
import { doingAt, presence } from './presence.ts'

test('somebody has a case open until fifty seconds after the last sign, and writes until five minutes after the last key', () => {
  const now = 1_000_000_000
  const ago = (seconds: number) => now - seconds * 1000
  expect(doingAt(now, { seenAt: ago(presence.open), wroteAt: undefined })).toBe('open')
  expect(doingAt(now, { seenAt: ago(presence.open + 1), wroteAt: ago(presence.open + 1) })).toBeUndefined()
  expect(doingAt(now, { seenAt: ago(0), wroteAt: ago(presence.writing) })).toBe('writing')
  expect(doingAt(now, { seenAt: ago(0), wroteAt: ago(presence.writing + 1) })).toBe('open')
})
