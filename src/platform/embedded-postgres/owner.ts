import { chownSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The system user that runs the database; undefined means ourselves. */
export type Owner = { readonly uid: number; readonly gid: number } | undefined

/** PostgreSQL refuses root. As root we use a dedicated user if the machine has one, otherwise `nobody`. */
export function databaseOwner(): Owner {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map(line => line.split(':'))
  for (const name of ['yidiantong', 'nobody']) {
    const found = users.find(user => user[0] === name)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new Error('no user to run PostgreSQL as: create one with `useradd --system yidiantong`, or set DATABASE_URL')
}

/** Where everything that must outlive the program is kept, unless DATA_DIR says otherwise. */
export function defaultDataFolder(): string {
  if (process.getuid?.() === 0) return '/var/lib/yidiantong'
  return join(process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'), 'yidiantong')
}

/** Makes a folder that only the database's user can enter. */
export function makeOwnFolder(path: string, owner: Owner): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (owner) chownSync(path, owner.uid, owner.gid)
}
