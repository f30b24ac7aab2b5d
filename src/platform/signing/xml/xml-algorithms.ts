import { tlv } from '../cms/der.ts'

/** Names of what is used; of the foreign ones only those that a signature may ask for. */
export const algorithms = {
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  exclusiveWithComments: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
  inclusive: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  sha256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  sha512: 'http://www.w3.org/2001/04/xmlenc#sha512',
  rsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  rsaSha512: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ecdsaSha256: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
} as const

/** XML wants the two numbers of an elliptic signature side by side (RFC 6931, 2.3.6), 32 bytes each for P-256. */
export const pointSignature = (der: Uint8Array): Buffer => {
  const bytes = Buffer.from(der)
  const first = bytes.subarray(4, 4 + (bytes[3] ?? 0))
  const second = bytes.subarray(6 + first.length, 6 + first.length + (bytes[5 + first.length] ?? 0))
  return Buffer.concat([first, second].map(wide))
}

const wide = (number: Buffer): Buffer => {
  const short = number.length > 32 ? number.subarray(number.length - 32) : number
  return Buffer.concat([Buffer.alloc(32 - short.length), short])
}

/** As DER, which the verifier of the runtime takes. */
export const derOfPoint = (raw: Buffer): Buffer => {
  const half = raw.length / 2
  const number = (bytes: Buffer): Buffer => {
    const from = Math.max(
      0,
      bytes.findIndex((byte) => byte !== 0),
    )
    const short = bytes.subarray(from)
    return tlv(0x02, (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), short]) : short)
  }
  return tlv(0x30, number(raw.subarray(0, half)), number(raw.subarray(half)))
}
