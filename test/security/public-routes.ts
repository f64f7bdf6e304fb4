import type { FastifyInstance } from 'fastify'

export type Route = { readonly method: string; readonly url: string }

/** Every route of the program as it really is registered, so that a new one cannot be forgotten by a test that walks them all. */
export function routesOf(app: FastifyInstance): Route[] {
  const above: string[] = []
  return app.printRoutes({ commonPrefix: false }).split('\n').flatMap(line => {
    const [, indent, part, methods] = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (indent === undefined || part === undefined) return []
    above.length = indent.length / 4
    above.push(part)
    const url = above.join('')
    return (methods ?? '').split(', ').filter(method => method !== '').map(method => ({ method, url }))
  })
}

/** The addresses of a record and of everything around it: a pattern with parameters nobody knows throws. */
export function addressesOf(url: string, about: { readonly id: string; readonly village: number; readonly item: string; readonly short: string }): string[] {
  const values: Record<string, string> = { ':id': about.id, ':code': String(about.village), ':item': about.item, ':short': about.short, ':version': '1', ':n': '1', ':file': url.startsWith('/open/') ? String(about.village) : 'site.css', ':slug': about.item }
  const filled = url.replace(/:[a-z]+/gu, name => {
    const value = values[name]
    if (value === undefined) throw new Error(`a route with a parameter this test does not know: ${url}. Say here what it should be walked with.`)
    return value
  }).replace('*', 'nothing-here')
  const questions = ['', '?lang=en', '?v=1', '?rows=1', `?v=${about.village}`, `?d=${about.id}&ver=1&row=1`, `?d=${about.id}&ver=1&field=summary`, `?item=${about.item}`, `?q=${encodeURIComponent('补贴')}`, '?page=1']
  const endings = url === '/d/:id' ? ['', '.csv', '.json'] : url === '/q/:short' ? ['', '.svg', '.png'] : url === '/open/v/:file' ? ['.csv', '.json', ''] : url === '/open/ocds/:file' ? ['.json'] : ['']
  return endings.flatMap(ending => questions.map(question => filled + ending + question))
}
