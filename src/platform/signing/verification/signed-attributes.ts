import { constants, createHash, verify, type X509Certificate } from 'node:crypto'
import { oids, type ParsedSignedData } from '../cms/cms.ts'
import { childOf, childrenOf, octetsOf, oidOf, parse } from '../cms/der.ts'
import { allowed, type Finding, finding } from './verification-report.ts'

export const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '1.3.14.3.2.26': 'sha1',
}

const rsaPss = '1.2.840.113549.1.1.10'

/** Whether a CMS signature is over the given parts, by the key of its signer, and bound to that one certificate. */
export const signatureFindings = (
  signed: ParsedSignedData,
  signer: X509Certificate,
  parts: readonly Uint8Array[],
): readonly Finding[] => {
  const hash = hashes[signed.digestAlgorithm]
  if (hash === undefined) return [finding('signature.unreadable')]
  const digest = createHash(hash)
  for (const part of parts) digest.update(part)
  const stated = signed.attributes.get(oids.messageDigest)
  const isSameDigest = stated !== undefined && octetsOf(parse(stated)).equals(digest.digest())
  return [
    ...(isSameDigest ? [] : [finding('signature.digest-differs')]),
    ...(isValueRight(signed, signer, hash) ? [] : [finding('signature.value-wrong')]),
    ...(namesCertificate(signed, signer) ? [] : [finding('signature.certificate-exchanged')]),
    ...(hash === 'sha1' ? [allowed('signature.algorithm-weak')] : []),
  ]
}

const isValueRight = (signed: ParsedSignedData, signer: X509Certificate, hash: string): boolean => {
  const key = signer.publicKey
  const padding = signed.signatureAlgorithm === rsaPss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  try {
    const options = key.asymmetricKeyType === 'rsa' ? { key, padding } : { key }
    return verify(hash, signed.signedAttributes, options, signed.signature)
  } catch {
    return false
  }
}

/** The signed attribute that ties the signature to one certificate (RFC 5035). Old signatures without it are taken. */
const namesCertificate = (signed: ParsedSignedData, signer: X509Certificate): boolean => {
  const attribute = signed.attributes.get(oids.signingCertificateV2)
  if (attribute === undefined) return true
  const reference = childOf(childOf(parse(attribute), 0), 0)
  const first = childrenOf(reference)[0]
  const isDefault = first !== undefined && first.idBlock.tagNumber === 4
  const hash = isDefault ? 'sha256' : hashes[oidOf(childOf(first, 0))]
  if (hash === undefined) return false
  return octetsOf(childOf(reference, isDefault ? 0 : 1)).equals(createHash(hash).update(signer.raw).digest())
}
