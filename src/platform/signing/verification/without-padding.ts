/** A structure of DER without the padding of its place in the file, by the length that its outermost value states. */
export const withoutPadding = (bytes: Uint8Array): Uint8Array => {
  const first = bytes[1] ?? 0
  if (first < 128) return bytes.subarray(0, 2 + first)
  const width = first & 127
  const length = Buffer.from(bytes.subarray(2, 2 + width)).reduce((sum, byte) => sum * 256 + byte, 0)
  return bytes.subarray(0, 2 + width + length)
}
