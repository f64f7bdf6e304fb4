import type { PublicCatalogue, WholeRecord } from '#records/public.ts'
import type { FoundVillage } from './found-village.ts'
import { bulkName } from './open-files.ts'
import type { View } from './view.ts'

const context = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', spdx: 'http://spdx.org/rdf/terms#', xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** A village's open data as a DCAT 3 catalogue in JSON-LD: a data set per item, and in it every record with its commitment. */
export function villageCatalogue(view: View, { village }: FoundVillage, records: readonly WholeRecord[], catalogue: PublicCatalogue, licence: string): string {
  const { origin } = view.site
  const publisher = { '@type': 'foaf:Organization', 'foaf:name': village.name, 'dct:identifier': String(village.code) }
  const datasets = [...Map.groupBy(records, record => record.itemSlug)].map(([item, ofItem]) => {
    const address = `${origin}/open/v/${village.code}`
    return {
      '@id': `${address}#${item}`, '@type': 'dcat:Dataset', 'dct:title': [{ '@language': 'zh', '@value': catalogue.items.get(item)?.nameZh ?? item }, { '@language': 'en', '@value': catalogue.items.get(item)?.nameEn ?? item }],
      'dct:identifier': `${village.code}-${item}`, 'dct:publisher': publisher, 'dct:license': { '@id': licence }, 'dct:spatial': String(village.code),
      'dct:modified': ofItem.reduce((latest, record) => (record.publishedOn > latest ? record.publishedOn : latest), ''),
      'dcat:distribution': [
        bulk(`${address}.csv?item=${item}`, 'text/csv', bulkName(village.code, item, 'csv'), licence), bulk(`${address}.json?item=${item}`, 'application/json', bulkName(village.code, item, 'json'), licence),
        ...ofItem.map(record => ofRecord(origin, record, licence)),
      ],
    }
  })
  return `${JSON.stringify({ '@context': context, '@id': `${origin}/open/v/${village.code}`, '@type': 'dcat:Catalog', 'dct:title': village.name, 'dct:publisher': publisher, 'dct:license': { '@id': licence }, 'dcat:dataset': datasets })}\n`
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
