import { queryClient } from '../queries.ts'

/** After a change of the account: this page, and whether something is still owed. */
export function readAccountAgain(): void {
  void queryClient.invalidateQueries({ predicate: ({ queryKey: [route] }) => route === 'GET /api/v1/security' || route === 'GET /api/v1/me' })
}
