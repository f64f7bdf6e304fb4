import notice2020 from '../../data/holidays/2020.json' with { type: 'json' }
import { calendarOf } from '#actions/reference.ts'
import { openWorld, type World } from '#test/world.ts'

type Notice = { readonly papers: readonly string[]; readonly days: readonly object[] }

/** The days off of 2020 as they stood before 27 January 2020, and as the emergency notice of that day made them. */
export const beforeEmergency: Notice = {
  papers: [notice2020.papers[0]!],
  days: [...notice2020.days.filter(named => !('paper' in named)), { date: '2020-02-01', name: '春节', isOffDay: false }],
}
export const withEmergency: Notice = notice2020
/** The address of the emergency notice. */
export const emergency = notice2020.papers[1]!

/** Puts a notice in the place of the one that is loaded. */
export async function load(world: World, notice: Notice): Promise<void> {
  await world.owner.pool.query('update pub.holiday_notice set papers = $1, days = $2 where year = 2020', [JSON.stringify(notice.papers), JSON.stringify(notice.days)])
}

/** A world on a day of 2020 that knows nothing of the emergency notice yet, and the same with the calendar that is loaded now. */
export async function openIn2020(today: string): Promise<{ world: World; now: () => Promise<World> }> {
  const world = await openWorld({ today })
  // The demonstration's bindings and posts begin later; this is a story of 2020.
  await world.owner.pool.query(`update officer set active_from = '2019-01-01'`)
  await world.owner.pool.query(`insert into item_binding (county_code, item_slug, responsible_unit_id, supervising_unit_id, valid_from) select county_code, item_slug, responsible_unit_id, supervising_unit_id, '2019-01-01' from item_binding`)
  await load(world, beforeEmergency)
  return { world, now: async () => ({ ...world, context: { ...world.context, calendar: await calendarOf(world.context.db) } }) }
}
