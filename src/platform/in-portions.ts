import { setImmediate } from 'node:timers/promises'

/** Goes through a long list in portions and gives others their turn after each: whoever asks for a page meanwhile waits for one portion, not for the list. */
export async function inPortions<Item>(list: readonly Item[], size: number, work: (portion: readonly Item[], from: number) => void): Promise<void> {
  for (let from = 0; from < list.length; from += size) {
    work(list.slice(from, from + size), from)
    await setImmediate()
  }
}
