import { DOMParser } from '@xmldom/xmldom'
import { accept, type Result, refuse } from '#kernel/result.ts'

export type XmlFault =
  | 'xml.too-large'
  /** A document type brings entities, which can grow without end and reach into other files. */
  | 'xml.with-document-type'
  | 'xml.too-deep'
  | 'xml.malformed'

export type ParsedXml = {
  readonly root: Element
  /** Signature elements wherever they stand. */
  readonly signatures: readonly Element[]
}

const mostCharacters = 20_000_000
const deepest = 200
const mostElements = 500_000

/** Reads XML that somebody sent: without a document type, within bounds, and repaired nowhere. */
export const parseXml = (xml: string): Result<ParsedXml, { readonly code: XmlFault }> => {
  if (xml.length > mostCharacters) return refuse({ code: 'xml.too-large' })
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refuse({ code: 'xml.with-document-type' })
  if (!isBounded(xml)) return refuse({ code: 'xml.too-deep' })
  let isBroken = false
  const broken = (): void => {
    isBroken = true
  }
  try {
    const parser = new DOMParser({ errorHandler: { warning: broken, error: broken, fatalError: broken } })
    const root = parser.parseFromString(xml, 'text/xml').documentElement
    if (isBroken || root === null) return refuse({ code: 'xml.malformed' })
    const signatures = Array.from(root.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature'))
    return accept({ root, signatures })
  } catch {
    return refuse({ code: 'xml.malformed' })
  }
}

/** Before the parser sees it: nesting that would exhaust the stack of whoever walks the tree. */
const isBounded = (xml: string): boolean => {
  let depth = 0
  let elements = 0
  for (const [tag] of xml.matchAll(/<[A-Za-z_/][^<>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1
    else {
      elements += 1
      if (!tag.endsWith('/>')) depth += 1
    }
    if (depth > deepest || elements > mostElements) return false
  }
  return true
}
