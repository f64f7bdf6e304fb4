/** Work of which only so much is done at a time; what comes meanwhile waits in the order it came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export function turnsOf(atOnce: number): Turns {
  const waiting: (() => void)[] = []
  let working = 0
  return async work => {
    if (working < atOnce) working += 1
    else await new Promise<void>(resolve => { waiting.push(resolve) }) // who ends hands the place on
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else working -= 1
    }
  }
}
