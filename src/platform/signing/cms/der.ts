import { type BaseBlock, fromBER, ObjectIdentifier, OctetString } from 'asn1js'

/** Writing of ASN.1 values as DER, and reading of what others wrote as BER. Readers throw on anything unexpected; callers catch. */

export const tlv = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const significant = length.subarray(length.findIndex((byte) => byte !== 0))
  return Buffer.concat([Buffer.from([tag, 0x80 | significant.length]), significant, body])
}

export const sequence = (...contents: readonly Uint8Array[]): Buffer => tlv(0x30, ...contents)

/** DER orders the members of a set by their encoding. */
export const set = (...contents: readonly Uint8Array[]): Buffer => tlv(0x31, ...contents.toSorted(Buffer.compare))
export const octets = (bytes: Uint8Array): Buffer => tlv(0x04, bytes)
export const integer = (value: number): Buffer => tlv(0x02, Buffer.from([value]))
export const derNull = Buffer.from([0x05, 0x00])
export const oid = (value: string): Buffer => Buffer.from(new ObjectIdentifier({ value }).toBER())

/** One value of BER. Trailing bytes are left to the caller to judge. */
export const parse = (bytes: Uint8Array): BaseBlock => {
  const { offset, result } = fromBER(Uint8Array.from(bytes).buffer)
  if (offset === -1) throw new RangeError('not ASN.1')
  return result
}

/** The whole value as it stood in the source, tag and length included. */
export const rawOf = (block: BaseBlock): Buffer => Buffer.from(block.valueBeforeDecodeView)

export const childrenOf = (block: BaseBlock | undefined): readonly BaseBlock[] => {
  const value = (block?.valueBlock as { readonly value?: unknown } | undefined)?.value
  if (!Array.isArray(value)) throw new RangeError('ASN.1 value without parts')
  return value as readonly BaseBlock[]
}

export const childOf = (block: BaseBlock | undefined, index: number): BaseBlock => {
  const child = childrenOf(block)[index]
  if (child === undefined) throw new RangeError('ASN.1 part missing')
  return child
}

/** The part with a context tag `[n]`. */
export const taggedOf = (block: BaseBlock | undefined, tag: number): BaseBlock | undefined =>
  childrenOf(block).find((child) => child.idBlock.tagClass === 3 && child.idBlock.tagNumber === tag)

export const oidOf = (block: BaseBlock | undefined): string => {
  if (!(block instanceof ObjectIdentifier)) throw new RangeError('not an object identifier')
  return block.getValue()
}

export const octetsOf = (block: BaseBlock | undefined): Buffer => {
  if (!(block instanceof OctetString)) throw new RangeError('not an octet string')
  return Buffer.from(block.getValue())
}
