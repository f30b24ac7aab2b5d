/** An element to be written; an attribute without a value is left out. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | number | undefined>>
  readonly children: readonly (XmlElement | string)[]
}

export const element = (
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: XmlElement['children']
): XmlElement => ({ name, attributes, children })

/** Prefix of a namespace, empty for the one of names without a prefix, and its address. */
export type Namespaces = Readonly<Record<string, string>>

/** The signs that XML 1.0 cannot hold, not even escaped, and line ends that a reader would change. */
const notXml = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

export const xmlText = (text: string): string => text.replace(notXml, '')

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  // Readers of XML 1.1 take these two for line ends.
  '\u0085': '&#x85;',
  '\u2028': '&#x2028;',
}

const escaped = (text: string, signs: RegExp): string => xmlText(text).replace(signs, (sign) => escapes[sign] ?? sign)

export const openTag = ({ name, attributes }: Pick<XmlElement, 'name' | 'attributes'>): string => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value), /[&<>"\t\n\u0085\u2028]/g)}"`],
  )
  return `<${name}${written.join('')}>`
}

export const closeTag = ({ name }: Pick<XmlElement, 'name'>): string => `</${name}>`

/** The element alone, on one line. */
export const xmlString = (one: XmlElement): string => {
  if (one.children.length === 0) return `${openTag(one).slice(0, -1)}/>`
  const inside = one.children.map((child) =>
    typeof child === 'string' ? escaped(child, /[&<>\u0085\u2028]/g) : xmlString(child),
  )
  return openTag(one) + inside.join('') + closeTag(one)
}

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** A whole document in UTF-8, with every namespace declared at its root. */
export const xmlBytes = (root: XmlElement, namespaces: Namespaces): Buffer => {
  const declared = Object.entries(namespaces).map(([prefix, address]) => [
    prefix === '' ? 'xmlns' : `xmlns:${prefix}`,
    address,
  ])
  const whole = { ...root, attributes: { ...Object.fromEntries(declared), ...root.attributes } }
  return Buffer.from(`${xmlDeclaration}${xmlString(whole)}\n`)
}
