import { expect, test } from 'vitest'
import { piecesOf, piecesSearched, textLimits } from './text-pieces.ts'

const { charactersOfFile, charactersOfPiece, piecesOfRecord } = textLimits

test('a word that stands where two pieces meet is whole in one of them', () => {
  const text = `${'无'.repeat(charactersOfPiece - 1)}石拱桥${'无'.repeat(charactersOfPiece)}`
  expect(piecesOf(text).filter(piece => piece.text.includes('石拱桥')).map(({ piece }) => piece)).toEqual([1])
})

test('of a long file the beginning is searched, up to the last character that is allowed', () => {
  const pieces = piecesOf(`${'无'.repeat(charactersOfFile - 1)}末后`)
  expect(pieces).toHaveLength(charactersOfFile / charactersOfPiece)
  expect(pieces.at(-1)!.text).toMatch(/末$/)
})

test('nothing that PostgreSQL or JSON refuses is left, and an empty text has no pieces', () => {
  expect(piecesOf('会\0议')).toEqual([{ piece: 1, text: '会 议' }])
  expect(piecesOf(`${'无'.repeat(charactersOfFile - 1)}𠮷`).at(-1)!.text.isWellFormed()).toBe(true)
  expect(piecesOf(' \0\n')).toEqual([])
})

test('of many long files the beginnings of all are searched before the end of one', () => {
  const files = Array.from({ length: 20 }, (_, i) => Array.from({ length: 25 }, (_, j) => ({ n: i + 1, piece: j + 1, text: '无' }))).flat()
  const searched = piecesSearched(files)
  expect(searched).toHaveLength(piecesOfRecord)
  expect(new Set(searched.filter(({ piece }) => piece === 1).map(({ n }) => n)).size).toBe(20)
})
