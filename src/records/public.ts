/** What everybody may read. The pages know the database only through this file; the tables behind it are those of the schema `pub`. */
export { type PublicReader } from './public-prepared.ts'
export { type FoundPlace, type Place, listPath, listPlacesBelow, listPlacesNamed } from './public-places.ts'
export { type CategoryCount, type YearTotals, getYearTotals, listCategoryCounts } from './public-village.ts'
export { type PublicDuty, listPublicDuties } from './public-duties.ts'
export { type ListedPage, type ListedRecord, type ListFilter, listLatest, listRecords, pageSize } from './public-list.ts'
export {
  type PublicAttachment, type PublicRecord, type PublicRow, type PublicVersion, type RowDifference,
  findRecord, listAttachments, listRowDifferences, listRows, listVersions,
} from './public-record.ts'
export { type PublicCatalogue, getPublicSchema, readCatalogue } from './public-catalogue.ts'
