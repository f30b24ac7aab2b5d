import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedValue } from '#kernel/result.ts'
import { inkOnPaper, drawnPng as png } from '#test/support/drawn-png.ts'
import { readPng } from './png-image.ts'
import { largestPictureBytes, signaturePicture } from './signature-picture.ts'

const white = [255, 255, 255]
const drawn = inkOnPaper()

describe('the picture of a hand signature', () => {
  it('of black ink on white paper becomes blue on nothing, cut to the ink', () => {
    const picture = readPng(acceptedValue(signaturePicture(drawn)))
    expect(picture).toMatchObject({ width: 100, channels: 4 })
    expect(picture.height).toBeLessThan(30)
    const alphas = new Set<number>()
    for (let at = 0; at < picture.samples.length; at += 4) {
      expect([...picture.samples.subarray(at, at + 3)]).toEqual([26, 63, 160])
      alphas.add(picture.samples[at + 3] ?? -1)
    }
    expect([...alphas].sort()).toEqual([0, 255])
  })

  it('is as it was when it is made of one that was made', () => {
    const once = acceptedValue(signaturePicture(drawn))
    expect(readPng(acceptedValue(signaturePicture(once)))).toMatchObject({ width: readPng(once).width })
  })

  it('is never larger than its place needs', () => {
    const large = png(2_000, 900, (x, y) => (Math.abs(y - x / 3) < 3 ? [0, 0, 0] : white))
    const { width, height } = readPng(acceptedValue(signaturePicture(large)))
    expect(width).toBeLessThanOrEqual(800)
    expect(height).toBeLessThanOrEqual(400)
  })

  it.each<readonly [string, string, Buffer]>([
    ['an empty sheet', 'picture.empty', png(100, 50, () => white)],
    ['a black sheet', 'picture.not-a-signature', png(100, 50, () => [0, 0, 0])],
    ['a picture with a palette', 'picture.unreadable', png(100, 50, () => [1], 3)],
    ['something else', 'picture.unreadable', Buffer.from('%PDF-1.7 and so on, long enough to be looked at')],
    ['a cut picture', 'picture.unreadable', drawn.subarray(0, 60)],
    ['a heavy file', 'picture.too-large', Buffer.alloc(largestPictureBytes + 1)],
  ])('%s is refused', (_, code, file) => expect(signaturePicture(file)).toMatchObject({ refusal: { code } }))

  it('never throws, whatever is handed in', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(200), (noise, at) => {
        const spoilt = Buffer.from(drawn)
        spoilt.set(noise.subarray(0, Math.max(0, spoilt.length - at)), Math.min(at, spoilt.length))
        expect(typeof signaturePicture(spoilt).ok).toBe('boolean')
      }),
    ))
})
