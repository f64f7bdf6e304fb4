import { longestWord } from './words.ts'

/** A piece of what stands in a file, counted from 1. */
export type TextPiece = { readonly piece: number; readonly text: string }

/**
 * How much of one file and of all files of a record is searched, so that publishing takes seconds at most, and how much stands under
 * one list of words (PostgreSQL refuses a list of more than 1 MB).
 */
export const textLimits = { charactersOfFile: 200_000, charactersOfPiece: 8_000, piecesOfRecord: 50 } as const

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

/** The pieces of a record's files that are searched: the beginnings of all files come before the ends of long ones. */
export function piecesSearched<Piece extends TextPiece & { readonly n: number }>(pieces: readonly Piece[]): Piece[] {
  return pieces.toSorted((a, b) => a.piece - b.piece || a.n - b.n).slice(0, textLimits.piecesOfRecord)
}
