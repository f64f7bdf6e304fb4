import type { UnitRow } from '#records/officers.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import type { NameInBoth } from '../contract/words.ts'

export type UnitView = NonNullable<CaseDetail['responsibleUnit']>

/** A unit as the client knows it. The database allows no other kinds. */
export function unitView(unit: UnitRow): UnitView {
  return { id: unit.id, nameZh: unit.nameZh, nameEn: unit.nameEn, kind: unit.kind as UnitView['kind'] }
}

export function unitNames(unit: UnitRow): NameInBoth {
  return { zh: unit.nameZh, en: unit.nameEn }
}
