import type { UseQueryResult } from '@tanstack/react-query'
import { QueryClient, useQuery } from '@tanstack/react-query'
import { Refused, call } from './client.ts'
import type { PartsOf, ReplyOf, RouteKey } from './client.ts'
import { useLanguage } from './language.tsx'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal will be refused again; only silence is worth another try.
      retry: (failures, error) => !(error instanceof Refused) && failures < 2,
    },
  },
})

/** Reads a route. The language is part of the key because sentences in the reply follow it. */
export function useRead<Key extends RouteKey>(
  key: Key,
  parts: PartsOf<Key>,
  options: { enabled?: boolean; keepPrevious?: boolean; every?: number; staleTime?: number } = {},
): UseQueryResult<ReplyOf<Key>, Error> {
  const { language } = useLanguage()
  const queryKey = queryKeyOf(key, parts, language)
  return useQuery<ReplyOf<Key>, Error>({
    queryKey,
    queryFn: ({ signal }) => call(key, parts, { language, signal }),
    enabled: options.enabled ?? true,
    placeholderData: ((previous: ReplyOf<Key> | undefined, query?: { queryKey: readonly unknown[] }) =>
      options.keepPrevious || isSameRead(query?.queryKey, queryKey) ? previous : undefined) as never,
    ...(options.every ? { refetchInterval: options.every } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  })
}

type Question<Key extends RouteKey> = readonly [key: Key, parts: PartsOf<Key>]

/** A list, or what is found in it where somebody looks for something: the same answer to a question whose words stand in no address. */
export function useList<List extends RouteKey, Search extends RouteKey>(list: Question<List>, search: Question<Search> | undefined, options: Parameters<typeof useRead>[2] = {}): UseQueryResult<ReplyOf<List>, Error> {
  const [key, parts] = search ?? list
  return useRead(key as List, parts as PartsOf<List>, { keepPrevious: true, ...options })
}

/** The same thing asked in the other language: what is on the screen stays, and with it the form somebody is writing in. */
function isSameRead(before: readonly unknown[] | undefined, now: readonly unknown[]): boolean {
  return before !== undefined && JSON.stringify(before.slice(0, 2)) === JSON.stringify(now.slice(0, 2))
}

/** The route first, so that everything of one route can be made stale at once. */
export function queryKeyOf(key: RouteKey, parts: object, language: string): readonly unknown[] {
  return [key, parts, language]
}

/** Puts what an act answered in the place of what was read. A reading that is still under way began before the act, and is dropped. */
export async function keepReply<Key extends RouteKey>(key: Key, parts: PartsOf<Key>, language: string, reply: ReplyOf<Key>): Promise<void> {
  const queryKey = queryKeyOf(key, parts, language)
  await queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData(queryKey, reply)
}

/** What changes when a case or a draft moves: every list and the counts. */
export function forgetLists(): Promise<void> {
  const lists: readonly string[] = ['GET /api/v1/desk', 'GET /api/v1/cases', 'POST /api/v1/cases/search', 'GET /api/v1/saved-filters', 'GET /api/v1/drafts', 'POST /api/v1/drafts/search', 'GET /api/v1/disclosures', 'POST /api/v1/disclosures/search', 'GET /api/v1/objections', 'GET /api/v1/overview', 'GET /api/v1/duties', 'GET /api/v1/nil-declarations', 'GET /api/v1/withdrawals', 'GET /api/v1/coverage', 'GET /api/v1/supervision', 'GET /api/v1/answers', 'GET /api/v1/answers/allowed', 'GET /api/v1/keeping', 'GET /api/v1/household-codes']
  return queryClient.invalidateQueries({ predicate: query => lists.includes(String(query.queryKey[0])) })
}

export function useMe(): ReplyOf<'GET /api/v1/me'> | undefined {
  return useRead('GET /api/v1/me', {}, { staleTime: 300_000 }).data
}
