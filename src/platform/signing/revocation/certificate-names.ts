import { createHash, type X509Certificate } from 'node:crypto'
import { type BaseBlock, BitString } from 'asn1js'
import { childOf, parse, rawOf, taggedOf } from '../cms/der.ts'

const bodyPart = (certificate: X509Certificate, index: number): BaseBlock => {
  const body = childOf(parse(certificate.raw), 0)
  return childOf(body, index + (taggedOf(body, 0) === undefined ? 0 : 1))
}

/** The subject as the certificate spells it. */
export const subjectOf = (certificate: X509Certificate): Buffer => rawOf(bodyPart(certificate, 4))

/** Tag, length and content of the serial number. */
export const serialOf = (certificate: X509Certificate): Buffer => rawOf(bodyPart(certificate, 0))

/** Content of the serial number alone, hexadecimal: what lists and answers are searched by. */
export const serialKey = (certificate: X509Certificate): string => serialOf(certificate).subarray(2).toString('hex')

/** The bits of the public key without their wrapping, of which names of keys are digests. */
export const keyBitsOf = (certificate: X509Certificate): Buffer => {
  const bits = childOf(bodyPart(certificate, 5), 1)
  if (!(bits instanceof BitString)) throw new RangeError('certificate without key')
  return Buffer.from(bits.valueBlock.valueHexView)
}

export const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()
