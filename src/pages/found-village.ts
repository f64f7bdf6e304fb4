import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import type { Place } from '#records/public.ts'
import type { House } from './house.ts'

/** The code of a village in an address; undefined for anything else. */
export function villageCode(text: string): number | undefined {
  const code = toDivisionCode(text)
  return code !== undefined && levelOf(code) === 'village' ? code : undefined
}

export type FoundVillage = { readonly path: Place[]; readonly village: Place }

/** A village with everything it lies in. */
export async function findVillage(house: House, code: number): Promise<FoundVillage | undefined> {
  const path = await house.path(code)
  const village = path.at(-1)
  return village?.code === code && village.level === 'village' ? { path, village } : undefined
}
