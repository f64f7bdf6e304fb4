/** A PDF with one page of words. */
export function pdfOf(words: string, info = ''): Buffer {
  const stream = `BT /F1 12 Tf 20 100 Td (${words}) Tj ET`
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>', `<<${info}>>`]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => { const at = body.length; body += `${index + 1} 0 obj${object}endobj\n`; return at })
  const xref = body.length
  body += `xref\n0 7\n0000000000 65535 f \n${offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(body, 'latin1')
}
