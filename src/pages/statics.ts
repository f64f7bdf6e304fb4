import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { immutable, type FlatHeaders } from './headers.ts'
import { KeptPage } from './kept-page.ts'

/**
 * The style sheet, the script and the seal, under addresses that carry their hash; `sealing` is the script of the confidential door,
 * undefined while it is not built: then reports are sealed on arrival.
 */
export type Statics = { readonly style: string; readonly script: string; readonly sealing: string | undefined; find(address: string): KeptPage | undefined }

/** The mark of the house for the browser's tab. */
const seal = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#9c2a19"/><circle cx="16" cy="16" r="9.5" fill="none" stroke="#fff" stroke-width="2.5"/><circle cx="16" cy="16" r="3.2" fill="#fff"/></svg>\n'

/**
 * Reads them once at the start. The browser scripts are TypeScript like everything else; their types are cut out here. The script of the
 * confidential door is bundled with the console (cli/build-console.ts) and lies in its folder.
 */
export function loadStatics(security: FlatHeaders, consoleFolder?: string): Statics {
  const style = squeezed(readAll('style', '.css', text => text))
  const script = readAll('enhance', '.ts', withoutTypes)
  const files = new Map<string, KeptPage>()
  const keep = (address: string, type: string, text: string, caching: FlatHeaders) => {
    files.set(address, new KeptPage({ status: 200, body: Buffer.from(text), headers: ['content-type', type, 'vary', 'accept-encoding', ...caching, ...security] }, 0, Infinity))
    return address
  }
  keep('/s/seal.svg', 'image/svg+xml', seal, ['cache-control', 'public, max-age=86400'])
  const sealingFile = consoleFolder === undefined ? undefined : join(consoleFolder, 'sealing.js')
  const sealing = sealingFile !== undefined && existsSync(sealingFile) ? readFileSync(sealingFile, 'utf8') : undefined
  return {
    style: keep(`/s/${hashOf(style)}.css`, 'text/css; charset=utf-8', style, immutable),
    script: keep(`/s/${hashOf(script)}.js`, 'text/javascript; charset=utf-8', script, immutable),
    sealing: sealing && keep(`/s/${hashOf(sealing)}.js`, 'text/javascript; charset=utf-8', sealing, immutable),
    find: address => files.get(address),
  }
}

function readAll(folder: string, ending: string, prepare: (text: string) => string): string {
  const path = join(import.meta.dirname, folder)
  const names = readdirSync(path).filter(name => name.endsWith(ending) && !name.endsWith('.d.ts')).sort()
  return names.map(name => prepare(readFileSync(join(path, name), 'utf8'))).join('\n')
}

/** Each script in a scope of its own; what they import from each other is nothing. */
function withoutTypes(text: string): string {
  const warn = process.emitWarning
  process.emitWarning = () => {} // the function is marked experimental; so is nothing we would ask of it
  try {
    return `(() => {'use strict'\n${stripTypeScriptTypes(text).replace(/^export \{\}\s*$/m, '').trim()}\n})();`
  } finally {
    process.emitWarning = warn
  }
}

/** Comments and indentation are for us, not for the reader's data allowance. */
function squeezed(style: string): string {
  return style.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,>]) ?/g, '$1').replace(/: /g, ':').replace(/;\}/g, '}').trim()
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
