/** What the holder of an account is told: tries that are odd, and every change of what opens it or of whose post goes with it. */
export const accountNotices = [
  'wrong-tries', 'new-browser', 'password-changed', 'codes-on', 'codes-off', 'recovery-renewed', 'recovery-used', 'passkey-added', 'passkey-removed', 'provider-linked', 'provider-unlinked', 'started-anew',
  'deputy-given', 'deputy-made', 'deputy-over',
] as const
export type AccountNotice = (typeof accountNotices)[number]

/** So many wrong tries in one day are worth telling: fewer are one's own fingers. */
export const oddTries = 5
