import { useState } from 'react'
import type { Language } from '#text/language.ts'
import type { ImportUpload } from '../api-types.ts'
import { call, Refused } from '../client.ts'
import { useLanguage } from '../language.tsx'

const chunkBytes = 512 * 1024

export type Sending = { readonly upload?: ImportUpload | undefined; readonly sent: number; readonly isSending: boolean; readonly failure?: Error | undefined }
export type Target = { readonly item: string; readonly villageCode: number | undefined }

/**
 * Sends a file in chunks and has it checked. What has arrived is remembered by the hash of the file for as long as the page is open,
 * so that choosing the same file after a break goes on where it stopped.
 */
export function useSending() {
  const { language } = useLanguage()
  const [state, setState] = useState<Sending>({ sent: 0, isSending: false })
  const [begun] = useState(() => new Map<string, string>())
  const send = async (target: Target, name: string, content: Blob) => {
    setState({ sent: 0, isSending: true })
    try {
      const upload = await announced(target, name, content, begun, language)
      let arrived = upload
      while (arrived.received < content.size) {
        arrived = await nextChunk(arrived, content, language)
        setState({ sent: arrived.received / content.size, isSending: true })
      }
      const checking = await call('POST /api/v1/import-uploads/{id}/checks', { params: { id: upload.id }, body: {} }, { language })
      setState({ upload: checking, sent: 1, isSending: false })
    } catch (failure) {
      setState(before => ({ ...before, isSending: false, failure: failure instanceof Error ? failure : new Error(String(failure)) }))
    }
  }
  return { ...state, send }
}

async function announced({ item, villageCode }: Target, name: string, content: Blob, begun: Map<string, string>, language: Language): Promise<ImportUpload> {
  const sha256 = await hashOf(content)
  const key = `${item} ${villageCode ?? ''} ${sha256 ?? `${name} ${content.size}`}`
  const earlier = begun.get(key)
  if (earlier !== undefined) {
    const upload = await call('GET /api/v1/import-uploads/{id}', { params: { id: earlier } }, { language })
    if (upload.state === 'receiving') return upload
  }
  const upload = await call('POST /api/v1/import-uploads', { body: { item, name, bytes: content.size, ...(sha256 !== undefined && { sha256 }), ...(villageCode !== undefined && { villageCode }) } }, { language })
  begun.set(key, upload.id)
  return upload
}

// Without a secure connection a browser offers no hash; the server then makes it alone.
async function hashOf(content: Blob): Promise<string | undefined> {
  const subtle = (globalThis.crypto as Partial<Crypto>).subtle
  if (!subtle) return undefined
  const hash = new Uint8Array(await subtle.digest('SHA-256', await content.arrayBuffer()))
  return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

async function nextChunk(upload: ImportUpload, content: Blob, language: Language): Promise<ImportUpload> {
  const file = content.slice(upload.received, upload.received + chunkBytes)
  try {
    return await call('PUT /api/v1/import-uploads/{id}/chunk', { params: { id: upload.id }, form: { offset: String(upload.received), file } }, { language })
  } catch (cause) {
    if (!(cause instanceof Refused) || cause.problem.code !== 'upload-offset') throw cause
    return call('GET /api/v1/import-uploads/{id}', { params: { id: upload.id } }, { language })
  }
}
