import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** What stands in a manual as code: commands, settings, files, sentences of the program. */
function codeIn(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/`([^`\n]+)`/gu)].map(([, code]) => code!).concat(text.split('\n').filter(line => line.startsWith('    ')).map(line => line.trim()))
}

test('the Chinese runbook names no command, setting, file or sentence that the English one does not', () => {
  const english = readFileSync('docs/runbook.md', 'utf8').replaceAll(/\s+/gu, ' ')
  const more = codeIn('docs/runbook.zh-CN.md').filter(code => !['npm ci', 'npm start'].includes(code) && !english.includes(code.replace(/ …$/u, '').replaceAll(/\s+/gu, ' ')))
  expect(more).toEqual([])
})
