/** No key, token or password stands in the checkout. What looks like one and is none is listed in secrets-allowed.json, line by line, with the reason. */
import { globSync, readFileSync, statSync } from 'node:fs'

type Allowed = { readonly file: string; readonly text: string; readonly why: string }

/** Names of what is sought, and how it looks. Written so that none finds itself. */
const kinds: Readonly<Record<string, RegExp>> = {
  'private key': /-----BEGIN [A-Z ]{0,40}PRIVATE KEY( BLOCK)?-----/u,
  'age identity': /AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20}/u,
  'AWS key': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/u,
  'Aliyun or Tencent key': /\b(?:LTAI[A-Za-z0-9]{12,24}|AKID[A-Za-z0-9]{32})\b/u,
  'GitHub or GitLab token': /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[\w-]{20})/u,
  'npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s?=\s?[^\s$]{8}/u,
  'other token': /\bxox[abprs]-[\w-]{10,}|\bAIza[\w-]{35}|\bsk-[A-Za-z0-9]{32,}|\bsk_live_\w{16,}/u,
  'JWT': /\beyJ[\w-]{10,400}\.eyJ[\w-]{10,}/u,
  'password in an address': /\b[a-z][a-z0-9+]{1,20}:\/\/[^\s/:@'"`$]{1,60}:[^\s/@'"`$…]{1,100}@[\w.-]/u,
  'secret in a setting': /(?:secret|token|passw(?:or)?d|api_?key|private_?key|master_?key)\w{0,20}['"]?\s{0,3}[:=]\s{0,3}['"`]?[A-Za-z0-9+/=_-]{24,}/iu,
}

const listed = 'bin/secrets-allowed.json'
const allowed = JSON.parse(readFileSync(listed, 'utf8')) as readonly Allowed[]
const used = new Set<Allowed>()
const problems: string[] = []
for (const file of globSync('**/*', { exclude: name => ['node_modules', 'dist', 'tmp', '.git'].includes(name) })) {
  if (file !== listed && statSync(file).isFile()) search(file, readFileSync(file, 'latin1'))
}
for (const file of globSync('.*')) if (statSync(file).isFile()) search(file, readFileSync(file, 'latin1'))
for (const entry of allowed) if (!used.has(entry)) problems.push(`${listed}: ${entry.file} no longer holds what is allowed there`)
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

function search(file: string, content: string): void {
  if (!Object.values(kinds).some(kind => kind.test(content))) return
  for (const [at, line] of content.split('\n').entries()) {
    for (const [kind, pattern] of Object.entries(kinds)) {
      if (!pattern.test(line)) continue
      const entry = allowed.find(one => one.file === file && line.includes(one.text))
      if (entry) used.add(entry)
      else problems.push(`${file}:${at + 1}: ${kind}`) // never the text itself: what a gate prints is kept
    }
  }
}
