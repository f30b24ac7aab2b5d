import { DOMImplementation, XMLSerializer } from '@xmldom/xmldom'

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

const prefixOf = (name: string): string => (name.includes(':') ? name.slice(0, name.indexOf(':')) : '')

/** A whole document in UTF-8, with every namespace declared at its root. */
export const xmlBytes = (root: XmlElement, namespaces: Namespaces): Buffer => {
  const { doc, fill } = openDocument(root, namespaces)
  fill()
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(doc)}\n`)
}

const openDocument = (root: XmlElement, namespaces: Namespaces) => {
  const spaceOf = (name: string): string | null => namespaces[prefixOf(name)] ?? null
  const doc = new DOMImplementation().createDocument(spaceOf(root.name), root.name, null)
  const top = doc.documentElement
  for (const [prefix, address] of Object.entries(namespaces))
    top.setAttributeNS('http://www.w3.org/2000/xmlns/', prefix === '' ? 'xmlns' : `xmlns:${prefix}`, address)
  const fillElement = (node: Element, { attributes, children }: XmlElement): void => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) continue
      const text = xmlText(String(value))
      if (name.includes(':')) node.setAttributeNS(spaceOf(name), name, text)
      else node.setAttribute(name, text)
    }
    for (const child of children) {
      if (typeof child === 'string') node.appendChild(doc.createTextNode(xmlText(child)))
      else {
        const inner = doc.createElementNS(spaceOf(child.name), child.name)
        fillElement(inner, child)
        node.appendChild(inner)
      }
    }
  }
  return { doc, fill: () => fillElement(top, root) }
}
