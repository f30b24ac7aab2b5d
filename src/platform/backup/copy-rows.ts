import { once } from 'node:events'
import { Readable } from 'node:stream'
import type pg from 'pg'

/** Part of the driver that its types leave out. */
type CopyConnection = pg.Connection & {
  readonly sendCopyFromChunk: (chunk: Uint8Array) => void
  readonly endCopyFrom: () => void
  readonly sendCopyFail: (message: string) => void
}

/** What the driver calls on whoever holds the connection. */
type CopyQuery = pg.Submittable & {
  readonly handleCopyInResponse?: (connection: CopyConnection) => void
  readonly handleCopyData?: (message: { readonly chunk: Uint8Array }) => void
  readonly handleCommandComplete: (message: { readonly text: string }) => void
  readonly handleReadyForQuery: () => void
  readonly handleError: (error: Error) => void
}

const submit = (client: pg.ClientBase, query: CopyQuery): void => {
  client.query(query)
}

// The server sends a message for each row; small ones are gathered, since every piece costs a turn of whatever reads it.
const pieceBytes = 64 * 1024

/** Rows as `COPY … TO STDOUT` writes them. Whoever reads slowly slows the server down: nothing piles up. */
export const copyOut = (client: pg.ClientBase, statement: string): Readable => {
  let connection: pg.Connection | undefined
  let gathered: Buffer[] = []
  let gatheredBytes = 0
  const rows = new Readable({ read: () => connection?.stream.resume(), highWaterMark: 4 * pieceBytes })
  const flush = (): void => {
    if (gatheredBytes === 0) return
    if (!rows.push(Buffer.concat(gathered))) connection?.stream.pause()
    gathered = []
    gatheredBytes = 0
  }
  submit(client, {
    submit: (given) => {
      connection = given
      given.query(statement)
    },
    handleCopyData: ({ chunk }) => {
      // The driver uses its memory again for the next message.
      gathered.push(Buffer.from(chunk))
      gatheredBytes += chunk.length
      if (gatheredBytes >= pieceBytes) flush()
    },
    handleCommandComplete: flush,
    handleReadyForQuery: () => {
      rows.push(null)
      // Nobody reads any more of what has ended, and the next statement waits for its answer.
      connection?.stream.resume()
    },
    handleError: (error) => {
      rows.destroy(error)
      connection?.stream.resume()
    },
  })
  return rows
}

const countOf = (commandTag: string): number => Number(/^COPY (\d+)$/.exec(commandTag)?.[1] ?? Number.NaN)

/** Feeds `COPY … FROM STDIN`; answers how many rows the server took. When the source fails, the server takes none. */
export const copyIn = (
  client: pg.ClientBase,
  statement: string,
  source: AsyncIterable<Uint8Array>,
): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  let rows = 0
  let isOver = false
  let sourceFault: unknown
  const feed = async (connection: CopyConnection): Promise<void> => {
    try {
      for await (const chunk of source) {
        if (isOver) return
        connection.sendCopyFromChunk(chunk)
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      }
      if (!isOver) connection.endCopyFrom()
    } catch (error) {
      sourceFault = error
      if (isOver) return
      connection.sendCopyFail('the source failed')
    }
  }
  submit(client, {
    submit: (connection) => {
      connection.query(statement)
    },
    handleCopyInResponse: (connection) => {
      void feed(connection)
    },
    handleCommandComplete: ({ text }) => {
      rows = countOf(text)
    },
    handleReadyForQuery: () => resolve(rows),
    handleError: (error) => {
      isOver = true
      reject(sourceFault ?? error)
    },
  })
  return promise
}
