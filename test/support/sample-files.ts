import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** Small files of every kind that people hand in, sound and hostile, made here so that each byte is known. */

export type ZipPart = {
  readonly name: string
  readonly content: string | Buffer
  /** What the archive claims the part unpacks to; the truth when absent. */
  readonly claimedBytes?: number
  readonly flags?: number
  readonly method?: number
  /** As it is, not packed. */
  readonly isStored?: boolean
}

const zipPart = (part: ZipPart) => {
  const content = Buffer.from(part.content)
  const packed = part.isStored === true ? content : deflateRawSync(content)
  const name = Buffer.from(part.name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(part.flags ?? 0, 2)
  common.writeUInt16LE(part.method ?? (part.isStored === true ? 0 : 8), 4)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(part.claimedBytes ?? content.length, 18)
  common.writeUInt16LE(name.length, 22)
  return { name, packed, common }
}

/** A ZIP archive, after `prefix` and before `suffix`. */
export const zipFile = (parts: readonly ZipPart[], prefix: Buffer = Buffer.alloc(0)): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = prefix.length
  for (const { name, packed, common } of parts.map(zipPart)) {
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt16LE(20, 4)
    common.copy(entry, 6)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, name)
    bodies.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([prefix, ...bodies, central, end])
}

const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

export const docxParts = (type: string = mainType): readonly ZipPart[] => [
  {
    name: '[Content_Types].xml',
    content: `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
  },
  { name: '_rels/.rels', content: '<Relationships/>' },
  { name: 'word/document.xml', content: '<w:document>Đơn đề nghị</w:document>' },
]

export const docxFile = (): Buffer => zipFile(docxParts())

/** A small PDF of one empty page, padded inside a stream to the wanted size. */
export const pdfFile = (sizeBytes = 0, padding = ' '): Buffer => {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>',
  ]
  const build = (filling: number): Buffer => {
    const all = [...objects, `<< /Length ${filling} >>\nstream\n${padding.repeat(filling)}\nendstream`]
    let body = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
    const offsets = all.map((object, index) => {
      const at = body.length
      body += `${index + 1} 0 obj\n${object}\nendobj\n`
      return at
    })
    const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
    const end = `xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
    return Buffer.from(body + end, 'latin1')
  }
  let filling = 0
  while (build(filling).length < sizeBytes) filling += sizeBytes - build(filling).length
  while (filling > 0 && build(filling).length > sizeBytes) filling -= 1
  return build(filling)
}

const pngChunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([frame, named, check])
}

export const pngFile = (width = 2, height = 2): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const points = deflateSync(Buffer.alloc(6))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', points),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const jpegSegment = (code: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, code, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Segments as of a grey picture; `note` stands in a comment, `scan` are the compressed points. */
export const jpegFile = (
  note = 'anh',
  scan: Buffer = Buffer.from([0x3f, 0xff, 0x00, 0x1c, 0xff, 0xd0, 0x7f]),
): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    jpegSegment(0xfe, Buffer.from(note, 'latin1')),
    jpegSegment(0xdb, Buffer.alloc(65, 1)),
    jpegSegment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    scan,
    Buffer.from([0xff, 0xd9]),
  ])
