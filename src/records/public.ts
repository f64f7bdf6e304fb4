/** What everybody may read. The pages know the database only through this file; the tables behind it are those of the schema `pub`. */
export { type PublicReader } from './public-prepared.ts'
export { type FoundPlace, type Place, listPath, listPlacesBelow, listPlacesNamed } from './public-places.ts'
export { type CategoryCount, type YearTotals, getYearTotals, listCategoryCounts } from './public-village.ts'
export { type PublicDuty, listPublicDuties } from './public-duties.ts'
export { type ListedPage, type ListedRecord, type ListFilter, type ListOrder, listLatest, listOrders, listRecords, pageSize } from './public-list.ts'
export { type FoundFile, type FoundRow, listFoundFiles, listFoundHeaders, listFoundRows } from './public-search.ts'
export {
  type ErasedValue, type TakenDown, type PublicAttachment, type PublicRecord, type PublicRow, type PublicVersion, type RowDifference,
  findRecord, listAttachments, listErased, listRowDifferences, listRows, listTakedowns, listVersions,
} from './public-record.ts'
export { type PublicCatalogue, type PublicItem, getPublicSchema, readCatalogue, readProcedure } from './public-catalogue.ts'
export {
  type Publication, type WholeRecord, findRecordBefore, listPublications, listPublishingVillages, listWholeRecords, sumColumns,
} from './public-changes.ts'
export { type PublicObjection, getPublicObjection, listRecordObjections } from './public-objections.ts'
export { type ProjectLine, type PublicProject, findProject, findProjectOfRecord, listProjectLines, listVillageProjects } from './public-projects.ts'
export { type PublicPayment, listPayments } from './public-payments.ts'
export { type PublicAnswer, type PublicTypicalCase, answersPerPage, listAnswers, listRecordAnswers, listTypicalCases, noCategory } from './public-answers.ts'
