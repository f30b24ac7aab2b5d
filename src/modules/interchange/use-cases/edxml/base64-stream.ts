const foreign = /[^A-Za-z0-9+/=\s]/
const blank = /\s+/g

export type Base64Stream = {
  /** The bytes that this piece completes. */
  readonly write: (piece: string) => Buffer
  /** False when the text was no base64, or stopped in the middle. */
  readonly isSound: () => boolean
}

/** Decodes base64 that comes in pieces of any length, line ends among them; nothing is kept but what completes no byte yet. */
export const decodeBase64 = (): Base64Stream => {
  let rest = ''
  let isForeign = false
  let hasEnded = false
  return {
    write: (piece) => {
      if (foreign.test(piece)) isForeign = true
      const text = piece.replace(blank, '')
      if (isForeign || text === '') return Buffer.alloc(0)
      if (hasEnded) isForeign = true
      const all = rest + text
      const whole = all.length - (all.length % 4)
      rest = all.slice(whole)
      const padding = all.indexOf('=')
      if (padding >= 0) {
        hasEnded = true
        if (!/^={1,2}$/.test(all.slice(padding))) isForeign = true
      }
      return Buffer.from(all.slice(0, whole), 'base64')
    },
    isSound: () => !isForeign && rest === '',
  }
}
