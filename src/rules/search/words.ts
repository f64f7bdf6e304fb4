/** A stretch of one kind of writing inside a text. */
export type Run = { readonly text: string; readonly isHan: boolean }

/** What the words of a search know of Chinese characters; the dictionaries stand in platform/. */
export type Characters = {
  /** The simplified form of one character: 補 → 补. Every other character is its own. */
  simplified(character: string): string
  /** How a character is read, without tones, the commonest reading first: 长 → chang, zhang. */
  readings(character: string): readonly string[]
}

export const longestWord = 40

/**
 * The text in which words are looked for: full-width signs narrowed, capitals lowered, traditional characters simplified. Every
 * UTF-16 unit keeps its place, so that what is found in it can be marked in the text as it was published.
 */
export function folded(text: string, characters: Characters): string {
  let made = ''
  for (const character of text) {
    const narrow = character.normalize('NFKC').toLowerCase()
    const one = narrow.length === character.length ? narrow : character
    made += isHan(one) ? characters.simplified(one) : one
  }
  return made
}

/** The runs of letters and figures of a text, cut where the writing changes between Chinese and other. */
export function runsOf(text: string, characters: Characters): Run[] {
  const words = foldedWhole(text, characters).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.flatMap(word => (word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []).map(run => ({ text: run, isHan: isHan(run) })))
}

/**
 * The words under which a text is found. Of Chinese: every character, every pair of neighbours, and both as they are spelt in
 * pinyin; of other scripts every word. Pairs need no dictionary, so a surname or a hamlet that no dictionary knows is found too.
 */
export function addWords(words: Set<string>, text: string, characters: Characters): void {
  for (const run of runsOf(text, characters)) {
    if (run.isHan) addHan(words, [...run.text], characters)
    else words.add(run.text.slice(0, longestWord).toWellFormed())
  }
}

function addHan(words: Set<string>, run: readonly string[], characters: Characters): void {
  let before: readonly string[] = []
  run.forEach((character, i) => {
    const readings = characters.readings(character)
    words.add(character)
    if (i > 0) words.add(run[i - 1]! + character)
    for (const reading of readings) {
      words.add(reading)
      for (const first of before) words.add(first + reading)
    }
    before = readings
  })
}

/** A Chinese word as the pairs it is asked for by; a single character stands alone. */
export function pairsOf(word: string): string[] {
  const characters = [...word]
  return characters.length === 1 ? characters : characters.slice(1).map((character, i) => characters[i]! + character)
}

// A search may look at a text whose length changes (㎡ becomes m2): it marks nothing.
function foldedWhole(text: string, characters: Characters): string {
  return folded(text.normalize('NFKC').toLowerCase(), characters)
}

function isHan(text: string): boolean {
  return /^\p{Script=Han}/u.test(text)
}
