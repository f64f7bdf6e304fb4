import { auditSinkIn, type AuditSink } from './audit-sink.ts'
import { CannotStart } from './cannot-start.ts'
import { insistOnEncrypted } from './encrypted-ways.ts'
import { leastRsaBitsIn, type LeastRsaBits } from './crypto/rsa-strength.ts'
import { defaultDataFolder } from './embedded-postgres/owner.ts'
import { staffUrlIn } from './hosts.ts'
import { addressesIn, monitorsFrom, type Monitors } from './monitors.ts'
import type { OpenIdSettings } from './open-id.ts'
import { scannerIn, type ScannerAddress } from './scanner.ts'
import { withSecrets } from './secret-settings.ts'
import type { Way } from './ways-out.ts'

export const programRoles = ['web', 'jobs'] as const
export type ProgramRole = (typeof programRoles)[number]

/** Naming the source is enough, unless a county says otherwise. */
export const defaultDataLicence = 'https://creativecommons.org/licenses/by/4.0/'

/** What the environment and the command line say. Everything else is data. */
export type Config = {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** The master of every key outside the database, 64 hex digits; undefined: the one in the data folder. */
  readonly secretKey: string | undefined
  /** The master that will follow, and the one before: while it is being replaced. */
  readonly secretKeyNext: string | undefined
  readonly secretKeyBefore: string | undefined
  /** Load the demonstration county into an empty database. Whether a database holds it is seen by its posts, never by this. */
  readonly demonstration: boolean
  /** Address that QR codes and posters carry, without a slash at the end. */
  readonly publicUrl: string
  /** Address of the staff's side: the same, unless STAFF_URL gives it a host of its own. */
  readonly staffUrl: string
  readonly roles: ReadonlySet<ProgramRole>
  /** Keys of the two groups of custodians, each as `A=age1…` or `B=age1…`; empty means: pairs in the data folder in a demonstration, no names elsewhere. */
  readonly vaultRecipients: readonly string[]
  /** age recipients of the discipline bodies, each as `340522000000=age1…`; empty means: trial pairs in the data folder (demonstration only). */
  readonly tipRecipients: readonly string[]
  /** Where messages leave by; a channel that is not configured writes to the trial page. */
  readonly gateways: Gateways
  /** Where residents may sign in with WeChat; undefined offers it to nobody. */
  readonly wechatSignIn: WechatSignIn | undefined
  /** Sign-in platforms that speak OpenID Connect: of the staff, and of residents; undefined offers it to nobody. */
  readonly staffOpenId: OpenIdSettings | undefined
  readonly residentOpenId: OpenIdSettings | undefined
  /** Complaints that one source may send at once and again within an hour; undefined leaves the default for a village behind one address. */
  readonly complaintsPerSource: number | undefined
  /** The same of searches, downloads and lists that are not kept. */
  readonly readsPerSource: number | undefined
  /** Addresses of proxies in front of us, whose word about a request's source is believed. */
  readonly trustedProxies: readonly string[]
  /** Who besides this machine may read `/metrics` and `/readyz`. */
  readonly monitors: Monitors
  /** What looks for harmful software in files that are passed on; undefined: nothing does. */
  readonly scanner: ScannerAddress | undefined
  /** File of passwords found in breaches, ordered by hash; undefined: the common ones alone are known. */
  readonly breachedPasswords: string | undefined
  /** The collector of logs that takes the audit; undefined: it stays here, and leaves as CSV. */
  readonly auditSink: AuditSink | undefined
  /** The day on which somebody looked at the clock, after a long time off. */
  readonly clockChecked: string | undefined
  /** Terms under which open data may be used again: an address. */
  readonly dataLicence: string
  /** Who must have a second factor: nobody, some duties, or everybody; undefined: everybody, and nobody in a demonstration. */
  readonly secondFactor: 'off' | 'required' | 'everybody' | undefined
  /** Of how many bits RSA keys of passkeys and of sign-in platforms must be. */
  readonly leastRsaBits: LeastRsaBits
  /** What is asked of passwords. */
  readonly passwordProfile: 'usual' | 'mlps3'
  /** Whether pages are reached over HTTPS, so that cookies and HSTS may insist on it. */
  readonly https: boolean
  /** Whether real books may be reached in clear, because the network itself is encrypted. */
  readonly allowsUnencrypted: boolean
}

/** WeChat web authorisation: the host that asks the resident, and the one that this program asks. */
export type WechatSignIn = { readonly authorizeHost: string; readonly apiHost: string; readonly appId: string; readonly secret: string }

/** The ways out. Keys and passwords stay in memory and are never logged. */
export type Gateways = {
  readonly sms?: { readonly url: string; readonly key: string }
  readonly email?: { readonly url: string; readonly from: string }
  readonly wechat?: { readonly host: string; readonly appId: string; readonly secret: string; readonly templateId: string }
}

/** Reads the configuration, and the files in which secrets are kept. Throws a CannotStart when a value makes no sense. */
export function readConfig(given: NodeJS.ProcessEnv, args: readonly string[]): Config {
  try {
    return configFrom(given, args)
  } catch (cause) {
    throw new CannotStart((cause as Error).message, { cause })
  }
}

function configFrom(given: NodeJS.ProcessEnv, args: readonly string[]): Config {
  const env = withSecrets(given)
  const port = toPort(env['PORT'] ?? '3000')
  const publicUrl = (env['PUBLIC_URL'] ?? `http://localhost:${port}`).replace(/\/+$/, '')
  const config: Config = {
    host: env['HOST'] ?? '127.0.0.1',
    port,
    dataFolder: env['DATA_DIR'] || defaultDataFolder(),
    databaseUrl: env['DATABASE_URL'] || undefined,
    secretKey: env['SECRET_KEY'] || undefined,
    secretKeyNext: env['SECRET_KEY_NEXT'] || undefined,
    secretKeyBefore: env['SECRET_KEY_BEFORE'] || undefined,
    demonstration: (env['DEMO'] ?? '1') !== '0',
    publicUrl,
    staffUrl: staffUrlIn(env['STAFF_URL'], publicUrl),
    roles: toRoles(args.find(arg => arg.startsWith('--roles='))?.slice('--roles='.length)),
    vaultRecipients: (env['VAULT_RECIPIENTS'] ?? '').split(/[\s,]+/).filter(Boolean),
    tipRecipients: (env['TIP_RECIPIENTS'] ?? '').split(/[\s,]+/).filter(Boolean),
    gateways: toGateways(env),
    wechatSignIn: toWechatSignIn(env['WECHAT_SIGN_IN'] ?? ''),
    staffOpenId: toOpenId('STAFF_OPENID', env['STAFF_OPENID'] ?? ''),
    residentOpenId: toOpenId('RESIDENT_OPENID', env['RESIDENT_OPENID'] ?? ''),
    complaintsPerSource: toCount('COMPLAINTS_PER_SOURCE', env['COMPLAINTS_PER_SOURCE'], 'complaints'),
    readsPerSource: toCount('READS_PER_SOURCE', env['READS_PER_SOURCE'], 'readings'),
    trustedProxies: addressesIn('TRUSTED_PROXIES', env['TRUSTED_PROXIES']),
    monitors: monitorsFrom(env['MONITORS'], env['MONITOR_TOKEN']),
    scanner: scannerIn(env['SCANNER']),
    breachedPasswords: env['BREACHED_PASSWORDS'] || undefined,
    auditSink: auditSinkIn(env['AUDIT_SINK']),
    clockChecked: dayIn('CLOCK_CHECKED', env['CLOCK_CHECKED']),
    dataLicence: env['DATA_LICENCE'] || defaultDataLicence,
    secondFactor: toChoice('SECOND_FACTOR', env['SECOND_FACTOR'], { off: 'off', required: 'required', everybody: 'everybody' } as const),
    leastRsaBits: leastRsaBitsIn(env['RSA_2048']),
    passwordProfile: toChoice('PASSWORD_PROFILE', env['PASSWORD_PROFILE'], { usual: 'usual', mlps3: 'mlps3' } as const) ?? 'usual',
    https: publicUrl.startsWith('https://'),
    allowsUnencrypted: toChoice('UNENCRYPTED_WAYS', env['UNENCRYPTED_WAYS'], { allowed: true }) ?? false,
  }
  if (!config.demonstration && !config.allowsUnencrypted) insistOnEncrypted(waysOut(config))
  return config
}

/** Every address of the environment: a start insists that they are encrypted, and `npm run cli -- ways-out` prints those that the program connects to. */
export function waysOut({ publicUrl, staffUrl, databaseUrl, gateways: { sms, email, wechat }, wechatSignIn, staffOpenId, residentOpenId, scanner, auditSink }: Config): Way[] {
  return [
    { variable: 'PUBLIC_URL', url: publicUrl, isForBrowsers: true }, { variable: 'STAFF_URL', url: staffUrl, isForBrowsers: true }, { variable: 'DATABASE_URL', url: databaseUrl }, { variable: 'SMS_GATEWAY', url: sms?.url }, { variable: 'MAIL_SERVER', url: email?.url }, { variable: 'WECHAT_ACCOUNT', url: wechat?.host },
    { variable: 'WECHAT_SIGN_IN', url: wechatSignIn?.authorizeHost, isForBrowsers: true }, { variable: 'WECHAT_SIGN_IN', url: wechatSignIn?.apiHost }, { variable: 'STAFF_OPENID', url: staffOpenId?.issuer }, { variable: 'RESIDENT_OPENID', url: residentOpenId?.issuer },
    { variable: 'SCANNER', url: scanner && 'host' in scanner ? `clamd://${scanner.host.includes(':') ? `[${scanner.host}]` : scanner.host}:${scanner.port}` : undefined }, { variable: 'AUDIT_SINK', url: auditSink?.url },
  ]
}

function dayIn(name: string, text: string | undefined): string | undefined {
  if (text && !/^\d{4}-\d\d-\d\d$/.test(text)) throw new Error(`${name}=${text} is no day: write it as YYYY-MM-DD`)
  return text || undefined
}

function toPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT=${text} is no port: give a number from 1 to 65535`)
  return port
}

/** `SMS_GATEWAY=https://… key`, `MAIL_SERVER=smtps://… from`, `WECHAT_ACCOUNT=https://api.weixin.qq.com app secret template`. */
function toGateways(env: NodeJS.ProcessEnv): Gateways {
  const parts = (name: string, count: number) => {
    const given = (env[name] ?? '').split(/\s+/).filter(Boolean)
    if (given.length > 0 && (given.length !== count || !URL.canParse(given[0]!))) throw new Error(`${name} is not understood: give ${count} parts separated by spaces, the first an address`)
    return given as [string, string, string, string] | []
  }
  const [smsUrl, key] = parts('SMS_GATEWAY', 2)
  const [mailUrl, from] = parts('MAIL_SERVER', 2)
  const [host, appId, secret, templateId] = parts('WECHAT_ACCOUNT', 4)
  return { ...(smsUrl && { sms: { url: smsUrl, key: key! } }), ...(mailUrl && { email: { url: mailUrl, from: from! } }), ...(host && { wechat: { host, appId: appId!, secret: secret!, templateId: templateId! } }) }
}

function toChoice<Value>(name: string, text: string | undefined, choices: Readonly<Record<string, Value>>): Value | undefined {
  if (!text) return undefined
  if (!Object.hasOwn(choices, text)) throw new Error(`${name} is not understood: choose from ${Object.keys(choices).join(', ')}`)
  return choices[text]
}

/** `WECHAT_SIGN_IN=https://open.weixin.qq.com https://api.weixin.qq.com app secret`. */
function toWechatSignIn(text: string): WechatSignIn | undefined {
  const [authorizeHost, apiHost, appId, secret, ...more] = text.split(/\s+/).filter(Boolean)
  if (authorizeHost === undefined) return undefined
  if (!URL.canParse(authorizeHost) || !URL.canParse(apiHost ?? '') || !appId || !secret || more.length > 0) throw new Error('WECHAT_SIGN_IN is not understood: give 4 parts separated by spaces, the first two addresses')
  return { authorizeHost: authorizeHost.replace(/\/+$/, ''), apiHost: apiHost!.replace(/\/+$/, ''), appId, secret }
}

/** `STAFF_OPENID=https://issuer client secret`, and after that the words of `acr` or `amr` that stand for two factors. Plain HTTP only on one's own machine. */
function toOpenId(name: string, text: string): OpenIdSettings | undefined {
  const [issuer, clientId, secret, ...factors] = text.split(/\s+/).filter(Boolean)
  if (issuer === undefined) return undefined
  const { protocol = '', hostname = '' } = URL.canParse(issuer) ? new URL(issuer) : {}
  if (!clientId || !secret || !(protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)))) throw new Error(`${name} is not understood: give at least 3 parts separated by spaces, the first an address with https`)
  return { issuer, clientId, secret, factors }
}

function toCount(name: string, text: string | undefined, of: string): number | undefined {
  if (!text) return undefined
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name}=${text} is no number of ${of}`)
  return count
}

function toRoles(text: string | undefined): ReadonlySet<ProgramRole> {
  if (text === undefined) return new Set(programRoles)
  const asked = text.split(',')
  const unknown = asked.find(role => !(programRoles as readonly string[]).includes(role))
  if (unknown !== undefined) throw new Error(`--roles=${text}: there is no role ${unknown}; choose from ${programRoles.join(', ')}`)
  return new Set(asked as ProgramRole[])
}
