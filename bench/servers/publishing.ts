import { monitorEventLoopDelay } from 'node:perf_hooks'
import { readFileSync } from 'node:fs'
import { readConfig } from '../../src/platform/config.ts'
import { openProgram } from '../../src/cli/open-program.ts'
import { officerId } from '../../src/cli/demonstration/people.ts'
import { getOfficer } from '../../src/records/officers.ts'
import { submitDraft } from '../../src/actions/drafts.ts'
import { approveDraft } from '../../src/actions/publish.ts'
import { imported } from '../import-through.ts'

/** Takes one village's file from its bytes to its page, and reports how long each part took, the longest time nobody else had a turn meanwhile, and the largest memory. */
const { village, path } = JSON.parse(process.argv[2] ?? '') as { village: number; path: string }
const program = await openProgram(readConfig({ ...process.env, DEMO: '' }, []), undefined)
const { db } = program.context
const [clerk, reviewer] = await Promise.all([getOfficer(db, officerId.clerk(village)), getOfficer(db, officerId.reviewer(village - village % 1000))])
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const longestSince = () => {
  const longest = delay.max / 1e6
  delay.reset()
  return longest
}
const sending = performance.now()
const { draftIds: [id] } = await imported(program, clerk, readFileSync(path), village)
const submitting = performance.now()
const whileImporting = longestSince()
const submitted = await submitDraft(program.context, clerk, id!, 1)
if (!submitted.ok) throw new Error(submitted.refusal.code)
const approving = performance.now()
const whileSubmitting = longestSince()
const approved = await approveDraft(program.context, reviewer, id!, 2)
if (!approved.ok) throw new Error(approved.refusal.code)
const end = performance.now()
process.send?.({ import: submitting - sending, submit: approving - submitting, publish: end - approving, longest: [whileImporting, whileSubmitting, longestSince()], memory: process.resourceUsage().maxRSS })
await program.close()
process.disconnect()
