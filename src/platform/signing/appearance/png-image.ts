import { deflateSync, inflateSync } from 'node:zlib'
import { name, type PdfRef, type PdfValue, stream } from '../../pdf/file/pdf-object.ts'

/** Larger pictures of a signature serve nobody and cost memory. */
const mostPixels = 4_000_000

export type Picture = {
  readonly width: number
  readonly height: number
  /** Samples of a pixel: grey, grey with transparency, red-green-blue, the same with transparency. */
  readonly channels: 1 | 2 | 3 | 4
  readonly samples: Uint8Array
}

/** Channels by the colour type of a PNG; those with a palette are not read. */
const channelsOf = new Map<number, Picture['channels']>([
  [0, 1],
  [2, 3],
  [4, 2],
  [6, 4],
])

/** Adds the picture and its transparency as image objects. Throws `RangeError` for anything but a plain 8-bit RGB or RGBA PNG. */
export const imageObjects = (
  png: Uint8Array,
  add: (value: PdfValue) => PdfRef,
): { readonly ref: PdfRef; readonly width: number; readonly height: number } => {
  const picture = readPng(png)
  const { width, height, channels, samples } = picture
  if (channels < 3) throw new RangeError('not a PNG picture that can be shown')
  const pixels = width * height
  const colour = Buffer.alloc(pixels * 3)
  const alpha = Buffer.alloc(pixels, 255)
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1)
      colour[pixel * 3 + channel] = samples[pixel * channels + channel] ?? 0
    if (channels === 4) alpha[pixel] = samples[pixel * 4 + 3] ?? 0
  }
  const common = {
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: width,
    Height: height,
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
  }
  const mask = add(stream({ ...common, ColorSpace: name('DeviceGray') }, deflateSync(alpha)))
  return {
    ref: add(stream({ ...common, ColorSpace: name('DeviceRGB'), SMask: mask }, deflateSync(colour))),
    width,
    height,
  }
}

/** Throws `RangeError` for anything but a plain 8-bit PNG of bearable size without a palette. */
export const readPng = (png: Uint8Array): Picture => {
  const bytes = Buffer.from(png)
  if (bytes.length < 45 || bytes.readUInt32BE(0) !== 0x89504e47) throw new RangeError('not a PNG picture')
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  const [depth, colour, interlace] = [bytes[24], bytes[25], bytes[28]]
  const channels = channelsOf.get(colour ?? -1)
  if (channels === undefined || depth !== 8 || interlace !== 0)
    throw new RangeError('not a PNG picture that can be shown')
  if (width < 1 || height < 1 || width * height > mostPixels)
    throw new RangeError('not a PNG picture that can be shown')
  const expected = height * (width * channels + 1)
  const packed = unpack(imageData(bytes), expected)
  if (packed.length !== expected) throw new RangeError('damaged PNG picture')
  return { width, height, channels, samples: undoFilters(packed, width, height, channels) }
}

const unpack = (data: Uint8Array, expected: number): Uint8Array => {
  try {
    return inflateSync(data, { maxOutputLength: expected + 1 })
  } catch {
    throw new RangeError('damaged PNG picture')
  }
}

const imageData = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  return Buffer.concat(parts)
}

const undoFilters = (packed: Uint8Array, width: number, height: number, channels: number): Uint8Array => {
  const line = width * channels
  const out = new Uint8Array(line * height)
  for (let row = 0; row < height; row += 1) {
    const type = packed[row * (line + 1)] ?? 0
    for (let column = 0; column < line; column += 1) {
      const at = row * line + column
      const left = column >= channels ? (out[at - channels] ?? 0) : 0
      const up = row > 0 ? (out[at - line] ?? 0) : 0
      const corner = row > 0 && column >= channels ? (out[at - line - channels] ?? 0) : 0
      out[at] = (packed[row * (line + 1) + 1 + column] ?? 0) + predicted(type, left, up, corner)
    }
  }
  return out
}

/** RFC 2083, 6. */
const predicted = (type: number, left: number, up: number, corner: number): number => {
  if (type === 1) return left
  if (type === 2) return up
  if (type === 3) return (left + up) >> 1
  if (type !== 4) return 0
  const target = left + up - corner
  const distances = [left, up, corner].map((value) => Math.abs(target - value))
  const [byLeft = 0, byUp = 0, byCorner = 0] = distances
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}
