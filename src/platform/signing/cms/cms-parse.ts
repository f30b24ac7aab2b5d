import type { BaseBlock } from 'asn1js'
import { oids, type ParsedSignedData } from './cms.ts'
import { childOf, childrenOf, octetsOf, oidOf, parse, rawOf, taggedOf } from './der.ts'

/** Reads a CMS SignedData with exactly one signer who is named by issuer and serial number. Throws `RangeError` for anything else. */
export const parseSignedData = (bytes: Uint8Array): ParsedSignedData => {
  const root = parse(bytes)
  if (oidOf(childOf(root, 0)) !== oids.signedData) throw new RangeError('not signed data')
  const signedData = childOf(taggedOf(root, 0), 0)
  const encapsulated = childOf(signedData, 2)
  const content = taggedOf(encapsulated, 0)
  const signers = childrenOf(childrenOf(signedData).at(-1))
  const signer = signers[0]
  if (signers.length !== 1 || signer === undefined) throw new RangeError('not exactly one signer')
  const attributes = taggedOf(signer, 0)
  if (attributes === undefined) throw new RangeError('no signed attributes')
  const signed = rawOf(attributes)
  signed[0] = 0x31
  const unsigned = taggedOf(signer, 1)
  const certificates = taggedOf(signedData, 0)
  return {
    contentType: oidOf(childOf(encapsulated, 0)),
    content: content === undefined ? undefined : octetsOf(childOf(content, 0)),
    certificates: certificates === undefined ? [] : childrenOf(certificates).slice(0, 20).map(rawOf),
    issuer: rawOf(childOf(childOf(signer, 1), 0)),
    serial: rawOf(childOf(childOf(signer, 1), 1)),
    digestAlgorithm: oidOf(childOf(childOf(signer, 2), 0)),
    signedAttributes: signed,
    attributes: attributesOf(attributes),
    signatureAlgorithm: oidOf(childOf(childOf(signer, 4), 0)),
    signature: octetsOf(childOf(signer, 5)),
    unsignedAttributes: unsigned === undefined ? new Map() : attributesOf(unsigned),
    length: rawOf(root).length,
  }
}

/** The single value of each attribute; an attribute given twice is refused. */
const attributesOf = (block: BaseBlock): ReadonlyMap<string, Buffer> => {
  const found = new Map<string, Buffer>()
  for (const attribute of childrenOf(block)) {
    const type = oidOf(childOf(attribute, 0))
    if (found.has(type)) throw new RangeError('attribute given twice')
    found.set(type, rawOf(childOf(childOf(attribute, 1), 0)))
  }
  return found
}
