import { deflateSync } from 'node:zlib'

/** A PNG without checksums: readers of ours do not ask for them. */
export const drawnPng = (
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
  type = 2,
): Buffer => {
  const rows: number[] = []
  for (let y = 0; y < height; y += 1) {
    rows.push(0)
    for (let x = 0; x < width; x += 1) rows.push(...colour(x, y))
  }
  const data = deflateSync(Buffer.from(rows))
  const head = Buffer.alloc(33)
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
  head.write('IHDR', 12, 'latin1')
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  head.set([8, type], 24)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([head, length, Buffer.from('IDAT'), data, Buffer.alloc(16)])
}

/** Black ink on white paper. */
export const inkOnPaper = (): Buffer =>
  drawnPng(200, 80, (x, y) => (x >= 30 && x < 130 && Math.abs(y - 20 - (x % 20)) < 2 ? [20, 20, 20] : [255, 255, 255]))
