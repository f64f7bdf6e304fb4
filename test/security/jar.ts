import { say, type Said } from '#test/api/talking.ts'
import type { World } from '#test/world.ts'

/** Cookies as a browser keeps them. */
export class Jar {
  readonly held = new Map<string, string>()
  get cookie(): string { return [...this.held].map(([name, value]) => `${name}=${value}`).join('; ') }
  take(said: Said): Said {
    for (const text of [said.headers['set-cookie'] ?? []].flat().map(String)) {
      const [pair = ''] = text.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(text)) this.held.delete(pair.slice(0, at))
      else this.held.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return said
  }
}

/** A request of a browser that is on our own page. */
export async function askWith(world: World, jar: Jar, method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  return jar.take(await say(world, undefined, method, url, { ...(body !== undefined && { body }), headers: { origin: 'http://localhost', cookie: jar.cookie, ...headers } }))
}
