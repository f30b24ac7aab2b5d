import { parseXml } from '../signing/xml/parse-xml.ts'
import { metsNamespaces } from './mets.ts'

/** What a METS says of another file. */
export type NamedFile = { readonly href: string; readonly sha256: string; readonly sizeBytes: number }

export type ReadMets = {
  readonly objectId: string
  readonly packageType: string
  readonly fonds: string
  readonly files: readonly NamedFile[]
  /** Addresses of the records, in their order. */
  readonly data: readonly string[]
  /** Addresses of what describes the records. */
  readonly descriptions: readonly string[]
  /** Pointers to what is not there: a broken `FILEID`, `DMDID` or `ADMID`, or an identifier that is given twice. */
  readonly loosePointers: readonly string[]
}

const { mets, xlink, csip } = metsNamespaces

const all = (root: Element, name: string): readonly Element[] => Array.from(root.getElementsByTagNameNS(mets, name))

const hrefOf = (node: Element): string => node.getAttributeNS(xlink, 'href') ?? ''

const fixityOf = (node: Element, href: string): NamedFile => ({
  href,
  sha256: node.getAttribute('CHECKSUMTYPE') === 'SHA-256' ? (node.getAttribute('CHECKSUM') ?? '').toLowerCase() : '',
  sizeBytes: Number(node.getAttribute('SIZE')),
})

const locationOf = (file: Element): string => {
  const [location] = all(file, 'FLocat')
  return location === undefined ? '' : hrefOf(location)
}

const loosePointersOf = (root: Element): readonly string[] => {
  const ids = Array.from(root.getElementsByTagName('*'), (node) => node.getAttribute('ID') ?? '').filter(Boolean)
  const known = new Set(ids)
  const pointers = [
    ...all(root, 'fptr').map((node) => node.getAttribute('FILEID') ?? ''),
    ...all(root, 'div').flatMap((node) =>
      ['DMDID', 'ADMID'].flatMap((name) => (node.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)),
    ),
  ]
  return [...pointers.filter((id) => !known.has(id)), ...ids.filter((id, index) => ids.indexOf(id) !== index)]
}

/** Null when it is not a METS document. */
export const readMets = (xml: string): ReadMets | null => {
  const parsed = parseXml(xml)
  if (!parsed.ok) return null
  const { root } = parsed.value
  if (root.namespaceURI !== mets || root.localName !== 'mets') return null
  const groups = all(root, 'fileGrp')
  const data = groups.filter((group) => group.getAttribute('USE') === 'Data')
  const [head] = all(root, 'metsHdr')
  const code = all(root, 'note').find((note) => note.getAttributeNS(csip, 'NOTETYPE') === 'IDENTIFICATIONCODE')
  return {
    objectId: root.getAttribute('OBJID') ?? '',
    packageType: head?.getAttributeNS(csip, 'OAISPACKAGETYPE') ?? '',
    fonds: code?.textContent ?? '',
    files: [
      ...all(root, 'mdRef').map((node) => fixityOf(node, hrefOf(node))),
      ...all(root, 'file').map((node) => fixityOf(node, locationOf(node))),
    ],
    descriptions: all(root, 'mdRef')
      .filter((node) => node.getAttribute('OTHERMDTYPE') === 'EAD')
      .map(hrefOf),
    data: data.flatMap((group) => all(group, 'file').map(locationOf)),
    loosePointers: loosePointersOf(root),
  }
}
