import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CannotStart } from '#platform/cannot-start.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { givenMasters, layDownBefore, makeNext, newMaster, switchToNext } from '#platform/crypto/master-key.ts'
import { masterName } from '#platform/crypto/secrets.ts'
import { endReplacing, showMasters, type Replaced } from '#actions/masters/replace.ts'
import { openPool, type Db } from '#records/database.ts'
import { countProgramsAtWork } from '#records/masters.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'
import type { Program } from './open-program.ts'

const steps = ['prepare', 'switch', 'finish', 'show'] as const
type Step = (typeof steps)[number] | 'at-once'
type Asked = { readonly config: Config; readonly folder: string; readonly json: boolean }

/** Every step may be asked for again, and goes on where it was. */
export const keysReplaceMaster: Command = {
  name: 'keys replace-master',
  summary: 'replace the master key, from which every key outside the database follows',
  usage: `npm run cli -- keys replace-master [--prepare | --switch | --finish | --show] [--json]

Without a step everything at once, while no program runs. While programs run, in steps:
  --prepare   make the next master (with SECRET_KEY, print one for SECRET_KEY_NEXT); then start every program anew
  --switch    the next master takes its place, the one before stays beside it; then start every program anew
  --finish    put everything that is kept under the new master; then the one before is needed no more
  --show      the masters there were, and how much is not under the newest`,
  async run(args) {
    const { step, json } = readArgs(args)
    const config = readConfig(process.env, [])
    return await doStep[step]({ config, folder: join(config.dataFolder, 'secrets'), json })
  },
}

const doStep: Readonly<Record<Step, (asked: Asked) => number | Promise<number>>> = { 'at-once': replaceAtOnce, prepare, switch: switchOver, finish, show }

function readArgs(args: readonly string[]): { readonly step: Step; readonly json: boolean } {
  try {
    const { values } = parseArgs({ args: [...args], options: { prepare: { type: 'boolean' }, switch: { type: 'boolean' }, finish: { type: 'boolean' }, show: { type: 'boolean' }, json: { type: 'boolean' } }, strict: true })
    const given = steps.filter(step => values[step])
    if (given.length > 1) throw new CannotStart('one step at a time: see --help')
    return { step: given[0] ?? 'at-once', json: values.json ?? false }
  } catch (cause) {
    throw cause instanceof CannotStart ? cause : new CannotStart(`${(cause as Error).message}: see --help`, { cause })
  }
}

async function replaceAtOnce(asked: Asked): Promise<number> {
  const { config, folder } = asked
  if (config.secretKey !== undefined) throw new CannotStart('SECRET_KEY is given by the settings, which this command cannot write: begin with --prepare')
  if (config.databaseUrl !== undefined) await insistOnNobody(config.databaseUrl)
  // Only a master that this database knows is replaced.
  await withProgram(async () => 0)
  if (givenMasters(folder, config).before === undefined) {
    makeNext(folder)
    switchToNext(folder)
  }
  return finish(asked)
}

async function insistOnNobody(url: string): Promise<void> {
  const owner = openPool({ url }, 'ydt_owner', 1)
  try {
    const count = await countProgramsAtWork(owner.db)
    if (count > 0) throw new CannotStart(`${count} program${count === 1 ? ' works' : 's work'} on this database and would not know the new master: stop them, or go in steps (--prepare, --switch, --finish)`)
  } finally {
    await owner.close()
  }
}

function prepare(asked: Asked): number {
  const { config, folder, json } = asked
  const isOurs = config.secretKey === undefined
  insistOnNoChange(asked)
  if (isOurs) makeNext(folder)
  const next = isOurs ? givenMasters(folder, config).next! : config.secretKeyNext === undefined ? Buffer.from(newMaster(), 'hex') : givenMasters(folder, config).next!
  const name = masterName(next)
  const secret = isOurs || config.secretKeyNext !== undefined ? {} : { SECRET_KEY_NEXT: next.toString('hex') }
  if (json) console.log(JSON.stringify({ next: name, ...secret }))
  else {
    for (const [setting, value] of Object.entries(secret)) console.log(`${setting}=${value}`)
    console.log(`the next master is ${name}: start every program anew${isOurs ? '' : ' with SECRET_KEY_NEXT beside SECRET_KEY'}, then --switch`)
  }
  return 0
}

function switchOver(asked: Asked): number {
  const { config, folder, json } = asked
  if (config.secretKey !== undefined) throw new CannotStart('SECRET_KEY is given by the settings: write SECRET_KEY_NEXT into SECRET_KEY and what stood there into SECRET_KEY_BEFORE, start every program anew, then --finish')
  const { next, before } = givenMasters(folder, config)
  if (!next && !before) throw new CannotStart('there is no next master: begin with --prepare')
  if (next) insistOnNoChange(asked)
  switchToNext(folder)
  const name = masterName(givenMasters(folder, config).own)
  console.log(json ? JSON.stringify({ master: name }) : `the master is ${name}: start every program anew, then --finish`)
  return 0
}

// The one before may not be in the database yet: it would be lost if another took its place.
function insistOnNoChange({ config, folder }: Asked): void {
  if (givenMasters(folder, config).before) throw new CannotStart('a change is not at its end: --finish comes first')
}

function finish({ config, folder, json }: Asked): Promise<number> {
  return withRekeyer(async ({ context, owner }, rekeyer) => {
    const replaced = await endReplacing(context, owner, rekeyer)
    if (!replaced.ok) throw new CannotStart(whyNot[replaced.refusal.code])
    if (config.secretKey === undefined) layDownBefore(folder)
    say(replaced.value, json, 'put')
    if (!json) console.log(config.secretKey === undefined ? 'everything is under this master; the one before it is needed for older backups alone' : 'everything is under this master: take SECRET_KEY_BEFORE away; it is needed for older backups alone')
    return replaced.value.kinds.some(({ unreadable }) => unreadable > 0) ? 1 : 0
  })
}

const whyNot = {
  'newest-not-used': 'the next master is known, but the one before it still makes what is new: --switch comes first',
  'still-added': 'nearly everything is under this master, but a program goes on making by the one before it, or holds what it works on: start every program anew and say --finish again',
} as const

function show({ json }: Asked): Promise<number> {
  return withRekeyer(async ({ context, owner }, rekeyer) => {
    say(await showMasters(context, owner, rekeyer), json, 'found')
    return 0
  })
}

function withRekeyer(work: (program: Program, rekeyer: Db) => Promise<number>): Promise<number> {
  return withProgram(async program => {
    const rekeyer = openPool(program.connection, 'ydt_rekeyer', 1)
    try {
      return await work(program, rekeyer.db)
    } finally {
      await rekeyer.close()
    }
  })
}

function say({ masters, kinds }: Replaced, json: boolean, how: 'put' | 'found'): void {
  if (json) return console.log(JSON.stringify({ masters: masters.map(({ generation, name, begunAt, wholeAt }) => ({ generation, name, begunAt, wholeAt })), kinds }))
  for (const { generation, name, begunAt, wholeAt } of masters) console.log(`master ${generation}  ${name}  since ${dayOf(begunAt)}  ${wholeAt ? `everything under it since ${dayOf(wholeAt)}` : 'not everything is under it yet'}`)
  for (const { kind, unreadable, ...counts } of kinds) console.log(`${kind.padEnd(26)} ${counts[how]} ${how === 'put' ? 'put under it' : 'not under it'}${unreadable > 0 ? `; ${unreadable} open under no master and stay as they are` : ''}`)
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}
