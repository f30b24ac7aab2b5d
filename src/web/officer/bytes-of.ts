/** The whole of an upload that is bounded already. */
export const bytesOf = async (content: AsyncIterable<unknown>): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
