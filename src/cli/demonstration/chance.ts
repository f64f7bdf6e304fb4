/** A repeatable source of chance: the same seed gives the same county on every machine. */
export type Chance = { next(): number; whole(from: number, to: number): number; pick<Thing>(things: readonly Thing[]): Thing }

/** mulberry32: small, fast, and good enough to make figures look like figures. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return { next, whole, pick: things => things[whole(0, things.length - 1)]! }
}

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜']
const ordinals = [...'甲乙丙丁戊己庚辛壬癸']

/** A name that nobody bears: a surname, “演示” and an ordinal. */
export function inventedName(luck: Chance): string {
  return `${luck.pick(surnames)}演示${luck.pick(ordinals)}`
}

/** A firm that does not exist. */
export function inventedFirm(luck: Chance, trade: string): string {
  return `虚构${luck.pick(['青山', '碧水', '向阳', '和风', '丰禾', '安澜'])}${trade}有限公司`
}
