import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** `file`: title, to the next ` · `, the end of the cell, or the end of a sentence. */
const named = [...readFileSync('docs/scenarios.md', 'utf8').matchAll(/`((?:test|src)\/[^`]+\.test\.ts)`: ((?:(?! · | \||\. [A-Z]).)+)/gu)].map(([, path, title]) => [path!, title!.trim()] as const)

test('every scenario names tests that exist under their titles', () => {
  expect(named.length).toBeGreaterThan(50)
  for (const [path, title] of named) {
    expect(existsSync(path), path).toBe(true)
    const text = readFileSync(path, 'utf8').replaceAll('\\\'', '\'')
    expect(text.includes(`'${title}'`) || text.includes(`\`${title}\``), `${path}: ${title}`).toBe(true)
  }
})

test('every scenario has a test, or says why it has none', () => {
  const rows = readFileSync('docs/scenarios.md', 'utf8').split('\n').filter(line => /^\| (?!Scenario|Tried|-)/u.test(line))
  expect(rows.length).toBeGreaterThan(30)
  for (const row of rows) expect(/\.test\.ts`: /u.test(row), row).toBe(true)
})
