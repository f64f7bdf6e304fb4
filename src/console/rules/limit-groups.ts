import type { LimitKey } from '#rules/cases/case-rules.ts'

/** The limits in the order in which a case meets them. */
export const limitGroups = {
  desk: ['accept', 'supply', 'reviveCalendarDays'],
  rejection: ['confirmRejection', 'appealCalendarDays', 'decideAppeal'],
  work: ['assign', 'sign', 'contact', 'returnWithin', 'mostReturns', 'reassign', 'countyDecides', 'mostHelpers', 'handle', 'review'],
  extension: ['extensionDays', 'mostExtensions', 'askBefore'],
  answer: ['rateCalendarDays', 'silentCloseCalendarDays', 'visit', 'visitPercent'],
  redo: ['orderRedo', 'redo', 'decideEscalation', 'supervise', 'raise'],
  after: ['stillSolvedCalendarDays', 'reopenCalendarDays'],
  light: ['yellowWithin', 'yellowPercentUsed'],
} as const satisfies Record<string, readonly LimitKey[]>

export const groupNames = Object.keys(limitGroups) as (keyof typeof limitGroups)[]
