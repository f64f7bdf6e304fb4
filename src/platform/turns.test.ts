import { expect, test } from 'vitest'
import { turnsOf, turnsOfEach } from './turns.ts'

test('so many work at a time, in the order they came, and one that fails makes room like any other', async () => {
  const turns = turnsOf(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const results = Promise.allSettled([0, 1, 2, 3].map(n => turns(async () => {
    begun.push(n)
    await new Promise<void>(resolve => { ends.push(resolve) })
    if (n === 0) throw new Error('this one fails')
    return n
  })))
  expect(begun).toEqual([0, 1])
  for (const many of [3, 4, 4, 4]) {
    ends.shift()!()
    await expect.poll(() => begun.length).toBe(many)
  }
  expect(begun).toEqual([0, 1, 2, 3])
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
  expect(await turns(async () => 'afterwards')).toBe('afterwards')
})

test('whoever brings much waits behind himself, and others have their turn at once', async () => {
  const turns = turnsOfEach(2)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (whose: string) => turns(whose)(async () => {
    begun.push(whose)
    await new Promise<void>(resolve => { ends.push(resolve) })
  })
  const all = Promise.all(['much', 'much', 'much', 'another', 'a third'].map(work))
  await expect.poll(() => begun).toEqual(['much', 'another']) // two at once, and of nobody two
  for (const many of [3, 4, 4, 5, 5]) {
    ends.shift()!()
    await expect.poll(() => begun.length).toBe(many)
  }
  await all
  expect(begun.filter(whose => whose === 'much')).toHaveLength(3)
})
