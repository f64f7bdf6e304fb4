import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RetentionClass } from '#rules/retention/classes.ts'
import { retentionOf } from '#records/retention.ts'

/** Classes of tables that hold nothing of a person beside what the register says of published lists, and of officers nothing but who entered a place or a rule. */
const ofNobody: readonly RetentionClass[] = ['published', 'commitment', 'reference']

const register = readFileSync(new URL('../../docs/security/processing.md', import.meta.url), 'utf8')
const named = [...register.matchAll(/`([a-z_]+\.)?([a-z_*]+)`/gu)].map(([, schema = '', name]) => new RegExp(`^${(schema + name!).replaceAll('.', '\\.').replaceAll('*', '[a-z_]*')}$`, 'u'))
const inSql = (key: string) => key.replaceAll(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)

test('every table that holds something of a person is named in the register of processing', () => {
  const tables = Object.entries(retentionOf).filter(([, kept]) => !ofNobody.includes(kept)).map(([key]) => inSql(key))
  expect(tables.filter(table => !named.some(name => name.test(table)))).toEqual([])
  expect(tables).toEqual(expect.arrayContaining(['declared_relation', 'deputyship', 'own_complaint', 'county_setup', 'staff_invitation', 'vault.identity_request']))
})

test('and names no table that is not there', () => {
  const tables = Object.keys(retentionOf).map(inSql)
  const shaped = named.filter(({ source }) => source.includes('_') && !/keeping|end[-_]|forget/u.test(source))
  expect(shaped.filter(name => !tables.some(table => name.test(table))).map(({ source }) => source)).toEqual([])
})
