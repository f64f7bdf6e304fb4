/** The doors a complaint comes through: the two a complainant opens himself, and those at which an officer writes down what was said or sent. */
export const channels = ['web', 'api', 'phone', 'letter', 'visit', 'hotline', 'proxy'] as const
export type Channel = (typeof channels)[number]

export const staffChannels = ['phone', 'letter', 'visit', 'hotline', 'proxy'] as const
export type StaffChannel = (typeof staffChannels)[number]

/**
 * What each door asks for beside the matter. A letter and a work order always have a number of their own: by it a second entry of the
 * same paper is recognised. `proxy` is a neighbour who comes for somebody old (代办): the helper's name is kept, and the person's must be. On the
 * page a neighbour opens that door too, and gives what names there are to give.
 */
export const channelRules = {
  phone: { number: 'optional', helper: false },
  letter: { number: 'required', helper: false },
  visit: { number: 'optional', helper: false },
  hotline: { number: 'required', helper: false },
  proxy: { number: 'optional', helper: true },
} as const satisfies Record<StaffChannel, { readonly number: 'required' | 'optional'; readonly helper: boolean }>

export function isStaffChannel(channel: string): channel is StaffChannel {
  return (staffChannels as readonly string[]).includes(channel)
}

export const longestNumber = 60

/** A number as it is compared: full-width digits and blanks are ways of typing, not other numbers. */
export function tidyNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/\s+/gu, '')
}
