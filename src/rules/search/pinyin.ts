// The syllables of Hanyu Pinyin without tones (GB/T 16159): an initial that may be absent, and a final. ü is typed v or u.
const syllable = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|ve|vn|a|o|e|i|u|v)/u
const longestSyllable = 6
const mostReadings = 4

/**
 * Cuts letters into pinyin syllables in every way they can be read, at most four: `fangan` is fang an or fan gan. Empty when
 * they are not pinyin.
 */
export function syllablesOf(letters: string): string[][] {
  if (!/^[a-z]{2,40}$/u.test(letters)) return []
  const found: string[][] = []
  cut(letters, [], found)
  return found
}

function cut(rest: string, before: readonly string[], found: string[][]): void {
  if (rest === '') found.push([...before])
  if (rest === '' || found.length >= mostReadings) return
  for (let length = Math.min(longestSyllable, rest.length); length >= 1 && found.length < mostReadings; length--) {
    if (isSyllable(rest.slice(0, length))) cut(rest.slice(length), [...before, rest.slice(0, length)], found)
  }
}

function isSyllable(letters: string): boolean {
  return syllable.exec(letters)?.[0] === letters
}
