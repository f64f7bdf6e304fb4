import type { FastifyInstance, FastifyRequest } from 'fastify'
import { chooseSheet, type ImportSheet } from '#rules/imports/sheet.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import { problemSentence } from '#text/problems.ts'
import { readSpreadsheet, type Refusal } from '#platform/spreadsheets/read-spreadsheet.ts'
import { withEntry } from '#actions/audit.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { renewHalves, takeBackSetUp } from '#actions/staff/granted-set-up.ts'
import { askSetUp, grantSetUp, readSetUpSheet, withdrawSetUp } from '#actions/staff/set-up.ts'
import { addRoute } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/set-up.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload, type UploadRefusal } from '../uploads.ts'
import { emptyPlan, placed, planView, setUpState, setUpTemplate } from '../views/set-up.ts'

/** A county set up from a spreadsheet. The file is read in a child process and kept nowhere; halves of codes are told once. */
export function addSetUp(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getSetUp, async ({ language, request }) => {
    const refusal = accountRefusal(officerOf(request), 'read')
    return refusal ? refuse(refusal) : done(await setUpState(context, officerOf(request), language))
  })
  addRoute(staff, contract.getSetUpTemplate, async ({ language, request }) => {
    const refusal = accountRefusal(officerOf(request), 'read')
    return refusal ? refuse(refusal) : done(setUpTemplate(language))
  })
  addRoute(staff, contract.readSetUp, async ({ language, request }) => {
    const read = await sheetOf(request)
    if (!read.ok) return read
    if ('code' in read.value) return done({ plan: emptyPlan, problems: [], refusal: { code: read.value.code, message: problemSentence({ ...read.value, part: 'file' }, undefined, language) } })
    const { columns, problems, plan } = await readSetUpSheet(context, officerOf(request), read.value)
    return done({ plan: await planView(context, { plan }), problems: placed(problems, columns, language) })
  })
  addRoute(staff, contract.askSetUp, async ({ request }) => {
    const read = await sheetOf(request)
    if (!read.ok) return read
    const sheet = read.value
    return 'code' in sheet ? refuse({ code: 'set-up-problems' }) : withEntry(context, trailOf(request), inner => askSetUp(inner, officerOf(request), sheet))
  })
  addRoute(staff, contract.grantSetUp, async ({ params, request }) => {
    const granted = await withEntry(context, trailOf(request), inner => grantSetUp(inner, officerOf(request), params.id))
    return granted.ok ? done({ ...granted.value, halves: [...granted.value.halves] }) : granted
  })
  addRoute(staff, contract.withdrawSetUp, async ({ params, request }) => withEntry(context, trailOf(request), inner => withdrawSetUp(inner, officerOf(request), params.id)))
  addRoute(staff, contract.takeBackSetUp, async ({ params, body, request }) => {
    const taken = await withEntry(context, trailOf(request), inner => takeBackSetUp(inner, officerOf(request), params.id, body.reason))
    return taken.ok ? done({ ...taken.value, left: [...taken.value.left] }) : taken
  })
  addRoute(staff, contract.renewHalves, async ({ params, request }) => withEntry(context, trailOf(request), inner => renewHalves(inner, officerOf(request), params.id)))
}

type Unread = { readonly code: 'file-missing' } | UploadRefusal

/** The sheet of an uploaded file, for who may ask for a set-up and for nobody else. */
async function sheetOf(request: FastifyRequest): Promise<Outcome<ImportSheet | Refusal, Unread | NonNullable<ReturnType<typeof accountRefusal>>>> {
  const forbidden = accountRefusal(officerOf(request), 'ask')
  if (forbidden) return refuse(forbidden)
  const upload = await readUpload(request)
  if (!upload.ok) return upload
  if (!upload.value.file) return refuse({ code: 'file-missing' })
  const sheets = await readSpreadsheet(upload.value.file.bytes)
  if (!Array.isArray(sheets)) return done(sheets)
  return done(chooseSheet(sheets) ?? { code: 'empty-file' })
}
