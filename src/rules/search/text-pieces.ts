import { longestWord } from './words.ts'

/** A piece of what stands in a file, counted from 1. */
export type TextPiece = { readonly piece: number; readonly text: string }

/** How much of one file is searched, and how much of it stands under one list of words (PostgreSQL refuses a list of more than 1 MB). */
export const textLimits = { charactersOfFile: 200_000, charactersOfPiece: 8_000 } as const

/** Cuts a text into pieces that overlap by the longest word: what stands where two meet is whole in one of them. */
export function piecesOf(text: string): TextPiece[] {
  // Neither PostgreSQL nor JSON takes a zero or half a character.
  const kept = text.slice(0, textLimits.charactersOfFile).replaceAll('\0', ' ').trim()
  const pieces: TextPiece[] = []
  for (let from = 0; from < kept.length; from += textLimits.charactersOfPiece) {
    pieces.push({ piece: pieces.length + 1, text: kept.slice(from, from + textLimits.charactersOfPiece + longestWord).toWellFormed() })
  }
  return pieces
}
