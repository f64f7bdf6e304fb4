import { expect, test } from 'vitest'
import { attachmentName } from './attachment-name.ts'

test('a file keeps its name without folders and with the ending of what it is', () => {
  expect(attachmentName('C:\\资料\\会议记录.PDF', 'application/pdf')).toBe('会议记录.pdf')
  expect(attachmentName('../../etc/会议.exe', 'image/jpeg')).toBe('会议.jpg')
  expect(attachmentName('2026年3月收支.v2.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe('2026年3月收支.v2.xlsx')
})

test('characters that cannot be seen or that turn the direction of writing are gone', () => {
  expect(attachmentName('公\u202Efdp\u200B示\u0000.pdf', 'application/pdf')).toBe('公fdp示.pdf')
})

test('a name of which nothing is left, or that begins with a dot, becomes a plain name', () => {
  expect(attachmentName('', 'image/jpeg')).toBe('附件.jpg')
  expect(attachmentName('...', 'image/jpeg')).toBe('附件.jpg')
  expect(attachmentName('.htaccess', 'application/pdf')).toBe('附件.pdf')
})

test('a very long name is cut between characters', () => {
  expect([...attachmentName('𠮷'.repeat(500), 'application/pdf')].length).toBe(84)
})
