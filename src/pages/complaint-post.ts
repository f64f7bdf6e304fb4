import type { FastifyRequest } from 'fastify'
import { takeSent } from '#platform/allowances.ts'
import { complaintLimits, type ComplaintProblem } from '#rules/cases/complaint-form.ts'
import { sourceOf, type House } from './house.ts'

/** What arrived with the form, as far as it could be read. */
export type PostedComplaint = {
  readonly typed: Readonly<Record<string, string>>
  readonly photos: readonly { readonly bytes: Buffer }[]
  readonly photoProblems: readonly ComplaintProblem[]
  /** Photos that were left behind because too many are being sent at this moment. */
  readonly isBusy: boolean
  /** The body ended too early or was not in the form it claimed. */
  readonly isBroken: boolean
}

/** How many minutes the photos have to wait, where their network has sent too much within a day; the words do not. */
export function minutesUntilTaken(house: House, request: FastifyRequest, photos: readonly { readonly bytes: Uint8Array }[]): number | undefined {
  const seconds = takeSent(house.context.allowances.sentByNetwork, sourceOf(house, request), photos, house.context.clock.now())
  return seconds === undefined ? undefined : Math.ceil(seconds / 60)
}

/** How many bytes of photos are in memory at this moment, over all requests. */
export type PhotoRoom = { held: number }

const mostHeld = 256 * 1024 * 1024

export const multipartLimits = { fieldNameSize: 60, fieldSize: 64 * 1024, fields: 30, fileSize: complaintLimits.photoBytes, files: 40, parts: 70, headerPairs: 50 } as const

/** Reads the form, keeping whatever can be kept: one bad photo must not cost a resident what was typed. */
export async function readComplaintPost(request: FastifyRequest, room: PhotoRoom): Promise<PostedComplaint> {
  if (!request.isMultipart()) return { typed: textsOf(request.body), photos: [], photoProblems: [], isBusy: false, isBroken: false }
  const typed: Record<string, string> = Object.create(null)
  const photos: { bytes: Buffer }[] = []
  const photoProblems: ComplaintProblem[] = []
  let isBusy = false
  let isBroken = false
  try {
    for await (const part of request.parts({ limits: multipartLimits })) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') typed[part.fieldname] ??= part.value
        continue
      }
      const photo = await readPhoto(part.file, room, photos.length >= complaintLimits.photos)
      if (photo === 'too-many') photoProblems.push({ field: 'photos', code: 'too-many-photos' })
      else if (photo === 'too-large') photoProblems.push({ field: 'photos', code: 'photo-too-large' })
      else if (photo === 'busy') isBusy = true
      else if (photo.length > 0) photos.push({ bytes: photo })
    }
  } catch {
    isBroken = true // the parser says in English and in detail what the sender did wrong; for the resident it comes to one sentence
  }
  return { typed, photos, photoProblems: firstOfEach(photoProblems), isBusy, isBroken }
}

/** Gives the room back when the request is over, however it ended. */
export function release(room: PhotoRoom, post: PostedComplaint): void {
  for (const { bytes } of post.photos) room.held -= bytes.length
}

type PartFile = AsyncIterable<Buffer> & { readonly truncated: boolean }

/** Reads one file to its end in any case: the parts behind it wait for it. */
async function readPhoto(file: PartFile, room: PhotoRoom, isOneTooMany: boolean): Promise<Buffer | 'too-many' | 'too-large' | 'busy'> {
  const chunks: Buffer[] = []
  let size = 0
  let isBusy = false
  try {
    for await (const chunk of file) {
      if (isOneTooMany || isBusy) {
        size += chunk.length
        continue
      }
      isBusy = room.held + chunk.length > mostHeld
      if (isBusy) continue
      room.held += chunk.length
      size += chunk.length
      chunks.push(chunk)
    }
  } catch (cause) {
    room.held -= held(chunks)
    throw cause
  }
  const verdict = isOneTooMany && size > 0 ? 'too-many' : file.truncated ? 'too-large' : isBusy ? 'busy' : undefined
  if (verdict === undefined) return Buffer.concat(chunks)
  room.held -= held(chunks)
  return verdict
}

function held(chunks: readonly Buffer[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}

function firstOfEach(problems: readonly ComplaintProblem[]): ComplaintProblem[] {
  return problems.filter((problem, i) => problems.findIndex(other => other.code === problem.code) === i)
}

/** The text fields of a simple form; of a name given twice the first. */
export function textsOf(body: unknown): Record<string, string> {
  const typed: Record<string, string> = Object.create(null)
  if (typeof body !== 'object' || body === null) return typed
  for (const [name, value] of Object.entries(body)) {
    const first: unknown = Array.isArray(value) ? value[0] : value
    if (typeof first === 'string') typed[name] = first
  }
  return typed
}
