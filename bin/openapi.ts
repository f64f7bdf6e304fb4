/**
 * Writes src/api/openapi.json from src/api/contract, and src/console/api-types.ts from the same source.
 * `--verify` writes nothing and fails when either file differs from what would be written.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { openApiDocument } from '#api/contract/document.ts'
import { clientSchema } from '#api/contract/client-schema.ts'

const documentPath = new URL('../src/api/openapi.json', import.meta.url)
const typesPath = new URL('../src/console/api-types.ts', import.meta.url)

const written = [
  { path: documentPath, text: JSON.stringify(openApiDocument(), null, 2) + '\n' },
  { path: typesPath, text: await clientTypes() },
]

if (process.argv.includes('--verify')) process.exitCode = (await allAgree()) ? 0 : 1
else for (const file of written) await writeFile(file.path, file.text)

async function clientTypes(): Promise<string> {
  const text = await compile(clientSchema() as Parameters<typeof compile>[0], 'StaffApi', {
    bannerComment: '/** Written by bin/openapi.ts from src/api/contract: change the contract, then run `node bin/openapi.ts`. */',
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { semi: false, singleQuote: true, printWidth: 140 },
  })
  // The compiler notes under each interface where it met it, which says nothing here.
  return text
    .replaceAll(/\/\*\*\n \* This interface was referenced by[^/]*\*\/\n/g, '')
    .replaceAll(/ \*\n \* This interface was referenced by[^/]*\*\/\n/g, ' */\n')
}

async function allAgree(): Promise<boolean> {
  let agree = true
  for (const { path, text } of written) {
    const found = await readFile(path, 'utf8').catch(() => '')
    if (found === text) continue
    agree = false
    console.error(`${path.pathname} differs from the contract: run node bin/openapi.ts`)
  }
  return agree
}
