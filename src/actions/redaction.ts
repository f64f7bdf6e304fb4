import { randomUUID } from 'node:crypto'
import { draftFindings, type DraftFinding } from '#rules/disclosures/draft-findings.ts'
import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { findingsInRows } from '#rules/disclosures/findings.ts'
import { severityOfFinding } from '#rules/masking/kinds.ts'
import { firstMark, keptMark, wholeMark } from '#platform/crypto/key-ring.ts'
import type { Db, Tx } from '#records/database.ts'
import { listDraftAttachments, type DraftRow } from '#records/drafts.ts'
import { insertRedactionReport, listScans, listWaived } from '#records/redaction.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

/** A finding that can be recognised again, and whether a second person has accepted it. The fingerprint is a keyed hash in hex. */
export type JudgedFinding = { readonly finding: DraftFinding; readonly fingerprint: string; readonly isWaived: boolean }

type Attached = Awaited<ReturnType<typeof listDraftAttachments>>

/** Everything personal in a draft, its files included, each with its fingerprint; found while its rows come. */
export type GrowingFindings = {
  /** Looks through the next rows, of which `before` have come already. */
  take(rows: readonly Values[], before: number): void
  /** Once all rows have come. */
  end(): JudgedFinding[]
}

export async function beginFindings(context: Context, db: Db | Tx, draft: DraftRow, schema: FieldSchema, fields: Values): Promise<GrowingFindings> {
  const attachments = await listDraftAttachments(db, draft.id)
  const [waived, inFiles] = [await waivedIn(context, db, draft.id), await findingsInFiles(context, db, attachments)]
  const words = { title: draft.title, reason: draft.reason, attachmentNames: attachments.map(file => file.name), today: context.clock.today() }
  const inText = (finding: DraftFinding, values: Values) => ({ finding, fingerprint: fingerprintOf(context, finding, textAt(values, words, finding)) })
  const found = draftFindings(schema, { fields, rows: [] }, words).map(finding => inText(finding, fields))
  return {
    take(rows, before) {
      for (const finding of findingsInRows(schema, rows, before, words.today)) found.push(inText(finding, rows[rowOf(finding) - before - 1] ?? {}))
    },
    end: () => [...found, ...inFiles].map(each => {
      const accepted = waived.get(wholeFingerprint(context, each.fingerprint))
      return { ...each, fingerprint: accepted ?? each.fingerprint, isWaived: accepted !== undefined }
    }),
  }
}

/** The fingerprints that were accepted, as they are kept, by what they are under every key. */
async function waivedIn(context: Context, db: Db | Tx, draftId: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await listWaived(db, draftId)).map(kept => [wholeFingerprint(context, kept), kept]))
}

/** The same for one finding whenever its fingerprint was made. */
export function wholeFingerprint({ secrets }: Pick<Context, 'secrets'>, fingerprint: string): string {
  return wholeMark(secrets.findingKey, Buffer.from(fingerprint, 'hex')).toString('hex')
}

function rowOf({ place }: DraftFinding): number {
  return 'row' in place ? place.row ?? 0 : 0
}

/** What still keeps a draft from being handed in (only red ones do), or from being published. */
export function standingOf(findings: readonly JudgedFinding[], until: 'submit' | 'approve'): JudgedFinding[] {
  return findings.filter(({ finding, isWaived }) => {
    const severity = severityOfFinding(finding.kind)
    return !isWaived && (severity === 'red' || (severity === 'look' && until === 'approve'))
  })
}

/** The report without which no version can be inserted, or what still stands. Within the transaction that publishes. */
export async function passGate(context: Context, tx: Tx, draft: DraftRow, findings: readonly JudgedFinding[]): Promise<Outcome<string, { readonly code: 'has-problems'; readonly problems: readonly never[]; readonly findings: readonly DraftFinding[] }>> {
  const standing = standingOf(findings, 'approve')
  if (standing.length > 0) return refuse({ code: 'has-problems', problems: [], findings: standing.map(({ finding }) => finding) })
  const blocking = new Set(findings.filter(({ finding }) => severityOfFinding(finding.kind) !== 'yellow').map(({ fingerprint }) => fingerprint))
  const id = randomUUID()
  await insertRedactionReport(tx, {
    id, draftId: draft.id, disclosureId: draft.disclosureId, version: draft.baseVersion + 1, waived: [...blocking].map(hex => Buffer.from(hex, 'hex')),
    yellow: findings.filter(({ finding }) => severityOfFinding(finding.kind) === 'yellow').length, at: new Date(context.clock.now()),
  })
  return done(id)
}

async function findingsInFiles(context: Context, db: Db | Tx, attachments: Attached): Promise<Omit<JudgedFinding, 'isWaived'>[]> {
  const scans = await listScans(db, attachments.map(file => file.fileId))
  return attachments.flatMap(({ fileId }, index) => {
    // A file from before files were looked into is one that could not be checked.
    const found = scans.get(fileId) ?? [{ kind: 'unreadable' as const, where: '', fingerprint: fileFingerprint(context, 'unreadable', fileId) }]
    return found.map(({ kind, where, fingerprint }) => ({ fingerprint, finding: { kind, start: 0, length: 0, place: { part: 'attachment' as const, index, where } } }))
  })
}

function fingerprintOf(context: Context, { kind, start, length, place }: DraftFinding, text: string): string {
  const where = 'key' in place ? place.key ?? '' : ''
  // The whole text of the place is hashed: an acceptance ends as soon as one letter of it changes. The number of the row is not in it.
  return markOf(context, ['draft', kind, place.part, where, start, length, text])
}

/** The fingerprint of something in a file: of the words found there, or of the file where there are none. */
export function fileFingerprint(context: Context, kind: string, ...of: readonly string[]): string {
  return markOf(context, ['file', kind, ...of])
}

function markOf({ secrets: { findingKey } }: Context, said: readonly unknown[]): string {
  return keptMark(findingKey, firstMark(findingKey, JSON.stringify(said))).toString('hex')
}

function textAt(values: Values, words: { title: string; reason: string | null; attachmentNames: readonly string[] }, { place }: DraftFinding): string {
  if (place.part === 'attachment') return words.attachmentNames[place.index] ?? ''
  if (place.part === 'draft') return words[place.key] ?? ''
  return String(values[place.key ?? ''] ?? '')
}
