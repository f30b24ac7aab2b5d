/** A one-page file whose objects lie in an object stream behind a cross-reference stream. */
export const compressedPdf = (): Buffer => {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
  ]
  let header = ''
  let offset = 0
  objects.forEach((object, index) => {
    header += `${index + 1} ${offset} `
    offset += object.length + 1
  })
  const body = header + objects.join(' ')
  const parts = [
    `%PDF-1.7\n`,
    `4 0 obj\n<</Type/ObjStm/N 3/First ${header.length}/Length ${body.length}>>\nstream\n${body}\nendstream\nendobj\n`,
  ]
  const start = parts.join('').length
  const rows = Buffer.from([0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 4, 1, 2, 0, 4, 2, 1, 0, 9, 0, 1, start >> 8, start & 255, 0])
  const xref = Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length ${rows.length}>>\nstream\n`),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`),
  ])
  return Buffer.concat([Buffer.from(parts.join('')), xref])
}
