import { randomUUID } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { receiptCodeFor } from '../src/platform/crypto/receipt-code.ts'
import { isSolved } from '../src/platform/proof-of-work.ts'
import { fileComplaint } from '../src/actions/complaints.ts'
import type { Context } from '../src/actions/context.ts'
import { sendTip } from '../src/actions/tips/send-tip.ts'
import { buildApp } from '../src/app.ts'
import { county, mainVillages } from '../src/cli/demonstration/people.ts'
import type { Program } from '../src/cli/open-program.ts'
import { figure } from './measure.ts'

const guesses = Number(process.env['GUESSES'] ?? 1_000_000)
const holders = 50
const atOnce = 50

/** A million guessed codes from as many networks as there can be, looked for among complaints and reports alike, and complainants and reporters in turns who look theirs up in between. */
export async function benchGuesses(program: Program): Promise<void> {
  const recipients = new Map([[county, [await identityToRecipient(await generateX25519Identity())]]])
  const context = { ...program.context, tips: { ...program.context.tips, recipients } }
  const app = await buildApp(context, program.signIn, { readerPool: program.readerPool, demonstration: false, publicUrl: 'http://localhost', https: false, consoleFolder: undefined })
  const codes = await Promise.all(Array.from({ length: holders }, (_, n) => (n % 2 === 0 ? complained(context) : reported(context))))
  const look = (code: string, remoteAddress: string, more: object = {}) => app.inject({
    method: 'POST', url: '/track', remoteAddress, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ code, ...more }).toString(),
  })
  const counts = new Map<number, number>()
  let [served, longest] = [0, 0]
  const begun = performance.now()
  for (let n = 0; n < guesses; n += atOnce) {
    const answers = await Promise.all(Array.from({ length: atOnce }, (_, k) => look(receiptCodeFor(context.secrets.receiptPepper, randomUUID()), `10.${(n + k) >> 8 & 255}.${(n + k) & 255}.1`)))
    for (const { statusCode } of answers) counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1)
    if (n % (guesses / holders) !== 0) continue
    const holder = n / (guesses / holders)
    const started = performance.now()
    if (await isServed(look, codes[holder]!, `192.0.${holder}.1`)) served += 1
    longest = Math.max(longest, performance.now() - started)
  }
  const minutes = (performance.now() - begun) / 60_000
  await app.close()
  figure(`${guesses} guessed receipt codes, ${counts.get(422) ?? 0} looked up`, `${counts.get(200) ?? 0} found, ${minutes.toFixed(1)} min`, '0 found, 30 min', !counts.has(200) && minutes <= 30)
  figure(`${holders} complainants and reporters with their own codes in between`, `${served} served, slowest ${longest.toFixed(0)} ms`, 'all served, 5 s', served === holders && longest <= 5000)
}

async function reported(context: Context): Promise<string> {
  const form = { about: '某干部（测试）', statement: '量测用的举报，没有真实内容。', happened: '', proof: '', name: '', phone: '' }
  const sent = await sendTip(context, { bodyCode: county, key: randomUUID(), open: { form, files: [] } })
  if (!sent.ok) throw new Error(sent.refusal.code)
  return sent.value.receiptCode
}

async function complained(context: Context): Promise<string> {
  const filed = await fileComplaint(context, { villageCode: mainVillages[0]!, statement: '量测用的投诉，没有真实内容。', photos: [], idempotencyKey: randomUUID(), channel: 'web' })
  if (!filed.ok) throw new Error(filed.refusal.code)
  return filed.value.receiptCode
}

type Look = (code: string, remoteAddress: string, more?: object) => Promise<{ statusCode: number; body: string }>

/** What a browser does: asks, and does the work it is asked for while guesses come in from elsewhere. */
async function isServed(look: Look, code: string, from: string): Promise<boolean> {
  const first = await look(code, from)
  if (first.statusCode === 200) return true
  const challenge = /name="challenge" value="([^"]+)"/u.exec(first.body)?.[1] ?? ''
  let counter = 0
  while (!isSolved(challenge, String(counter))) counter += 1
  return (await look(code, from, { challenge, counter: String(counter) })).statusCode === 200
}
