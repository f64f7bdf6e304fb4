import { findNewestSchema } from '#records/catalogue.ts'
import { enterFrom } from '#actions/residents/sign-in.ts'
import { sampleRecord, typed } from '#test/catalogue/sample-record.ts'
import type { World } from '#test/world.ts'
import { publish } from './visiting.ts'

/** Publishes the allowances of a quarter, whose names and groups are for the people of the village; `first` goes into the first of its two lines. */
export async function publishAllowances(world: World, first: Readonly<Record<string, string>>): Promise<string> {
  const schema = (await findNewestSchema(world.context.db, 'disability-allowances', 340_522_000_000, world.context.clock.today()))!
  const record = typed(schema, sampleRecord(schema))
  const own = new Set(['idNo', 'bankNo', 'phone', 'village'])
  const rows = record.rows.map((row, n) => ({ ...Object.fromEntries(Object.entries(row).filter(([key]) => !own.has(key))), ...(n === 0 && first) }))
  return publish(world, { villageCode: world.village, item: 'disability-allowances', period: '2026-Q2', title: '第二季度残疾人补贴发放表', fields: record.fields, rows })
}

/** Somebody who is signed in: the token that the cookie carries. */
export function signedIn(world: World, name: string): Promise<string> {
  return enterFrom(world.context, 'wechat', 'wx-test', `openid-of-nobody-${name}`)
}
