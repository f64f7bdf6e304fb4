const unreadyCodes: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P01', '57P02', '57P03', '53300', '57014', '40P01', '08006', '08001', 'AUDIT'])

/**
 * Whether what was thrown says that nothing can be answered for the moment, though nobody did anything wrong: the database is not there, is stopping, or has no
 * connection left; it was cancelled by its own time limit, or as one of two acts that waited for each other; or what was read or done could not be written down in the audit.
 */
export function isUnready(cause: unknown): boolean {
  return unreadyCodes.has((cause as { readonly code?: string } | undefined)?.code ?? '')
}
