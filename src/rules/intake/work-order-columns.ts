import { headerWords } from '../imports/headers.ts'
import { textAt, type ImportSheet } from '../imports/sheet.ts'

export const workOrderFields = ['number', 'calledOn', 'caller', 'phone', 'title', 'content', 'place', 'dueOn'] as const
export type WorkOrderField = (typeof workOrderFields)[number]

/** What hotlines call their columns. The first that a header fits is taken; a second column of the same meaning stays unread. */
const names: Readonly<Record<WorkOrderField, RegExp>> = {
  number: /^(?:12345)?(?:热线)?(?:工单|受理|诉求|来电|信件|登记)?(?:编号|单号|流水号|编码)$|^工单$/u,
  calledOn: /^(?:来电|受理|登记|诉求|反映|创建|接收|派单|工单)(?:时间|日期)$/u,
  caller: /^(?:来电人|诉求人|反映人|市民|联系人|当事人|申请人)(?:姓名|名称)?$|^姓名$/u,
  phone: /^(?:(?:来电人|诉求人|反映人|市民|联系人)?(?:联系)?(?:电话|手机|手机号|手机号码|电话号码|方式)|来电号码|主叫号码|联系方式)$/u,
  title: /^(?:诉求|工单|来电|问题|反映)?(?:标题|主题)$/u,
  content: /^(?:(?:诉求|工单|来电|反映|受理|问题|投诉)(?:内容|描述|详情)|主要诉求|内容|诉求)$/u,
  place: /^(?:(?:事发|诉求|问题|反映|发生|详细|所属|所在)?(?:地址|地点|区域|位置)(?:[/(]?(?:行政)?村[)]?)?|(?:所在|所属|行政)?村(?:名|名称|\(社区\)|\(居\)|社区|居)?)$/u,
  dueOn: /^(?:工单)?(?:办理|办结|处理|反馈|回复|要求办结|要求反馈|截止|到期|办理截止|要求完成)(?:时限|期限|时间|日期)$|^时限$/u,
}

/** A column that was understood. */
export type WorkOrderColumn = { readonly field: WorkOrderField; readonly index: number; readonly header: string }
export type WorkOrderTable = { readonly headerRow: number; readonly columns: readonly WorkOrderColumn[] }

const searchedRows = 20
const required = ['number', 'calledOn', 'content', 'place'] as const satisfies readonly WorkOrderField[]

/** The header of the table: the row among the first twenty that names most columns, three at least. */
export function findWorkOrders(sheet: ImportSheet): WorkOrderTable | undefined {
  let best: WorkOrderTable | undefined
  for (let row = 0; row < Math.min(sheet.rows.length, searchedRows); row++) {
    const columns = columnsIn(sheet, row)
    if (columns.length > (best?.columns.length ?? 2)) best = { headerRow: row, columns }
  }
  return best
}

/** Columns without which no work order can be taken over. */
export function missingFields({ columns }: WorkOrderTable): readonly WorkOrderField[] {
  return required.filter(field => !columns.some(column => column.field === field))
}

function columnsIn(sheet: ImportSheet, row: number): WorkOrderColumn[] {
  const taken = new Set<WorkOrderField>()
  return (sheet.rows[row] ?? []).flatMap((_, index) => {
    const header = textAt(sheet, row, index)
    const { full } = headerWords(header)
    const field = workOrderFields.find(field => !taken.has(field) && names[field].test(full))
    if (!field) return []
    taken.add(field)
    return [{ field, index, header: header.slice(0, 40) }]
  })
}
