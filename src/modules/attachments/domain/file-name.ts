import { tidy } from '#kernel/vietnamese-text.ts'

/** The longest name of a file, with its extension. */
const longestFileName = 200

// Control signs, signs that turn the direction of writing (they hide extensions), and what file systems do not take.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}<>:"|?*\\/]/gu
const reservedStem = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i
const fallbackStem = 'tep-dinh-kem'

const lastPart = (name: string): string => name.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? ''

/** The extension a name claims, in lower case; empty when it has none. */
export const extensionClaimed = (name: string): string =>
  /\.([A-Za-z0-9]{1,10})$/.exec(tidy(lastPart(name)))?.[1]?.toLowerCase() ?? ''

/**
 * A name that is safe to store, to show and to save under: no folders, no hidden signs, at most 200 signs, and the extension of what
 * the content is.
 */
export const safeFileName = (name: string, extension: string, knownExtensions: readonly string[]): string => {
  const claimed = extensionClaimed(name)
  const plain = tidy(lastPart(name).replace(unsafe, ' ')).replace(/^[.\s]+/, '')
  const withoutKnown = knownExtensions.includes(claimed) ? plain.replace(/\.[A-Za-z0-9]{1,10}$/, '') : plain
  const stem = withoutKnown.replace(/[.\s]+$/, '')
  const room = longestFileName - extension.length - 1
  const short = Array.from(stem).reduce((text, sign) => (text.length + sign.length > room ? text : text + sign), '')
  const chosen = short.trim() === '' || reservedStem.test(short) ? fallbackStem : short.trim()
  return `${chosen}.${extension}`
}
