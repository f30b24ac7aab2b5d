import { crc32, deflateSync } from 'node:zlib'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Picture, readPng } from './png-image.ts'

export type PictureRefusal =
  /** No PNG of 8 bits a colour, damaged, or of more than four million points. */
  | { readonly code: 'picture.unreadable' }
  | { readonly code: 'picture.too-large' }
  /** Nothing is drawn on it. */
  | { readonly code: 'picture.empty' }
  /** Too much is drawn on it: a photograph, or paper that is not white. */
  | { readonly code: 'picture.not-a-signature' }

/** As it is handed in. */
export const largestPictureBytes = 2 * 1024 * 1024
/** As it is kept: enough for 300 dots an inch in the 48 × 22 mm of the place. */
const [mostWidth, mostHeight] = [800, 400]
const ink = [26, 63, 160] as const

/** How much ink is at a point, 0 to 255: dark on white, or whatever is not transparent. */
const inkAt = ({ channels, samples }: Picture, pixel: number): number => {
  const at = pixel * channels
  const hasAlpha = channels === 2 || channels === 4
  const alpha = hasAlpha ? (samples[at + channels - 1] ?? 0) : 255
  const colours = hasAlpha ? channels - 1 : channels
  let light = 0
  for (let channel = 0; channel < colours; channel += 1) light += samples[at + channel] ?? 0
  const dark = 255 - light / colours
  // Faint grey is paper, and what is half dark is ink.
  const drawn = Math.min(255, Math.max(0, (dark - 40) * 2))
  return Math.round((drawn * alpha) / 255)
}

type Mask = { readonly width: number; readonly height: number; readonly ink: Uint8Array }

const cropped = ({ width, height, ink: all }: Mask): Mask | null => {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((all[y * width + x] ?? 0) > 32) {
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = y
      }
  if (right < 0) return null
  const [wide, high] = [right - left + 1, bottom - top + 1]
  const out = new Uint8Array(wide * high)
  for (let y = 0; y < high; y += 1)
    out.set(all.subarray((top + y) * width + left, (top + y) * width + left + wide), y * wide)
  return { width: wide, height: high, ink: out }
}

/** Each point of the smaller picture is the mean of a square of the larger one. */
const shrunk = (mask: Mask): Mask => {
  const by = Math.ceil(Math.max(1, mask.width / mostWidth, mask.height / mostHeight))
  if (by === 1) return mask
  const [width, height] = [Math.ceil(mask.width / by), Math.ceil(mask.height / by)]
  const out = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      let [sum, count] = [0, 0]
      for (let row = y * by; row < Math.min(mask.height, (y + 1) * by); row += 1)
        for (let column = x * by; column < Math.min(mask.width, (x + 1) * by); column += 1) {
          sum += mask.ink[row * mask.width + column] ?? 0
          count += 1
        }
      out[y * width + x] = Math.round(sum / Math.max(1, count))
    }
  return { width, height, ink: out }
}

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** Blue ink on nothing, with transparency. */
const writePng = ({ width, height, ink: alpha }: Mask): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const line = width * 4 + 1
  const rows = Buffer.alloc(line * height)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const at = Math.floor(pixel / width) * line + 1 + (pixel % width) * 4
    rows.set([...ink, alpha[pixel] ?? 0], at)
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/**
 * A hand signature as the decree wants it shown, made of a scan or a drawing: blue, transparent, cut to what is drawn, not larger than the place
 * needs. @legal ND-30-2020 phụ lục I, phần I, mục II.7.d
 */
export const signaturePicture = (png: Uint8Array): Result<Uint8Array, PictureRefusal> => {
  if (png.byteLength > largestPictureBytes) return refuse({ code: 'picture.too-large' })
  let picture: Picture
  try {
    picture = readPng(png)
  } catch (error) {
    if (error instanceof RangeError) return refuse({ code: 'picture.unreadable' })
    throw error
  }
  const { width, height } = picture
  const drawn = Uint8Array.from({ length: width * height }, (_, pixel) => inkAt(picture, pixel))
  const mask = cropped({ width, height, ink: drawn })
  if (mask === null || mask.width < 20 || mask.height < 8) return refuse({ code: 'picture.empty' })
  const share = mask.ink.reduce((sum, one) => sum + one, 0) / (255 * mask.ink.length)
  return share > 0.6 ? refuse({ code: 'picture.not-a-signature' }) : accept(writePng(shrunk(mask)))
}
