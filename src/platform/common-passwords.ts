let known: Promise<ReadonlySet<string>> | undefined

/**
 * Says of a word whether it stands in the list of passwords most often found in breaches: fifty thousand of the ten million that Mark Burnett gathered, in the package that
 * the strength meter zxcvbn-ts is made with. Read when the first password is chosen, kept in memory; no network.
 */
export async function openCommonPasswords(): Promise<(word: string) => boolean> {
  known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  const common = await known
  return word => common.has(word)
}
