import { createAccount } from '../src/actions/sign-in.ts'
import { buildApp } from '../src/app.ts'
import type { Program } from '../src/cli/open-program.ts'
import { figure } from './measure.ts'

const guesses = Number(process.env['PASSWORD_GUESSES'] ?? 1_000_000)
const networks = Number(process.env['PASSWORD_NETWORKS'] ?? 1000)
const atOnce = 500
const sittings = 50
const account = { username: 'bench.holder', password: '油菜花开了去看看 in spring', name: '量测·无此人' }

/** A million guessed passwords for one account from a thousand networks, while its holder signs in on his own browser, and on a new one. */
export async function benchPasswords(program: Program): Promise<void> {
  const app = await buildApp(program.context, program.signIn, { readerPool: program.readerPool, demonstration: false, publicUrl: 'http://localhost', https: false, consoleFolder: undefined })
  await createAccount(program.signIn, account)
  const enter = async (password: string, remoteAddress: string, cookie = '') => {
    const { statusCode, cookies } = await app.inject({ method: 'POST', url: '/api/auth/sign-in/username', remoteAddress, headers: { origin: 'http://localhost', cookie }, payload: { username: account.username, password } })
    return { statusCode, cookie: cookies.filter(({ name }) => name === 'ydt.device').map(({ name, value }) => `${name}=${value}`).join('') }
  }
  const own = (await enter(account.password, '192.0.2.1')).cookie
  const counts = new Map<number, number>()
  let [served, longest] = [0, 0]
  const begun = performance.now()
  for (let n = 0; n < guesses; n += atOnce) {
    const wrong = Array.from({ length: atOnce }, (_, k) => enter(`guess number ${n + k}`, `10.${((n + k) % networks) >> 8}.${(n + k) % networks & 255}.1`))
    if (n % (guesses / sittings) < atOnce) {
      const started = performance.now()
      const sitting = Math.floor(n / (guesses / sittings))
      const [known, fresh] = await Promise.all([enter(account.password, '192.0.2.1', own), enter(account.password, `198.51.${sitting}.1`)])
      served += Number(known.statusCode === 200) + Number(fresh.statusCode === 200)
      longest = Math.max(longest, performance.now() - started)
    }
    for (const { statusCode } of await Promise.all(wrong)) counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1)
  }
  const minutes = (performance.now() - begun) / 60_000
  await app.close()
  figure(`${guesses} guessed passwords of one account, ${counts.get(401) ?? 0} looked up`, `${counts.get(200) ?? 0} found, ${minutes.toFixed(1)} min`, '0 found, 40 min', !counts.has(200) && minutes <= 40)
  const faults = [...counts].reduce((sum, [status, count]) => sum + (status >= 500 ? count : 0), 0)
  figure('of them answered with a fault of ours', `${faults}`, '0', faults === 0)
  figure(`its holder ${sittings} times, on his own browser and on a new one`, `${served} served, slowest ${longest.toFixed(0)} ms`, 'all served, 60 s', served === 2 * sittings && longest <= 60_000)
}
