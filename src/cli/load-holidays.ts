import { loadHolidays } from '#platform/holidays.ts'
import { loadHolidayNotices } from '#records/reference-data.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** Loads holiday notices into a database that programs are working with: they count by them at once. */
export const loadHolidaysCommand: Command = {
  name: 'load-holidays',
  summary: 'load holiday notices; running programs count by them at once',
  usage: 'npm run cli -- load-holidays [FOLDER]\n\nWithout a folder, data/holidays.',
  async run([folder]) {
    const notices = await loadHolidays(folder).catch((cause: Error) => console.error(cause.message))
    if (!notices) return 1
    return withProgram(async ({ owner }) => {
      await loadHolidayNotices(owner, notices)
      console.log(`${notices.length} notices loaded, the last for ${notices.at(-1)?.year ?? '–'}`)
      return 0
    })
  },
}
