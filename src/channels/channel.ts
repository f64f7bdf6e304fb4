import type { MessageChannel } from '#rules/messages/hours.ts'

/** Sends one text to one address. Resolves when the gateway has taken it; rejects when it may be tried again, with `Refused` when it may not. */
export type Send = (address: string, text: string) => Promise<void>

/** Every channel that is configured. One that is missing writes to the trial page. */
export type Channels = Readonly<Partial<Record<MessageChannel, Send>>>

/** The gateway said no for good: no such number, blocked, wrong template. `message` is a code, never an address. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** A gateway that says nothing for this long has failed. */
export const patience = 10_000
