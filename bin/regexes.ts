/**
 * No regular expression of the program can be made to take much longer than its text is long. Every literal of src is read from the
 * syntax tree, and what `new RegExp` made while its file was loaded, and both are looked at by scslre, the engine behind eslint-plugin-regexp.
 */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { analyse } from 'scslre'
import { parseSync } from 'vite'

type Node = { readonly type?: string; readonly regex?: { readonly pattern: string; readonly flags: string }; readonly callee?: { readonly name?: string }; readonly start: number; readonly end: number }

/** What may be slow because its text is short: the pattern, and who keeps the text short. */
const bounded: Readonly<Record<string, string>> = {
  '0+$': 'number-format.ts: the decimals of one number, which exactDecimal keeps under 800 digits',
  '\\.?0+$': 'number-format.ts: one number, the same',
  '"[^"]*"|\\[[^\\]]*\\]|\\\\.|_.|\\*.': 'number-format.ts: a format code, of which 255 characters are read',
  '^(?:\\d{1,2}|[(]\\d{1,2}[)])[、.,)].*?([\\d,.]+(?:万元|亿元|元))\\s*[;；。]?$': 'stated-sums.ts: lines of at most 300 characters',
  '^[.\\s]+|[.\\s]+$': 'attachment-name.ts: at most 400 characters of a name',
  '[T\\s]+\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?$': 'days.ts: at most 100 characters',
  '\\B(?=(\\d{3})+$)': 'display.ts and retold.ts: the digits of one amount, at most 15',
  '\\/+$': 'config.ts: what the operator sets',
  '%.*$': 'rate-limit.ts: the address of a connection',
  '[，。、？]+$': 'demonstration: twelve characters of our own',
  '^[^\\s@<>",;]+@[^\\s@<>",;]+\\.[^\\s@<>",;]+$': 'messages.ts: at most 200 characters',
  '([^<]*)(?:<(\\/?)([a-z][a-z0-9:]*)(?![a-z0-9:])([^<>]*)>|<|$)': 'pasted-html.ts: every match begins where the last one ended, and its parts cannot share a character',
}

/** `new RegExp` inside a function: what it is given is only known when it runs. */
const madeLater: Readonly<Record<string, string>> = {
  "new RegExp(`\\\\b${name}\\\\s*=\\\\s*[\"']?(\\\\d{1,4})`, 'iu')": 'pasted-html.ts: two names of our own',
  "new RegExp(`${kin}$`, 'u')": 'traces.ts: a list of our own words at the end of a found text',
}

const problems: string[] = []
const seen = new Set<string>()
const makers: string[] = []
for (const file of globSync('src/**/*.{ts,tsx}', { exclude: name => /\.test\.tsx?$/u.test(name) })) {
  const source = readFileSync(file, 'utf8')
  walk(parseSync(file, source).program as unknown as Node, file, source, false)
}
await watchRegExp(makers)
for (const known of [...Object.keys(bounded), ...Object.keys(madeLater)]) if (!seen.has(known)) problems.push(`bin/regexes.ts: ${known} stands nowhere any more`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

function walk(node: Node, file: string, source: string, isLater: boolean): void {
  if (node.regex) judge(new RegExp(node.regex.pattern, node.regex.flags), file)
  if ((node.type === 'NewExpression' || node.type === 'CallExpression') && node.callee?.name === 'RegExp') {
    const text = source.slice(node.start, node.end)
    seen.add(text)
    if (!isLater) makers.push(file)
    else if (!(text in madeLater)) problems.push(`${file}: ${text} is made when it runs, so nobody can look at it before`)
  }
  const below = isLater || node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (child !== null && typeof child === 'object') walk(child as Node, file, source, below)
  }
}

function judge(pattern: RegExp, file: string): void {
  seen.add(pattern.source)
  if (pattern.source in bounded) return
  const { reports } = analyse(pattern, { reportTypes: { Move: true, Self: true, Trade: true } })
  if (reports.length > 0) problems.push(`${file}: /${pattern.source}/${pattern.flags} is ${reports.some(report => report.exponential) ? 'exponential' : 'polynomial'} in the length of its text`)
}

/** Loads the files that put patterns together while they are loaded, and looks at what they made. */
async function watchRegExp(files: readonly string[]): Promise<void> {
  const plain = globalThis.RegExp
  const made: RegExp[] = []
  globalThis.RegExp = new Proxy(plain, { construct: (target, [source, flags]: [string, string?]) => {
    const pattern = new target(source, flags)
    made.push(pattern)
    return pattern
  } })
  try {
    for (const file of new Set(files)) await import(resolve(file))
  } finally {
    globalThis.RegExp = plain
  }
  for (const pattern of made) judge(pattern, 'put together in src')
}
