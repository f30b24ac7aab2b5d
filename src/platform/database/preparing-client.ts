import { createHash } from 'node:crypto'
import pg from 'pg'

const usesBeforePreparing = 3
const preparedAtMost = 1_000
const watchedAtMost = 5_000

let generation = 0
const uses = new Map<string, number>()
const names = new Map<string, string>()

/** The name under which the servers keep a text that is sent often; texts are the program's own, values travel apart from them. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known !== undefined || names.size >= preparedAtMost) return known
  const used = (uses.get(text) ?? 0) + 1
  if (used < usesBeforePreparing) {
    if (uses.size >= watchedAtMost) uses.clear()
    uses.set(text, used)
    return undefined
  }
  uses.delete(text)
  const name = `${generation}_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`
  names.set(text, name)
  return name
}

const featureNotSupported = '0A000'

/** A migration of another process has changed what a kept statement gives back: all are prepared anew under fresh names. */
const forgetOutdated = (error: unknown): never => {
  if (error instanceof pg.DatabaseError && error.code === featureNotSupported) {
    generation += 1
    names.clear()
  }
  throw error
}

type Send = (...given: readonly unknown[]) => Promise<pg.QueryResult>

/**
 * A connection on which the server parses and plans a statement once and not at each use: from its third use in this process a text is sent by
 * name. Statements without values go as they are. What is asked for in one turn of the event loop leaves in one write: every write wakes a
 * process of the server, which on busy processors costs more than the statement.
 */
export class PreparingClient extends pg.Client {
  #isGathering = false

  #gather(): void {
    if (this.#isGathering) return
    this.#isGathering = true
    const { stream } = this.connection
    stream.cork()
    process.nextTick(() => {
      this.#isGathering = false
      stream.uncork()
    })
  }

  override query: Send = (...given) => {
    this.#gather()
    const send = super.query.bind(this) as Send
    const [text, values] = given
    if (given.length !== 2 || typeof text !== 'string' || !Array.isArray(values)) return send(...given)
    const name = nameOf(text)
    return name === undefined ? send(text, values) : send({ name, text, values }).catch(forgetOutdated)
  }
}
