import type { Walk, Wish } from './walker.ts'

/** Real pictures have far fewer parts; more of them only cost time. */
const most = { chunks: 20_000, segments: 5_000 } as const

/** A picture of more points than this is refused: unpacked it would fill the memory of whoever looks at it. */
const mostPoints = 250_000_000

const faultOfSize = (width: number, height: number): string | null => {
  if (width === 0 || height === 0) return 'the picture has no size'
  return width * height > mostPoints ? 'the picture has too many points' : null
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const longestPngChunk = 0x7fff_ffff

/** Signature, header, and every chunk up to the end mark. */
export function* walkPng(): Walk {
  if (!(yield { take: 8 }).equals(pngSignature)) return 'it has no PNG signature'
  const header = yield { take: 25 }
  if (header.readUInt32BE(0) !== 13 || header.toString('latin1', 4, 8) !== 'IHDR') return 'its first chunk is no header'
  const fault = faultOfSize(header.readUInt32BE(8), header.readUInt32BE(12))
  if (fault !== null) return fault
  let hasPicture = false
  for (let count = 0; count < most.chunks; count++) {
    const chunk = yield { take: 8 }
    const length = chunk.readUInt32BE(0)
    const type = chunk.toString('latin1', 4, 8)
    if (length > longestPngChunk || !/^[A-Za-z]{4}$/.test(type)) return 'a chunk is broken'
    yield { skip: length + 4 }
    if (type === 'IDAT') hasPicture = true
    if (type === 'IEND') return hasPicture ? null : 'it holds no picture'
  }
  return 'it has too many parts'
}

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, restartFirst: 0xd0, restartLast: 0xd7, temporary: 0x01 } as const

const isFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc

const standsAlone = (code: number): boolean =>
  code === marker.temporary || (code >= marker.restartFirst && code <= marker.restartLast)

const longestPadding = 64

/** The code of the next marker, past padding; null when other bytes stand in its place. */
function* nextMarker(): Generator<Wish, number | null, Buffer> {
  if ((yield { take: 1 })[0] !== 0xff) return null
  for (let padding = 0; padding < longestPadding; padding++) {
    const code = (yield { take: 1 })[0] ?? 0
    if (code !== 0xff) return code
  }
  return null
}

// Within a scan a zero tells that 0xff is a point and no marker, and marks of restart divide it.
const withinScan = {
  lead: 0xff,
  passed: new Set([0, ...Array.from({ length: 256 }, (_, code) => code).filter(standsAlone)]),
}

/** Passes over the compressed points of a scan, to the marker behind them. */
function* markerBehindScan(): Generator<Wish, number, Buffer> {
  return (yield { seekPair: withinScan })[0] ?? 0
}

/** Every segment from the start to the end mark, with at least one frame and one scan. What a camera adds behind is not looked at. */
export function* walkJpeg(): Walk {
  const start = yield { take: 2 }
  if (start[0] !== 0xff || start[1] !== marker.start) return 'it has no JPEG start'
  let hasFrame = false
  let hasScan = false
  let code = yield* nextMarker()
  for (let count = 0; count < most.segments; count++) {
    if (code === null || code === 0 || code === marker.start) return 'a segment is broken'
    if (code === marker.end) return hasFrame && hasScan ? null : 'it holds no picture'
    if (standsAlone(code)) {
      code = yield* nextMarker()
      continue
    }
    const length = (yield { take: 2 }).readUInt16BE(0)
    if (length < 2) return 'a segment is broken'
    if (isFrame(code)) {
      if (length < 8) return 'its frame is broken'
      const frame = yield { take: 5 }
      const fault = faultOfSize(frame.readUInt16BE(3), frame.readUInt16BE(1) || 1)
      if (fault !== null) return fault
      hasFrame = true
      yield { skip: length - 7 }
    } else {
      yield { skip: length - 2 }
    }
    if (code === marker.scan) {
      hasScan = true
      code = yield* markerBehindScan()
    } else {
      code = yield* nextMarker()
    }
  }
  return 'it has too many parts'
}
