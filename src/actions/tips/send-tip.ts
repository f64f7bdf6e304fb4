import { createHash, randomUUID } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { cityOf, countyOf } from '#rules/divisions/division-code.ts'
import { partsOf, tipLengths, tipProblems, type TipForm, type TipProblem } from '#rules/tips/form.ts'
import { tipFactsOf } from '#rules/tips/fold.ts'
import { tipDays } from '#rules/tips/told-days.ts'
import { caseKeyFrom, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { receiptCodeFor, receiptHmac, receiptHmacs } from '#platform/crypto/receipt-code.ts'
import { makeReporterKey } from '#platform/crypto/reporter-key.ts'
import { isSealed } from '#platform/crypto/provider.ts'
import { seal, sealingSuite } from '#platform/crypto/sealing.ts'
import { asReporter, insertTip, type NewTip, type SealedPart } from '#records/tips.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { tipLeafFor } from './tip-leaf.ts'

/** A report as it came: sealed by the reporter's own browser, or open and sealed here before anything keeps it. */
export type TipInput = {
  readonly bodyCode: number
  /** The key of the form: sent twice, it makes one report. */
  readonly key: string
} & ({ readonly sealed: { readonly matter: Buffer; readonly person?: Buffer; readonly files: readonly Buffer[] } }
  | { readonly open: { readonly form: TipForm; readonly files: readonly { readonly name: string; readonly bytes: Buffer }[] } })

/** What the reporter takes home. The code is shown and never stored. Of a report that came before and was screened since, no day is left to tell. */
export type SentTip = { readonly receiptCode: string; readonly receivedOn: PlainDate; readonly screenedBy: PlainDate | undefined; readonly repeated: boolean }

export type TipSendingRefusal = { readonly code: 'bad-key' | 'tips-not-taken' | 'not-sealed' } | { readonly code: 'tip-wrong'; readonly problems: readonly TipProblem[] }

/** The discipline bodies a report about this place can go to: the county's, and the city's when it is about the county's own people. */
export function bodiesFor(context: Context, placeCode: number): { readonly own: number | undefined; readonly above: number | undefined } {
  const known = (code: number) => context.tips.recipients.has(code) ? code : undefined
  return { own: known(countyOf(placeCode)), above: known(cityOf(placeCode)) }
}

/** Receives a confidential report. Whatever is kept was sealed before; nothing here can open it again. */
export async function sendTip(context: Context, input: TipInput): Promise<Outcome<SentTip, TipSendingRefusal>> {
  if (!/^[0-9a-f-]{36}$/.test(input.key)) return refuse({ code: 'bad-key' })
  const recipients = context.tips.recipients.get(input.bodyCode)
  if (!recipients) return refuse({ code: 'tips-not-taken' })
  const parts = 'sealed' in input ? sealedParts(input.sealed) : await sealParts(recipients, input.open, input.key)
  if (!parts.ok) return parts
  const receiptCode = receiptCodeFor(context.secrets.receiptPepper, `report:${input.key}`)
  const tip = await compose(context, input, receiptCode, parts.value)
  const isNew = await insertTip(context.tips.door, tip)
  // Sent again on another day it has the days it was told, not those of a report that came today.
  const kept = isNew ? tip : await asReporter(context.tips.desk, receiptHmacs(context.secrets.receiptPepper, receiptCode), async (_, known) => known) ?? tip
  return done({ receiptCode, receivedOn: kept.receivedOn, screenedBy: kept.countedDays?.find(({ what }) => what === 'screen')?.by, repeated: !isNew })
}

async function compose(context: Context, { bodyCode, key }: TipInput, receiptCode: string, parts: readonly SealedPart[]): Promise<NewTip> {
  const id = randomUUID()
  const receivedOn = context.clock.today()
  const isNamed = parts.some(({ kind }) => kind === 'person')
  const filed = { seq: 1, action: 'file', day: receivedOn } as const
  const formHash = createHash('sha256').update(key).digest()
  const reporter = await makeReporterKey(receiptCode, formHash.toString('hex'))
  const caseKey = caseKeyFrom(receiptCode)
  return {
    id, bodyCode, isNamed, receivedOn, origin: 'door', isDiverted: false, formHash, parts,
    receiptHmac: receiptHmac(context.secrets.receiptPepper, receiptCode), reporterRecipient: reporter.recipient, reporterKey: reporter.wrapped,
    caseKey: wrapCaseKey(context.secrets.wrappingKey, id, caseKey),
    countedDays: tipDays(tipFactsOf([filed]), isNamed, context.calendar),
    leaf: tipLeafFor(caseKey, id, filed, 'received', null),
  }
}

type SealedInput = Extract<TipInput, { sealed: object }>['sealed']
type OpenInput = Extract<TipInput, { open: object }>['open']

function sealedParts({ matter, person, files }: SealedInput): Outcome<SealedPart[], TipSendingRefusal> {
  const given = [{ kind: 'matter' as const, ciphertext: matter }, ...person ? [{ kind: 'person' as const, ciphertext: person }] : [], ...files.map(ciphertext => ({ kind: 'file' as const, ciphertext }))]
  if (files.length > tipLengths.files.most || given.some(({ ciphertext }) => !isSealed(ciphertext))) return refuse({ code: 'not-sealed' })
  return done(given.map(part => ({ ...part, suite: sealingSuite })))
}

async function sealParts(recipients: readonly string[], { form, files }: OpenInput, key: string): Promise<Outcome<SealedPart[], TipSendingRefusal>> {
  const problems = [...tipProblems(form), ...fileProblems(files)]
  if (problems.length > 0) return refuse({ code: 'tip-wrong', problems })
  const { matter, person } = partsOf(form, key)
  const part = async (kind: SealedPart['kind'], plain: string | Uint8Array): Promise<SealedPart> => ({ kind, suite: sealingSuite, ciphertext: await seal(recipients, plain) })
  return done(await Promise.all([
    part('matter', matter), ...person === undefined ? [] : [part('person', person)],
    ...files.map(({ name, bytes }) => part('file', Buffer.concat([Buffer.from(JSON.stringify({ v: 1, form: key, name }) + '\n'), bytes]))),
  ]))
}

function fileProblems(files: OpenInput['files']): TipProblem[] {
  const { most, bytes } = tipLengths.files
  return [...files.length > most ? [{ field: 'files' as const, code: 'too-many' as const }] : [], ...files.some(file => file.bytes.length > bytes) ? [{ field: 'files' as const, code: 'too-large' as const }] : []]
}
