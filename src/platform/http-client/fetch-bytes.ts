/** How much of a foreign server's answer is taken, and how long it is waited for. */
export type FetchBounds = { readonly patienceMs: number; readonly mostBytes: number }

/** The body of an answer within bounds; throws for redirections, too much, and other states than 200 and those `also` taken. */
export const fetchBytes = async (
  url: string,
  init: RequestInit,
  bounds: FetchBounds,
  also: readonly number[] = [],
): Promise<Buffer> => {
  const answer = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(bounds.patienceMs) })
  if (!(answer.ok || also.includes(answer.status)) || answer.body === null) {
    await answer.body?.cancel()
    throw new Error(`answered ${answer.status}`)
  }
  const parts: Uint8Array[] = []
  let length = 0
  // Leaving the loop by a fault closes the connection: what is too much is not read to its end.
  for await (const part of answer.body) {
    length += part.length
    if (length > bounds.mostBytes) throw new Error(`answered more than ${bounds.mostBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts, length)
}
