import { systemNow } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { askOnce, shakeHands, weakSuites, type Answered, type Probed } from '#platform/https-probes.ts'
import type { Command } from './command.ts'

/** `npm run cli -- check-https`: what TLS, certificate and headers look like from outside, through whatever proxy stands in front. */
export const checkHttpsCommand: Command = {
  name: 'check-https',
  summary: 'ask PUBLIC_URL and STAFF_URL from outside whether HTTPS is what it should be',
  usage: 'npm run cli -- check-https    (PUBLIC_URL and STAFF_URL say what is asked, NODE_EXTRA_CA_CERTS a further authority)\n\nOne line for each question, ok or NOT; exit code 1 if any is not.',
  async run() {
    const { publicUrl, staffUrl } = readConfig(process.env, [])
    const found = await checkHttps({ publicUrl, staffUrl })
    for (const { isRight, address, said } of found) console.log(`${isRight ? 'ok ' : 'NOT'}  ${address}  ${said}`)
    return found.every(({ isRight }) => isRight) ? 0 : 1
  },
}

type Found = { readonly isRight: boolean; readonly address: string; readonly said: string }
type Asked = { readonly publicUrl: string; readonly staffUrl: string; readonly ca?: string; readonly plainPort?: number }
type Place = Probed & { readonly plainPort: number; readonly isStaffs: boolean; readonly isShared: boolean }
type Question = (place: Place) => Promise<readonly [isRight: boolean, said: string]>

const secondsOfYear = 31_536_000
const millisecondsOfDay = 86_400_000
/** Whoever renews by itself does so thirty days before; a certificate that ends sooner than this was not renewed. */
const fewestDays = 14

/** In the order in which a proxy is set up. */
const questions: readonly Question[] = [
  place => isRefused(place, 'TLSv1'), place => isRefused(place, 'TLSv1.1'), suites, certificate, insistsOnHttps, ...['/', '/healthz'].map((path): Question => place => leadsToHttps(place, path)), cookies, keptApart,
]

/** Every answer, in order. An address at which nobody takes TLS 1.2 or 1.3 has no others. */
export async function checkHttps({ publicUrl, staffUrl, ca, plainPort = 80 }: Asked): Promise<Found[]> {
  const isShared = publicUrl === staffUrl
  const found: Found[] = []
  for (const address of new Set([publicUrl, staffUrl])) {
    const place: Place = { url: new URL(address), ca, plainPort, isShared, isStaffs: address === staffUrl }
    const [isTaken, said] = await takesToday(place)
    found.push({ address, isRight: isTaken, said })
    for (const ask of isTaken ? questions : []) {
      const [isRight, said] = await ask(place)
      found.push({ address, isRight, said })
    }
  }
  return found
}

async function takesToday(place: Place): ReturnType<Question> {
  if (place.url.protocol !== 'https:') return [false, 'does not begin with https://']
  const taken: string[] = []
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) if (typeof await shakeHands(place, version) === 'object') taken.push(version.replace('v', ' '))
  return taken.length > 0 ? [true, `takes ${taken.join(' and ')}`] : [false, 'nobody takes TLS 1.2 or 1.3 here']
}

async function isRefused(place: Place, version: 'TLSv1' | 'TLSv1.1'): ReturnType<Question> {
  const name = version === 'TLSv1' ? 'TLS 1.0' : 'TLS 1.1'
  const came = await shakeHands(place, version)
  if (came === 'refused') return [true, `refuses ${name}`]
  return [false, typeof came === 'object' ? `takes ${name}` : `could not be asked for ${name} from here`]
}

async function suites(place: Place): ReturnType<Question> {
  const came = await shakeHands(place, 'TLSv1.2', weakSuites)
  if (came === 'refused') return [true, 'refuses weak suites of TLS 1.2']
  return [false, typeof came === 'object' ? 'takes weak suites of TLS 1.2: allow ECDHE with GCM or ChaCha20 alone' : 'could not be asked for weak suites from here']
}

async function certificate(place: Place): ReturnType<Question> {
  let came = await shakeHands(place, 'TLSv1.3')
  if (typeof came !== 'object') came = await shakeHands(place, 'TLSv1.2')
  if (typeof came !== 'object') return [false, 'shows no certificate']
  if (came.mistrust !== undefined) return [false, `its certificate is not to be trusted for ${place.url.hostname}: ${came.mistrust}`]
  const days = Math.floor((came.validTo.getTime() - systemNow()) / millisecondsOfDay)
  return [days >= fewestDays, `its certificate is good for ${place.url.hostname} and lasts ${days} more days`]
}

async function insistsOnHttps(place: Place): ReturnType<Question> {
  const header = (await at(place, '/healthz'))?.headers['strict-transport-security'] ?? ''
  const seconds = Number(/(?:^|;)\s*max-age="?(\d+)/iu.exec(header)?.[1] ?? 0)
  return [seconds >= secondsOfYear, header === '' ? 'does not say Strict-Transport-Security' : `says Strict-Transport-Security: ${header}`]
}

async function leadsToHttps(place: Place, path: string): ReturnType<Question> {
  const answered = await askOnce({ url: new URL(path, `http://${place.url.hostname}:${place.plainPort}`) })
  const asked = `http://${place.url.hostname}${path}`
  if (!answered) return [true, `nobody answers ${asked}`]
  const location = URL.parse(answered.headers.location ?? '')
  const isLed = answered.status >= 300 && answered.status < 400 && location?.protocol === 'https:' && location.hostname === place.url.hostname
  if (!isLed) return [false, `${asked} is answered with ${answered.status} instead of being led to https`]
  return answered.headers['set-cookie'] ? [false, `${asked} sets a cookie`] : [true, `${asked} leads to https`]
}

/** Signing out takes cookies away, whoever asks: so it shows how they are set, without an account. */
async function cookies(place: Place): ReturnType<Question> {
  const answered = await at(place, '/api/auth/sign-out', 'POST')
  const set = answered?.headers['set-cookie'] ?? []
  if (!place.isStaffs) return [answered?.status === 404 && set.length === 0, set.length === 0 ? 'sets no cookie of the staff' : 'sets cookies of the staff']
  if (set.length === 0) return [false, 'sets no cookie at sign-out: is this program behind it?']
  const loose = set.find(cookie => !cookie.startsWith('__Host-') || !/; *secure(?:;|$)/iu.test(cookie) || !/; *path=\/(?:;|$)/iu.test(cookie) || /; *domain=/iu.test(cookie))
  return loose === undefined ? [true, 'its cookies are __Host- and Secure'] : [false, `its cookie ${loose.split('=')[0]} is not __Host- and Secure`]
}

/** Whether the proxy passes the host on, so that each side is there under its own. */
async function keptApart(place: Place): ReturnType<Question> {
  const [front, desk] = [await at(place, '/'), await at(place, '/console/')]
  if (place.isShared) return [desk?.status === 200, `the console is ${desk?.status === 200 ? '' : 'not '}there`]
  const isRight = place.isStaffs ? desk?.status === 200 && front?.headers.location === '/console/' : desk?.status === 404 && front?.status === 200
  const sides = place.isStaffs ? 'the console is there and residents’ pages are not' : 'residents’ pages are there and the console is not'
  return [isRight, isRight ? sides : `it is not so that ${sides}`]
}

function at(place: Place, path: string, method: 'GET' | 'POST' = 'GET'): Promise<Answered | undefined> {
  return askOnce({ url: new URL(path, place.url), ca: place.ca }, method)
}
