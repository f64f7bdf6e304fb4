import { createHash } from 'node:crypto'

/** The same id for the same name on every machine: for fixtures and demonstration data, never for anything that must be unguessable. */
export function namedId(name: string): string {
  const hex = createHash('sha256').update('yidiantong fixture\0').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
