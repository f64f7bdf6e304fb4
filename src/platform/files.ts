import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Private files by random id. What is put is on the disk before the id is returned. */
export type FileStore = {
  put(bytes: Uint8Array): Promise<string>
  /** Throws when there is no such file: ids come from our own tables. */
  read(id: string): Promise<Buffer>
  /** Whether the bytes are there: a restored database may be older, or newer, than its files. */
  has(id: string): Promise<boolean>
  remove(id: string): Promise<void>
  /** Ids of files written before an instant (milliseconds), folder by folder. */
  listBefore(until: number): AsyncIterable<string[]>
}

/** Files in a folder of this machine, spread over 256 subfolders. */
export function localFiles(folder: string): FileStore {
  const path = (id: string) => join(folder, id.slice(0, 2), id)
  return {
    async put(bytes) {
      const id = randomUUID()
      mkdirSync(join(folder, id.slice(0, 2)), { recursive: true, mode: 0o700 })
      const half = `${path(id)}.part`
      const file = await open(half, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(half, path(id))
      return id
    },
    read: id => readFile(path(id)),
    has: async id => existsSync(path(id)),
    remove: id => rm(path(id), { force: true }),
    async *listBefore(until) {
      for (const part of await readdir(folder).catch(() => [])) {
        const names = await readdir(join(folder, part))
        const times = await Promise.all(names.map(name => stat(join(folder, part, name)).then(found => found.mtimeMs, () => Infinity)))
        yield names.filter((_, i) => times[i]! < until)
      }
    },
  }
}

/** Hash by which a published file can be recognised. */
export function fileHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
