import { embedFont, glyphString, textWidth } from '#platform/pdf/file/pdf-font.ts'
import { array, dict, name, type PdfRef, type PdfValue, ref, serialize, stream } from '#platform/pdf/file/pdf-object.ts'

/** A4, in points. */
const page = { width: 595, height: 842, margin: 85 } as const

const wrapped = (text: string, size: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && textWidth('regular', longer, size) <= page.width - 2 * page.margin) lines.pop()
    lines.push(lines.length === 0 || textWidth('regular', longer, size) <= page.width - 2 * page.margin ? longer : word)
  }
  return lines
}

type Block = { readonly text: string; readonly size: number; readonly gap: number }

const contentOf = (blocks: readonly Block[]): string => {
  let y = page.height - 140
  const shown = blocks.flatMap(({ text, size, gap }) => {
    y -= gap
    return wrapped(text, size).map((line) => {
      y -= size * 1.4
      return `BT /F1 ${size} Tf ${page.margin} ${y.toFixed(1)} Td ${glyphString('regular', line)} Tj ET`
    })
  })
  const frame = `0.6 w ${page.margin - 30} 90 ${page.width - 2 * page.margin + 60} ${page.height - 180} re S`
  return [frame, ...shown].join('\n')
}

/** A small PDF of one page that stands for a paper which people hand in. It names nobody and says that it is a specimen. */
export const specimenPaper = (paperName: string): Buffer => {
  const title = paperName.length > 160 ? `${paperName.slice(0, 157)}…` : paperName
  const blocks: readonly Block[] = [
    { text: title, size: 17, gap: 0 },
    { text: 'Bản minh họa của tỉnh chạy thử, do chương trình tạo ra; không phải giấy tờ thật.', size: 12, gap: 24 },
    { text: 'Trong đời thật, ở đây là bản chụp của giấy tờ mà người dân nộp.', size: 12, gap: 8 },
  ]
  const objects: PdfValue[] = []
  const add = (value: PdfValue): PdfRef => ref(objects.push(value))
  const font = embedFont(add, 'regular', new Set(blocks.flatMap(({ text }) => [...text.normalize('NFC')])))
  const content = Buffer.from(contentOf(blocks), 'latin1')
  const contents = add(stream({}, content))
  const pages = ref(objects.length + 2)
  const shownPage = add(
    dict({
      Type: name('Page'),
      Parent: pages,
      MediaBox: array(0, 0, page.width, page.height),
      Resources: dict({ Font: dict({ F1: font }) }),
      Contents: contents,
    }),
  )
  add(dict({ Type: name('Pages'), Kids: array(shownPage), Count: 1 }))
  const catalogue = add(dict({ Type: name('Catalog'), Pages: pages }))
  return written(objects, catalogue)
}

const written = (objects: readonly PdfValue[], catalogue: PdfRef): Buffer => {
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const offsets = objects.map((object, index) => {
    const at = length
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), serialize(object), Buffer.from('\nendobj\n')])
    parts.push(part)
    length += part.length
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const trailer = serialize(dict({ Size: objects.length + 1, Root: catalogue }))
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n`
  return Buffer.concat([...parts, Buffer.from(table), trailer, Buffer.from(`\nstartxref\n${length}\n%%EOF\n`)])
}
