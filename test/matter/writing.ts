import { randomUUID } from 'node:crypto'
import { writeAsComplainant, type Writing } from '#actions/matter/write.ts'
import type { Filed } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import type { World } from '#test/world.ts'

type Role = NonNullable<Parameters<typeof say>[1]>

/** Writing and reading by the routes, as the console does. */
export function writingIn(world: World) {
  return {
    write: (filed: Pick<Filed, 'code'>, words: string, more: Partial<Writing> = {}) => writeAsComplainant(world.context, filed.code, { words, photos: [], key: randomUUID(), ...more }),
    read: async (role: Role, { id }: Pick<Filed, 'id'>) => (await say(world, role, 'GET', `/api/v1/cases/${id}/correspondence`)).body,
    file: async (role: Role, { id }: Pick<Filed, 'id'>) => (await say(world, role, 'GET', `/api/v1/cases/${id}`)).body,
    post: (role: Role, { id }: Pick<Filed, 'id'>, what: 'messages' | 'releases' | 'notes' | 'redactions' | 'moves', body: object, key?: string) =>
      say(world, role, 'POST', `/api/v1/cases/${id}/${what}`, { body, ...(key !== undefined && { key }) }),
  }
}
