import type { StaffChannel } from '#rules/intake/channels.ts'

/** An entry that nobody has written into yet. */
export const blank = { channel: 'phone' as StaffChannel, channelNumber: '', receivedOn: '', village: 0, item: '', statement: '', place: '', happened: '', wish: '', name: '', phone: '', contact: '', helper: '' }
/** What stands in the form, as it was typed. */
export type Typed = typeof blank
