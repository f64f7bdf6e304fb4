import type { PublicAnswer, PublicCatalogue, WholeRecord } from '#records/public.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import type { FoundVillage } from './found-village.ts'
import { answersName } from './open-answers.ts'
import { bulkName } from './open-files.ts'
import type { View } from './view.ts'

const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', spdx: 'http://spdx.org/rdf/terms#', xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

export type OpenFacts = { readonly records: readonly WholeRecord[]; readonly newestAnswer: PublicAnswer | undefined; readonly catalogue: PublicCatalogue }

/** A village's open data as a DCAT 3 catalogue in JSON-LD: a data set per item, in it every record with its commitment; and one of answers. */
export function villageCatalogue(view: View, { village }: FoundVillage, { records, newestAnswer, catalogue }: OpenFacts, licence: string): string {
  const { origin } = view.site
  const publisher = { '@type': 'foaf:Organization', 'foaf:name': village.name, 'dct:identifier': String(village.code) }
  const common = { '@type': 'dcat:Dataset', 'dct:publisher': publisher, 'dct:license': { '@id': licence }, 'dct:spatial': String(village.code) }
  const address = `${origin}/open/v/${village.code}`
  const datasets: object[] = [...Map.groupBy(records, record => record.itemSlug)].map(([item, ofItem]) => ({
    '@id': `${address}#${item}`, ...common, 'dct:identifier': `${village.code}-${item}`,
    'dct:title': titles(catalogue.items.get(item)?.nameZh ?? item, catalogue.items.get(item)?.nameEn ?? item),
    'dct:modified': ofItem.reduce((latest, record) => (record.publishedOn > latest ? record.publishedOn : latest), ''),
    'dcat:distribution': [
      bulk(`${address}.csv?item=${item}`, 'text/csv', bulkName(village.code, item, 'csv'), licence), bulk(`${address}.json?item=${item}`, 'application/json', bulkName(village.code, item, 'json'), licence),
      ...ofItem.map(record => ofRecord(origin, record, licence)),
    ],
  }))
  if (newestAnswer) datasets.push({
    '@id': `${address}#answers`, ...common, 'dct:identifier': `${village.code}-answers`, 'dct:title': titles(publicAnswerTexts['zh-CN'].title, publicAnswerTexts.en.title),
    // A month: nothing closer is told of an answer.
    'dct:modified': newestAnswer.shownIn,
    'dcat:distribution': [bulk(`${address}-answers.csv`, 'text/csv', answersName(village.code, 'csv'), licence), bulk(`${address}-answers.json`, 'application/json', answersName(village.code, 'json'), licence)],
  })
  return `${JSON.stringify({ '@context': context, '@id': address, '@type': 'dcat:Catalog', 'dct:title': village.name, 'dct:publisher': publisher, 'dct:license': { '@id': licence }, 'dcat:dataset': datasets })}\n`
}

function titles(zh: string, en: string) {
  return [{ '@language': 'zh', '@value': zh }, { '@language': 'en', '@value': en }]
}

function bulk(address: string, type: string, title: string, licence: string) {
  return { '@type': 'dcat:Distribution', 'dct:title': title, 'dcat:downloadURL': { '@id': address }, 'dcat:mediaType': type, 'dct:license': { '@id': licence } }
}

// The commitment is SHA-256 over every cell with its salt: what the ledger holds of this version, and what never changes.
function ofRecord(origin: string, record: WholeRecord, licence: string) {
  const address = `${origin}/d/${record.id}.json?v=${record.currentVersion}`
  return {
    '@type': 'dcat:Distribution', 'dct:identifier': record.id, 'dct:title': record.title, 'dct:temporal': record.period, 'dcat:downloadURL': { '@id': address }, 'dcat:mediaType': 'application/json', 'dct:license': { '@id': licence },
    'spdx:checksum': { '@type': 'spdx:Checksum', 'spdx:algorithm': { '@id': `${origin}/open/#commitment` }, 'spdx:checksumValue': record.commitment },
  }
}
