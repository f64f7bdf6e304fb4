import { pageTexts } from '#text/pages.ts'
import { html, type Html } from './html.ts'
import type { PublicRecord, TakenDown } from '#records/public.ts'
import { page } from './layout.ts'
import { tombstonePage, withdrawnPage } from './tombstone.ts'
import { to, type View } from './view.ts'

/** What can be wrong with a request for a page. `query` names the part of the address that makes no sense. */
export type PageProblem =
  | { readonly code: 'notFound' | 'placeNotFound' | 'codeNotFound' | 'recordNotFound' | 'versionNotFound' | 'badRequest' | 'tooLarge' | 'foreign' | 'broken' | 'unready' }
  | { readonly code: 'badQuery'; readonly name: string }
  | { readonly code: 'slowDown'; readonly seconds: number }
  | { readonly code: 'takenDown'; readonly record: PublicRecord; readonly gone: TakenDown; readonly isReplaced: boolean }
  /** Withdrawn: the tombstone stays at its address. */
  | { readonly code: 'withdrawn'; readonly villageCode: number; readonly villageName: string; readonly withdrawal: NonNullable<PublicRecord['withdrawal']> }

const statuses = {
  notFound: 404, placeNotFound: 404, codeNotFound: 404, recordNotFound: 404, versionNotFound: 404, withdrawn: 410,
  takenDown: 410, badQuery: 400, badRequest: 400, tooLarge: 413, foreign: 403, slowDown: 429, broken: 500, unready: 503,
} as const satisfies Record<PageProblem['code'], number>

export function statusOf(problem: PageProblem): number {
  return statuses[problem.code]
}

/** A page that says what is wrong and where to go on. */
export function problemPage(view: View, problem: PageProblem): Html {
  if (problem.code === 'takenDown') return tombstonePage(view, problem)
  if (problem.code === 'withdrawn') return withdrawnPage(view, problem)
  const { title, sentence } = wordsOf(view, problem)
  const text = pageTexts[view.language]
  return page(view, { title, isPrivate: true, body: html`<h1>${title}</h1><p>${sentence}</p><p><a class="button" href="${to(view, '/')}">${text.home}</a></p>` })
}

function wordsOf(view: View, problem: Exclude<PageProblem, { code: 'takenDown' | 'withdrawn' }>): { title: string; sentence: string } {
  const text = pageTexts[view.language]
  switch (problem.code) {
    case 'notFound': return { title: text.notFoundTitle, sentence: text.notFound }
    case 'placeNotFound': return { title: text.placeNotFoundTitle, sentence: text.placeNotFound }
    case 'codeNotFound': return { title: text.codeNotFoundTitle, sentence: text.codeNotFound }
    case 'recordNotFound': return { title: text.recordNotFoundTitle, sentence: text.recordNotFound }
    case 'versionNotFound': return { title: text.recordNotFoundTitle, sentence: text.versionNotFound }
    case 'badQuery': return { title: text.badQueryTitle, sentence: text.badQuery(problem.name) }
    case 'slowDown': return { title: text.slowDownTitle, sentence: text.slowDown(problem.seconds) }
    case 'badRequest': return { title: text.badRequestTitle, sentence: text.badRequest }
    case 'tooLarge': return { title: text.tooLargeTitle, sentence: text.tooLarge }
    case 'foreign': return { title: text.foreignTitle, sentence: text.foreign }
    case 'broken': case 'unready': return { title: text.brokenTitle, sentence: text.broken }
  }
}
