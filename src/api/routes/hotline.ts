import type { FastifyInstance } from 'fastify'
import { columnLetters } from '#rules/imports/sheet.ts'
import { isWarning, type WorkOrderProblem } from '#rules/intake/work-orders.ts'
import { hotlineRefusal } from '#rules/policy/intake.ts'
import { workOrderFieldTexts, workOrderProblemText } from '#text/intake.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import { listDivisionNames } from '#records/divisions.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { importHotline, readHotline, type HotlineReading } from '#actions/intake/hotline.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/hotline.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'

/** Files of the 12345 hotline: looked at first, then taken over. */
export function addHotline(uploads: FastifyInstance, context: Context): void {
  addRoute(uploads, contract.readHotline, async ({ language, request }) => {
    const officer = officerOf(request)
    const refusal = hotlineRefusal(officer)
    if (refusal) return refuse(refusal)
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    if (!upload.value.file) return refuse({ code: 'file-missing' })
    const read = await readHotline(context, officer, upload.value.file.bytes)
    if (!read.ok) return read
    if (!('file' in read.value)) return done(await readingView(context, read.value, language))
    const { code, details } = read.value.file
    return done({ ...nothing, refusal: { code, message: problemSentence({ code, part: 'file', details }, undefined, language) } })
  })
  addRoute(uploads, contract.importHotline, async ({ request }) => {
    const officer = officerOf(request)
    const refusal = hotlineRefusal(officer)
    if (refusal) return refuse(refusal)
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { texts, file } = upload.value
    if (!file) return refuse({ code: 'file-missing' })
    const taken = await importHotline(context, officer, { bytes: file.bytes, sha256: texts.get('sha256') ?? '', leaveOut: Number(texts.get('leaveOut') ?? 0) }, askedBy(request, file.bytes))
    if (!taken.ok) return taken
    const { filed, known, receipts } = taken.value
    return done({ filed, known, receipts: [...receipts] })
  })
}

const nothing = { sha256: '', columns: [], orders: [], fresh: 0, known: 0, leftOut: [], problems: [], omitted: 0, isBlocked: true }
const mostProblems = 200

async function readingView(context: Context, { sha256, table, orders, known, leftOut, problems }: HotlineReading, language: Language): Promise<contract.HotlineReading> {
  const names = await listDivisionNames(context.db, [...new Set(orders.map(({ form }) => form.villageCode))])
  return {
    sha256, ...(table && { headerRow: table.headerRow + 1 }),
    columns: (table?.columns ?? []).map(({ field, index, header }) => ({ field, header, column: columnLetters(index) })),
    orders: orders.map(({ row, number, calledOn, dueOn, form, person }) => ({
      row, number, calledOn, ...(dueOn && { dueOn }), villageName: names.get(form.villageCode) ?? '', excerpt: [...form.statement].slice(0, 80).join(''), isNamed: person !== undefined, isKnown: known.has(number),
    })),
    fresh: orders.filter(({ number }) => !known.has(number)).length, known: known.size,
    leftOut: leftOut.map(({ row, number, problems: of }) => ({ row, number, messages: of.map(problem => workOrderProblemText(language, problem)) })),
    // Errors first: they are what keeps a row from being taken over.
    problems: problems.toSorted((a, b) => Number(isWarning(a)) - Number(isWarning(b))).slice(0, mostProblems).map(problem => problemView(language, problem)),
    omitted: Math.max(0, problems.length - mostProblems), isBlocked: orders.length === 0,
  }
}

function problemView(language: Language, problem: WorkOrderProblem): contract.HotlineReading['problems'][number] {
  const { code, field, row, cell } = problem
  return {
    place: 'file', code, message: workOrderProblemText(language, problem), severity: isWarning(problem) ? 'warning' : 'error',
    ...(row !== undefined && { row }), ...(cell !== undefined && { cell }), ...(field && { field, column: workOrderFieldTexts[language][field] }),
  }
}
