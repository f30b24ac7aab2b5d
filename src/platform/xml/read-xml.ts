import sax from 'sax'

/** Names are as written, prefixes included; text comes in pieces of any length. Whatever a listener throws ends the reading. */
export type XmlListener = {
  readonly open: (name: string) => void
  readonly text: (piece: string) => void
  readonly close: (name: string) => void
}

export type XmlFaultCode =
  /** A document type declaration: it could name entities that grow, or files. */
  'xml.has-doctype' | 'xml.too-deep' | 'xml.too-many-elements' | 'xml.malformed'

export class XmlFault extends Error {
  readonly code: XmlFaultCode
  constructor(code: XmlFaultCode, why: string = code) {
    super(why)
    this.code = code
  }
}

export type XmlBounds = { readonly depth: number; readonly elements: number; readonly attributes: number }

export type XmlReader = {
  readonly write: (piece: string) => void
  /** Throws when something is still open. */
  readonly end: () => void
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const

/**
 * Reads XML of any length in the memory of one piece: what is not well formed, too deep or too many throws `XmlFault`. Namespaces are not
 * looked at, so that a prefix nobody declared is a name like others. Nothing is fetched, no entity is defined.
 */
export const readXml = (listener: XmlListener, bounds: XmlBounds): XmlReader => {
  // Its bounds on names and text are looked at by position, which it must therefore count.
  const parser = sax.parser(true, { position: true })
  parser.ENTITIES = Object.assign(Object.create(null), entities)
  let depth = 0
  let elements = 0
  let attributes = 0
  parser.onerror = (error) => {
    throw new XmlFault('xml.malformed', error.message)
  }
  parser.ondoctype = () => {
    throw new XmlFault('xml.has-doctype')
  }
  parser.onattribute = () => {
    attributes += 1
    if (attributes > bounds.attributes) throw new XmlFault('xml.too-many-elements')
  }
  parser.onopentag = ({ name }) => {
    depth += 1
    elements += 1
    if (depth > bounds.depth) throw new XmlFault('xml.too-deep')
    if (elements > bounds.elements) throw new XmlFault('xml.too-many-elements')
    listener.open(name)
  }
  parser.onclosetag = (name) => {
    depth -= 1
    listener.close(name)
  }
  parser.ontext = listener.text
  parser.oncdata = listener.text
  return {
    write: (piece) => {
      parser.write(piece)
    },
    end: () => {
      parser.close()
      if (elements === 0) throw new XmlFault('xml.malformed', 'no element')
    },
  }
}
