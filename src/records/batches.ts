/** What something yields, so many at a time, so that no more of it is held than is being written. */
export function* batches<Item>(all: Iterable<Item>, size: number): Generator<Item[]> {
  let batch: Item[] = []
  for (const item of all) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
