import { createHash, verify, type X509Certificate } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import { nameOf } from '../distinguished-name.ts'
import {
  type ChainState,
  judgeChain,
  mayBeUsedFor,
  readableCertificates,
  type Trust,
} from '../verification/certificate-trust.ts'
import { parseXml, type XmlFault } from './parse-xml.ts'
import { algorithms, derOfPoint } from './xml-algorithms.ts'

export type XmlFinding =
  | XmlFault
  | 'xml.unsigned'
  | 'xml.several-signatures'
  /** The signature does not stand directly in the root, so it may be somebody else's, moved. */
  | 'xml.signature-misplaced'
  /** It points outside the document, or asks for what is not allowed to be done before checking. */
  | 'xml.reference-not-allowed'
  /** It is not over the whole document. */
  | 'xml.not-whole'
  | 'xml.changed'
  | 'xml.certificate-exchanged'

export type XmlReport = {
  readonly verdict: 'valid' | 'untrusted' | 'altered' | 'unsigned' | 'unreadable'
  readonly finding: XmlFinding | undefined
  readonly signerName: string
  readonly organisation: string | undefined
  readonly certificateSerial: string
  readonly certificate: ChainState | 'unknown'
  /** As the signer's machine said, milliseconds since 1970. */
  readonly claimedAt: number | undefined
}

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const xades = 'http://uri.etsi.org/01903/v1.3.2#'
const mostReferences = 4
const allowedTransforms: ReadonlySet<string> = new Set([
  algorithms.enveloped,
  algorithms.exclusive,
  algorithms.exclusiveWithComments,
  algorithms.inclusive,
])

const report = (verdict: XmlReport['verdict'], finding?: XmlFinding): XmlReport => ({
  verdict,
  finding,
  signerName: '',
  organisation: undefined,
  certificateSerial: '',
  certificate: 'unknown',
  claimedAt: undefined,
})

/** Judges a document with one signature in its root that is over all of it. Never throws. `now`: milliseconds since 1970. */
export const verifyXml = (xml: string, trust: Trust, now = Date.now()): XmlReport => {
  const parsed = parseXml(xml)
  if (!parsed.ok) return report('unreadable', parsed.refusal.code)
  const { root, signatures } = parsed.value
  const [signature] = signatures
  if (signature === undefined) return report('unsigned', 'xml.unsigned')
  if (signatures.length > 1) return report('altered', 'xml.several-signatures')
  if (signature.parentNode !== root) return report('altered', 'xml.signature-misplaced')
  const asked = referenceFinding(signature)
  if (asked !== undefined) return report('altered', asked)
  try {
    return judge(xml, signature, trust, now)
  } catch {
    return report('altered', 'xml.changed')
  }
}

const elements = (within: Element, namespace: string, name: string): readonly Element[] =>
  Array.from(within.getElementsByTagNameNS(namespace, name))

const referenceFinding = (signature: Element): XmlFinding | undefined => {
  const references = elements(signature, dsig, 'Reference')
  if (references.length === 0 || references.length > mostReferences) return 'xml.reference-not-allowed'
  const transforms = elements(signature, dsig, 'Transform')
  const areKnown = transforms.every((each) => allowedTransforms.has(each.getAttribute('Algorithm') ?? ''))
  const isLocal = references.every((each) => {
    const uri = each.getAttribute('URI')
    return uri === '' || /^#[\w.-]{1,100}$/.test(uri ?? 'outside')
  })
  if (!areKnown || !isLocal || transforms.length > 3 * references.length) return 'xml.reference-not-allowed'
  return references.some((each) => each.getAttribute('URI') === '') ? undefined : 'xml.not-whole'
}

const textOf = (found: readonly Element[]): string => found[0]?.textContent?.replace(/\s+/g, '') ?? ''

const judge = (xml: string, signature: Element, trust: Trust, now: number): XmlReport => {
  const chain = readableCertificates(
    elements(signature, dsig, 'X509Certificate')
      .slice(0, 10)
      .map((each) => Buffer.from(each.textContent ?? '', 'base64')),
  )
  const [own] = chain
  if (own === undefined || !isSignatureRight(xml, signature, own)) return report('altered', 'xml.changed')
  const named = textOf(elements(signature, xades, 'CertDigest').flatMap((each) => elements(each, dsig, 'DigestValue')))
  if (named !== '' && named !== createHash('sha256').update(own.raw).digest('base64'))
    return report('altered', 'xml.certificate-exchanged')
  const claimed = Date.parse(textOf(elements(signature, xades, 'SigningTime')))
  const claimedAt = Number.isNaN(claimed) ? undefined : claimed
  const judged = judgeChain(own, chain, trust, { at: claimedAt ?? now, isProven: false })
  const name = nameOf(own)
  const isTrusted = judged.state === 'trusted' && mayBeUsedFor(own, 'document')
  return {
    verdict: isTrusted ? 'valid' : 'untrusted',
    finding: undefined,
    signerName: name.commonName,
    organisation: name.organisation,
    certificateSerial: own.serialNumber,
    certificate: judged.state,
    claimedAt,
  }
}

const isSignatureRight = (xml: string, signature: Element, own: X509Certificate): boolean => {
  const signed = new SignedXml({ publicCert: own.toString(), getCertFromKeyInfo: () => null })
  signed.SignatureAlgorithms = {
    [algorithms.rsaSha256]: verifierOf(own, 'sha256', false),
    [algorithms.rsaSha512]: verifierOf(own, 'sha512', false),
    [algorithms.ecdsaSha256]: verifierOf(own, 'sha256', true),
  }
  const { [algorithms.sha256]: sha256, [algorithms.sha512]: sha512 } = signed.HashAlgorithms
  if (sha256 === undefined || sha512 === undefined) return false
  signed.HashAlgorithms = { [algorithms.sha256]: sha256, [algorithms.sha512]: sha512 }
  signed.loadSignature(signature as unknown as Node)
  return signed.checkSignature(xml)
}

/** Only these algorithms exist for the library, so no document can ask for a weaker one or for a secret shared by both sides. */
const verifierOf = (own: X509Certificate, digest: string, isPoint: boolean) =>
  class {
    getAlgorithmName = () => ''
    getSignature = (): string => {
      throw new Error('only verifies')
    }
    verifySignature = (material: string, _key: unknown, value: string): boolean => {
      const raw = Buffer.from(value, 'base64')
      const isKind = (own.publicKey.asymmetricKeyType === 'ec') === isPoint
      return isKind && verify(digest, Buffer.from(material, 'utf8'), own.publicKey, isPoint ? derOfPoint(raw) : raw)
    }
  }
