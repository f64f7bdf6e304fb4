import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutAuthors } from '#platform/document-authors.ts'
import { documentTypeOf } from '#platform/documents.ts'
import { zipOf } from '#test/imports/archives.ts'
import { unpacked } from './public-routes.ts'

const office = (more: readonly { name: string; content: string }[] = []) => zipOf([
  { name: '[Content_Types].xml', content: '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' },
  { name: 'docProps/core.xml', content: '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>演示作者</dc:creator></cp:coreProperties>' },
  { name: 'word/document.xml', content: `<w:document xmlns:w="w"><w:p><w:r><w:t>${'工程说明'.repeat(500)}</w:t></w:r></w:p></w:document>` },
  ...more,
])

test('an office file loses its properties and nothing else, and is still what it was', async () => {
  const cleaned = withoutAuthors(office())
  const text = await unpacked(cleaned)
  expect(text).not.toContain('演示作者')
  expect(text).toContain('工程说明'.repeat(500))
  expect(await documentTypeOf(cleaned)).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
  expect(withoutAuthors(cleaned).equals(cleaned)).toBe(true)
})

test('what is signed, or no document at all, is left as it is', () => {
  const signed = office([{ name: '_xmlsignatures/sig1.xml', content: '<Signature/>' }])
  expect(withoutAuthors(signed)).toBe(signed)
  const pdf = Buffer.from('%PDF-1.4 <</ByteRange[0 1 2 3]/Author(Tester)>> %%EOF')
  expect(withoutAuthors(pdf)).toBe(pdf)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('', '%PDF-1.4', 'PK\x03\x04', 'PK\x05\x06'), (bytes, head) => {
    const given = Buffer.concat([Buffer.from(head, 'latin1'), bytes, Buffer.from('PK\x05\x06', 'latin1'), bytes])
    expect(withoutAuthors(given).length).toBe(given.length)
  }))
})

test.each([
  ['/Author(Tester)', '/Author(      )'], ['/Author (Te\\(st\\)er)', '/Author (          )'], ['/Author(Author)', '/Author(      )'], ['/Author<54 65>', '/Author<20200>'], ['/Author<5465>', '/Author<2020>'],
  ['<dc:creator><rdf:Seq><rdf:li>Tester</rdf:li></rdf:Seq></dc:creator>', '<dc:creator><rdf:Seq><rdf:li>      </rdf:li></rdf:Seq></dc:creator>'], ['<pdf:Author>Tester</pdf:Author>', '<pdf:Author>      </pdf:Author>'], ['/Title(Works)', '/Title(Works)'],
])('of a PDF the author is written over in place: %s becomes %s', (given, expected) => {
  expect(withoutAuthors(Buffer.from(`%PDF-1.4 <<${given}>> %%EOF`)).toString()).toBe(`%PDF-1.4 <<${expected}>> %%EOF`)
})
