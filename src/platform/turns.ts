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

/** The same where many come: of each one at a time, of all together so many. Whoever brings much waits behind himself. */
export function turnsOfEach(atOnce: number): (whose: string) => Turns {
  const all = turnsOf(atOnce)
  const queues = new Map<string, { readonly turns: Turns; waiting: number }>()
  return whose => async work => {
    const own = queues.get(whose) ?? { turns: turnsOf(1), waiting: 0 }
    queues.set(whose, own)
    own.waiting += 1
    try {
      return await own.turns(() => all(work))
    } finally {
      own.waiting -= 1
      if (own.waiting === 0) queues.delete(whose)
    }
  }
}
