import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type * as JiebaPackage from '@node-rs/jieba'
import type * as JiebaDictionary from '@node-rs/jieba/dict.js'
import type * as OpenCc from 'opencc-js'
import type * as PinyinPro from 'pinyin-pro'

const load = createRequire(import.meta.url)

// Each dictionary is loaded by the first text that needs it and not by the start: the three together take 70 MB and a quarter of a second.
let jieba: JiebaPackage.Jieba | undefined
let simplify: ((text: string) => string) | undefined
let spell: ((text: string, options: { toneType: 'none'; type: 'array'; multiple: true; v: true }) => string[]) | undefined

const simplifiedForms = new Map<string, string>()
const knownReadings = new Map<string, readonly string[]>()
const mostReadings = 2

/** What is known of single Chinese characters: the simplified form, and up to two readings in pinyin without tones. */
export const characters = {
  simplified(character: string): string {
    const known = simplifiedForms.get(character)
    if (known !== undefined) return known
    const form = simplifier()(character)
    const kept = form.length === character.length ? form : character
    simplifiedForms.set(character, kept)
    return kept
  },

  readings(character: string): readonly string[] {
    const known = knownReadings.get(character)
    if (known) return known
    const read = speller()(character, { toneType: 'none', type: 'array', multiple: true, v: true }).filter(reading => /^[a-z]+$/.test(reading)).slice(0, mostReadings)
    const kept = [...new Set(read)]
    knownReadings.set(character, kept)
    return kept
  },
}

/**
 * Loads what `characters` needs, with a turn for others between: all at once everybody would wait for more than a tenth of a second.
 * Whoever does not ask for it waits so long at the first character.
 */
export async function loadCharacters(): Promise<void> {
  if (simplify && spell) return
  simplifier()
  await setImmediate()
  speller()
  await setImmediate()
  // The readings themselves are put in order by the first that is asked for.
  characters.readings('村')
  await setImmediate()
}

function simplifier(): NonNullable<typeof simplify> {
  return simplify ??= (load('opencc-js/t2cn') as typeof OpenCc).Converter({ from: 't', to: 'cn' })
}

function speller(): NonNullable<typeof spell> {
  return spell ??= (load('pinyin-pro') as typeof PinyinPro).pinyin
}

/** Cuts a run of Chinese into the words of the dictionary: 低保金发放 → 低保金, 发放. */
export function cutWords(run: string): string[] {
  if (!jieba) {
    const { Jieba: Cutter } = load('@node-rs/jieba') as typeof JiebaPackage
    jieba = Cutter.withDict((load('@node-rs/jieba/dict.js') as typeof JiebaDictionary).dict)
  }
  return jieba.cut(run, true)
}

/** How a name is spelled in pinyin without tones, joined as people type it; where characters are read in two ways, in each. */
export function spellingsOf(name: string): string[] {
  return [...name].reduce<string[]>((before, character) => {
    const readings = characters.readings(character)
    return before.flatMap(start => readings.length === 0 ? [start] : readings.map(reading => start + reading))
  }, ['']).slice(0, 16)
}
