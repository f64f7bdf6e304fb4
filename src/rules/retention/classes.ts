/**
 * How long each kind of data is kept, and what ends it. “Personal information is kept for the shortest time its purpose needs” (个人信息保护法,
 * art. 19). The years are our reading: a county sets them with its archive before it begins.
 */
export const retentionClasses = {
  'published': { zh: '已公开的记录', en: 'published records', kept: 'for good; a personal value in it until two persons have it erased', endedBy: 'keeping.erase_value' },
  'commitment': { zh: '存证', en: 'commitments', kept: 'for good; they hold no content, and cannot be opened once keys or salts are gone', endedBy: 'nothing' },
  'decision': { zh: '工作决定', en: 'decisions of officers', kept: 'for good: who decided what, when and why', endedBy: 'nothing' },
  'reference': { zh: '基础资料', en: 'places, lists, rules, calendars', kept: 'for good', endedBy: 'nothing' },
  'working': { zh: '办理中的材料', en: 'work in progress', kept: 'with the record or matter it belongs to', endedBy: 'its own end' },
  'entered': { zh: '录入的原文', en: 'values as they were entered, behind what is published', kept: 'drafts a year after publication, or after anybody last touched them; what the public view withholds three years after its version', endedBy: 'keeping.end_draft and keeping.end_withheld' },
  'complaint-words': { zh: '投诉内容', en: 'the words, files and keys of a complaint', kept: 'five years after its end', endedBy: 'keeping.delete_words' },
  'complaint-count': { zh: '投诉的日期、单位和评价', en: 'days, units and grades of complaints', kept: 'for good, without words', endedBy: 'nothing' },
  'identity': { zh: '封存的身份', en: 'sealed names and contacts', kept: 'one year after the end, or until the complainant deletes them', endedBy: 'keeping.forget_identity' },
  'report': { zh: '检举控告', en: 'confidential reports', kept: 'by the discipline body, under its own rules', endedBy: 'that body' },
  'account': { zh: '工作账号', en: 'accounts and posts of staff', kept: 'while the post lasts, then the name with its decisions', endedBy: 'an administrator' },
  'resident': { zh: '居民自己的清单', en: 'lists of residents who signed in', kept: 'until the resident deletes it, or two years after the last sign-in', endedBy: 'the resident, or the job end-residents' },
  'passing': { zh: '短期数据', en: 'what is needed for minutes to months', kept: 'until it has been used: the days of `daysKept`, at most a year', endedBy: 'a nightly job' },
} as const

/**
 * Days until a nightly job deletes what has passed: answers to requests (a retry comes within minutes; a week covers a phone that was off), messages after they went out or were
 * given up, notices of a unit after they were put away, codes that opened something, sessions and other ways in after their end, what an account was told, and whatever nobody ever took.
 */
export const daysKept = { answered: 7, message: 30, noticeRead: 30, wayIn: 1, accountNotice: 365, neverTaken: 365 } as const

export type RetentionClass = keyof typeof retentionClasses

/**
 * Years until the clock deletes: words and names after the end of a complaint, a resident after the last sign-in, what was entered after its publication.
 * The database counts them again (migrations 0036, 0062). A draft is compared with its publication in the audit of that year; what is withheld makes a
 * correction easy and is shown to verified villagers as long as somebody may still ask about the record, which rules on the collective's books give three years.
 */
export const yearsKept = { words: 5, identity: 1, resident: 2, draft: 1, withheld: 3 } as const
