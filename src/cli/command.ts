/** One command of `npm run cli -- <name>`. `run` gets the words after the name and returns the exit code. */
export type Command = {
  readonly name: string
  readonly summary: string
  readonly usage: string
  run(args: readonly string[]): Promise<number>
}
