/** Lengths in characters. The least keeps an accidental tap, and a bare “no”, from becoming part of a public record. */
export const objectionWords = { question: { least: 5, most: 500 }, answer: { least: 10, most: 1000 } } as const

export type WordsProblem = 'too-short' | 'too-long' | 'unreadable-characters'

/** What is wrong with a text that will be public. */
export function wordsProblem(text: string, of: keyof typeof objectionWords): WordsProblem | undefined {
  const { least, most } = objectionWords[of]
  // Marks that turn the direction of writing can make a text read as something else.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(text) || !text.isWellFormed()) return 'unreadable-characters'
  const visible = [...text.replace(/\s/gu, '')].length
  if (visible < least) return 'too-short'
  return [...text].length > most ? 'too-long' : undefined
}
