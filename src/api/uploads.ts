import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { takeSent } from '#platform/allowances.ts'
import { done, refuse, type Outcome } from '#actions/context.ts'
import type { Sitting } from './audit-trail.ts'
import { isKeepable } from './mistakes.ts'
import { ownPostOf } from './staff-gate.ts'

type UploadedFile = { readonly name: string; readonly bytes: Buffer }

/** What a form carried: its texts, and its file if there was one; its files, where a route takes several. */
export type Upload = { readonly texts: ReadonlyMap<string, string>; readonly file: UploadedFile | undefined; readonly files: readonly UploadedFile[] }

/** Lets routes on `api` take multipart forms of a few short texts and one file, unless told otherwise. */
export async function acceptUploads(api: FastifyInstance, limits: { readonly files?: number; readonly fileSize?: number; readonly fieldSize?: number } = {}): Promise<void> {
  await api.register(multipart, { limits: { fileSize: 20_000_000, files: 1, fields: 8, parts: 9, fieldSize: 1000, fieldNameSize: 100, headerPairs: 50, ...limits } })
}

export type UploadRefusal = { readonly code: 'too-large' | 'broken-form' } | { readonly code: 'sent-too-much'; readonly seconds: number }

/** Reads a form whole, in whatever order its parts come. What an officer sends in counts for that person. */
export async function readUpload(request: FastifyRequest): Promise<Outcome<Upload, UploadRefusal>> {
  const texts = new Map<string, string>()
  const files: UploadedFile[] = []
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') files.push({ name: part.filename ?? '', bytes: await part.toBuffer() })
      else texts.set(part.fieldname, String(part.value))
    }
  } catch (cause) {
    // The library names its limits; anything else is a form that stops in the middle or is no form at all.
    const isLimit = /^FST_(?:REQ_FILE_TOO_LARGE|PARTS_LIMIT|FILES_LIMIT|FIELDS_LIMIT)$/.test(String((cause as { code?: string }).code))
    return refuse({ code: isLimit ? 'too-large' : 'broken-form' })
  }
  if (![...texts.values()].every(isKeepable)) return refuse({ code: 'broken-form' })
  const seconds = request.server.hasRequestDecorator('sitting') ? tooMuchOfOfficer(request, files) : undefined
  return seconds === undefined ? done({ texts, file: files[0], files }) : refuse({ code: 'sent-too-much', seconds })
}

function tooMuchOfOfficer(request: FastifyRequest, files: readonly UploadedFile[]): number | undefined {
  const { allowances, clock } = request.getDecorator<Sitting>('sitting').context
  return takeSent(allowances.sentByOfficer, ownPostOf(request).id, files, clock.now()) // of the person: a lent post is no second budget
}
