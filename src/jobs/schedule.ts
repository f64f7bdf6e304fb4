import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Context } from '#actions/context.ts'
import { closeAuditDays } from '#actions/audit.ts'
import { showAnswers } from '#actions/answers/show.ts'
import { drawSeeds } from '#actions/case-consequences.ts'
import { catchUp } from '#actions/catch-up.ts'
import { passOverCommittees } from '#actions/committee.ts'
import { endKeeping } from '#actions/keeping/end-keeping.ts'
import { forgetPassed } from '#actions/keeping/forget-passed.ts'
import { forgetSpentAllowances } from '#actions/kept-allowances.ts'
import { forgetIdentityViews } from '#actions/identity/request.ts'
import { forgetUploads } from '#actions/imports/uploads.ts'
import { remindOfObjections, sweepObjections } from '#actions/objections.ts'
import { countDuties, openDuties, remindOfDuties } from '#actions/open-duties.ts'
import { forgetResidents } from '#actions/residents/forget.ts'
import { tellFollowers } from '#actions/residents/tell.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { publishRatings } from '#actions/publish-ratings.ts'
import { endRunOutAccess } from '#actions/staff/posts.ts'
import { publishScheduled } from '#actions/schedule-publication.ts'
import { indexRecords } from '#actions/search-index.ts'
import { recalculateCases, sweepCases } from '#actions/sweep-cases.ts'
import { nameInDivided } from '#actions/name-subjects.ts'
import { settleAllConflicts } from '#actions/settle-conflicts.ts'
import { removeGoingFiles } from '#actions/tips/divert-case.ts'
import { recountTips } from '#actions/tips/recount-tips.ts'
import { remindInspectors } from '#actions/tips/remind-inspectors.ts'
import { sendAudit } from '#actions/send-audit.ts'
import { sweepFiles } from '#actions/sweep-files.ts'
import { watchTakedowns } from '#actions/watch-take-downs.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { writeFault, writeLine } from '#platform/log.ts'
import { openPool, target, type Connection } from '#records/database.ts'
import type { Channels } from '#channels/channel.ts'
import { sendMessages, type Sender } from './send-messages.ts'

export type Job = { readonly name: string; readonly cron: string; readonly run: (context: Context, sender: Sender) => Promise<void> }

/** Everything that happens by itself. Each job is a sweep that may run twice or late without harm. Times are of Asia/Shanghai. */
export const schedule: readonly Job[] = [
  { name: 'deliver-outbox', cron: '* * * * *', run: deliverOutbox },
  { name: 'send-messages', cron: '* * * * *', run: async (context, sender) => { await sendMessages(context, sender) } },
  { name: 'remove-going-files', cron: '* * * * *', run: removeGoingFiles },
  { name: 'forget-identity-views', cron: '* * * * *', run: forgetIdentityViews },
  { name: 'publish-scheduled', cron: '* * * * *', run: publishScheduled },
  { name: 'pass-over-committees', cron: '10 0 * * *', run: passOverCommittees },
  { name: 'open-duties', cron: '5 0 * * *', run: openDuties },
  { name: 'remind-of-duties', cron: '30 6 * * *', run: remindOfDuties },
  { name: 'count-duties', cron: '45 0 * * *', run: countDuties },
  { name: 'draw-seeds', cron: '2 0 * * *', run: drawSeeds },
  // Nothing to do unless a notice was loaded: then promises are counted anew within minutes, not the next night.
  // Days of confidential reports in the same job: whoever sees it run, or fail, or the log grow, cannot tell whose days moved.
  { name: 'recalculate-cases', cron: '*/10 * * * *', run: async context => { await recalculateCases(context); await recountTips(context) } },
  { name: 'sweep-cases', cron: '15 0 * * *', run: async context => { await sweepCases(context) } },
  { name: 'settle-conflicts', cron: '*/10 * * * *', run: async context => { await settleAllConflicts(context); await nameInDivided(context) } },
  { name: 'publish-ratings', cron: '40 0 * * *', run: async context => { await publishRatings(context) } },
  { name: 'show-answers', cron: '50 0 * * *', run: async context => { await showAnswers(context) } },
  { name: 'watch-take-downs', cron: '*/5 * * * *', run: watchTakedowns },
  { name: 'remind-of-objections', cron: '35 6 * * *', run: remindOfObjections },
  { name: 'remind-inspectors', cron: '40 6 * * *', run: remindInspectors },
  { name: 'sweep-objections', cron: '5 0 * * *', run: sweepObjections },
  { name: 'index-records', cron: '*/10 * * * *', run: async context => { await indexRecords(context) } },
  // At most as many as are read within the time a job has: a file may take fifteen seconds.
  { name: 'catch-up', cron: '5-59/10 * * * *', run: async context => { await catchUp(context, { most: 12 }) } },
  { name: 'send-audit', cron: '* * * * *', run: sendAudit },
  { name: 'close-audit-days', cron: '25 0 * * *', run: closeAuditDays },
  { name: 'sweep-files', cron: '20 3 * * *', run: sweepFiles },
  { name: 'end-keeping', cron: '25 2 * * *', run: async context => { await endKeeping(context) } },
  { name: 'forget-spent-allowances', cron: '45 2 * * *', run: forgetSpentAllowances },
  { name: 'tell-followers', cron: '20 * * * *', run: tellFollowers },
  { name: 'end-residents', cron: '* * * * *', run: forgetResidents },
  { name: 'end-access', cron: '1 0 * * *', run: endRunOutAccess },
  { name: 'forget-uploads', cron: '50 2 * * *', run: forgetUploads },
  { name: 'purge-answered', cron: '40 2 * * *', run: forgetPassed },
]

/** Starts the scheduler. However many processes run it, each job runs once at a time, and none while `insist` throws. */
export async function startJobs(context: Context, connection: Connection, channels: Channels = {}, insist?: () => Promise<void>): Promise<{ close(): Promise<void> }> {
  const pool = new pg.Pool({ ...target(connection), options: '-c role=ydt_owner', application_name: 'yidiantong jobs', max: 3 })
  pool.on('error', cause => writeFault('a connection to the database was cut', cause, { role: 'ydt_owner' }))
  pool.on('connect', client => client.on('error', () => {}))
  const addresses = openPool(connection, 'ydt_sender', 2)
  const boss = new PgBoss({ schema: 'jobs', db: { executeSql: (text, values) => pool.query(text, values) } })
  boss.on('error', cause => writeFault('fault of the jobs', cause))
  await boss.start()
  for (const job of schedule) {
    await boss.createQueue(job.name, { policy: 'singleton', retryLimit: 2, expireInSeconds: 300 })
    await boss.work(job.name, () => runJob(job, context, { db: addresses.db, channels }, insist))
    await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Shanghai' })
  }
  return {
    async close() {
      await boss.stop({ graceful: true, timeout: 5000 })
      await Promise.all([pool.end(), addresses.close()])
    },
  }
}

/** Does a job. What goes wrong is a line, and the scheduler, which keeps messages in its tables for a while, is told no more than that it did. */
export async function runJob({ name, run }: Job, context: Context, sender: Sender, insist?: () => Promise<void>): Promise<void> {
  await (async () => { await insist?.(); await run(context, sender) })().catch((cause: unknown) => {
    if (cause instanceof CannotStart) writeLine('error', 'job waits for somebody to look at the clock', { job: name })
    else writeFault('job failed', cause, { job: name })
    throw new Error(`job ${name} failed`)
  })
}
