/** `npm run bench`: every figure beside its limit, measured in turns in this one run. Only this machine is spoken to. `npm run bench -- pages` runs one part. */
import { benchComplaints } from './complaints.ts'
import { benchDetectors } from './detectors.ts'
import { benchFuzz } from './fuzz.ts'
import { benchGuesses } from './guesses.ts'
import { benchHidden } from './hidden.ts'
import { benchImports } from './imports.ts'
import { benchLists } from './lists.ts'
import { benchPasswords } from './passwords.ts'
import { benchMillionRows } from './million.ts'
import { benchPages } from './pages.ts'
import { benchLinearizable } from './linearizable.ts'
import type { Program } from '../src/cli/open-program.ts'
import { openBenchDatabase, openBenchProgram } from './program.ts'
import { benchSlow } from './slow.ts'
import { benchStarts } from './starts.ts'
import { benchSweeps } from './sweeps.ts'
import { benchVolume } from './volume.ts'

const [only] = process.argv.slice(2)
const wants = (part: string) => only === undefined || only === part

if (wants('pages') || wants('complaints') || wants('volume') || wants('slow')) {
  const database = await openBenchDatabase()
  try {
    if (wants('pages')) await benchPages(database.url, database.folder)
    if (wants('complaints')) await benchComplaints(database.url, database.folder, database.server)
    if (wants('slow')) await benchSlow(database.url, database.folder)
    if (wants('volume')) await benchVolume(database.url, database.folder)
  } finally {
    await database.close()
  }
}
for (const [parts, bench] of [
  [['sweeps', 'lists'], async (program: Program) => {
    if (wants('sweeps')) await benchSweeps(program)
    if (wants('lists')) await benchLists(program)
  }],
  [['hidden'], benchHidden], [['linearizable'], benchLinearizable], [['guesses'], benchGuesses], [['passwords'], benchPasswords],
] as const) {
  if (!parts.some(wants)) continue
  const { program, close } = await openBenchProgram()
  try {
    await bench(program)
  } finally {
    await close()
  }
}
if (wants('detectors')) benchDetectors()
if (wants('starts')) await benchStarts()
if (wants('fuzz')) benchFuzz()
if (wants('imports')) await benchImports()
if (wants('million')) await benchMillionRows()
