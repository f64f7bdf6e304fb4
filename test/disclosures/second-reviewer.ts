import type { World } from '#test/world.ts'

/** A second reviewer in the first village's township: somebody without a part in its records. Returns the id. */
export async function setUpSecondReviewer(world: World): Promise<string> {
  const { rows } = await world.owner.pool.query(`insert into officer (id, name, role, unit_id, reach_low, reach_high, active_from)
    select gen_random_uuid(), '演示·另一审核员', role, unit_id, reach_low, reach_high, active_from from officer where id = $1 returning id`, [world.officerId.reviewer(340_522_100_000)])
  return String(rows[0].id)
}
