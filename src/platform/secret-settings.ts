import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Settings that hold a secret, or an address with one in it. What is public, such as the keys that names are sealed to, is not among them. */
export const secretSettings = ['SECRET_KEY', 'SECRET_KEY_NEXT', 'SECRET_KEY_BEFORE', 'DATABASE_URL', 'SMS_GATEWAY', 'MAIL_SERVER', 'WECHAT_ACCOUNT', 'WECHAT_SIGN_IN', 'STAFF_OPENID', 'RESIDENT_OPENID', 'MONITOR_TOKEN'] as const
type SecretSetting = (typeof secretSettings)[number]

/**
 * The settings with every secret in its place, wherever it is kept: in the environment, where every program of the same user can read it; in a file that `NAME_FILE`
 * names; or among the credentials of the service (systemd, `LoadCredentialEncrypted=`), under the name in small letters with hyphens.
 * Throws an Error of one sentence when a secret cannot be read, can be read by others, or is given twice.
 */
export function withSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found = { ...env }
  for (const name of secretSettings) {
    const path = fileOf(name, env)
    if (path !== undefined) found[name] = secretIn(name, path, env['CREDENTIALS_DIRECTORY'])
  }
  return found
}

function fileOf(name: SecretSetting, env: NodeJS.ProcessEnv): string | undefined {
  const [named, credential] = [env[`${name}_FILE`], credentialOf(name, env['CREDENTIALS_DIRECTORY'])]
  const paths = new Set([named, credential].filter(Boolean).map(path => resolve(path!)))
  // Of two keys the wrong one might be taken, and receipts would be found no more.
  if (paths.size + (env[name] ? 1 : 0) > 1) throw new CannotStart(`${name} is given more than once: keep one of ${name}, ${name}_FILE and the credential ${credentialName(name)}`)
  return [...paths][0]
}

function credentialOf(name: SecretSetting, folder: string | undefined): string | undefined {
  const path = folder ? join(folder, credentialName(name)) : undefined
  return path !== undefined && existsSync(path) ? path : undefined
}

function credentialName(name: SecretSetting): string {
  return name.toLowerCase().replaceAll('_', '-')
}

function secretIn(name: SecretSetting, path: string, credentials: string | undefined): string {
  const { secret, mode } = readWithMode(name, path)
  // The folder of credentials is shut as a whole; within it systemd gives the service its right by an access list, which shows as that of a group.
  const isShut = credentials !== undefined && path.startsWith(resolve(credentials) + sep)
  if (!isShut && process.platform !== 'win32' && (mode & 0o077) !== 0) throw new CannotStart(`the file of ${name} may be read by others: chmod 600 ${path}`)
  if (secret === '') throw new CannotStart(`the file of ${name} is empty: ${path}`)
  return secret
}

function readWithMode(name: SecretSetting, path: string): { secret: string; mode: number } {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    return { mode: fstatSync(file).mode, secret: readFileSync(file, 'utf8').trim() }
  } catch (cause) {
    throw new CannotStart(`the file of ${name} cannot be read: ${(cause as Error).message}`, { cause })
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
