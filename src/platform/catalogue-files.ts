import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** One JSON file as it was found, with its name for messages. */
export type DataFile = { readonly name: string; readonly json: unknown }

/** The files of a catalogue folder, parsed and nothing more: the rules narrow them. */
export type CatalogueFiles = { readonly catalogue: DataFile; readonly schemas: readonly DataFile[] }

/** Reads the item list `name` and every field schema of a folder. A file that is no JSON is an error that names the file. */
export async function loadCatalogue(folder: string, name = 'default.v1.json'): Promise<CatalogueFiles> {
  const schemaFolder = path.join(folder, 'schemas')
  const names = (await readdir(schemaFolder)).filter(file => file.endsWith('.json')).sort()
  const [catalogue, ...schemas] = await Promise.all([
    readJson(folder, name), ...names.map(file => readJson(schemaFolder, file)),
  ])
  return { catalogue, schemas }
}

/** Every version of the rules for cases, in the order of their names. */
export async function loadCaseRuleFiles(folder: string): Promise<readonly DataFile[]> {
  const names = (await readdir(folder)).filter(file => /^rules\.v\d+\.json$/.test(file)).sort()
  return Promise.all(names.map(file => readJson(folder, file)))
}

/** The templates of answers that come with the program. */
export function loadReplyTemplateFile(folder: string): Promise<DataFile> {
  return readJson(folder, 'reply-templates.v1.json')
}

async function readJson(folder: string, name: string): Promise<DataFile> {
  const text = await readFile(path.join(folder, name), 'utf8')
  try {
    return { name, json: JSON.parse(text) as unknown }
  } catch (cause) {
    throw new Error(`the file ${name} is not JSON`, { cause })
  }
}
