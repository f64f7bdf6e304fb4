import { Type } from 'typebox'
import { EvidenceFile } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Id, IdempotencyKey } from './words.ts'

export const addEvidence = {
  method: 'POST',
  url: '/api/v1/cases/:id/evidence',
  bodyLimit: 11 * 1024 * 1024,
  form: [{ name: 'file', file: true, required: true, description: 'A photo or a PDF, at most 10 MB. Pictures are drawn anew, documents lose their authors.' }],
  schema: {
    operationId: 'addEvidence', tags: ['cases'],
    summary: 'Brings a photo or document for the answer that is being written, or for what a helping unit found. 422 `evidence-personal` when something personal is found in it: such a file is not kept.',
    params: ById, headers: IdempotencyKey, response: { 201: closed({ id: Id, evidence: Type.Array(EvidenceFile) }, { title: 'EvidenceAdded' }), ...refusals },
  },
} as const satisfies RouteContract

export const getEvidence = {
  method: 'GET',
  url: '/api/v1/cases/:id/evidence/:file',
  binary: ['image/jpeg', 'application/pdf'],
  schema: { operationId: 'getEvidence', tags: ['cases'], summary: 'A file an answer or a helper’s part rests on, for whoever may see the case.', params: closed({ id: Id, file: Id }), response: { ...refusals } },
} as const satisfies RouteContract
