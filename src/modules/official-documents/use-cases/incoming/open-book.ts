import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate, type Temporal } from '#kernel/time.ts'
import { slug, tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import { beginningOfBook, type DocumentRefusal, endOfBook } from '../../domain/index.ts'
import { endRegister, lockRegisters, openRegister } from '../../store/document-registers.ts'
import type { DocumentDeps } from '../scene.ts'

export const OpenBook = z.strictObject({
  agencyId: z.uuid(),
  direction: z.enum(['incoming', 'outgoing', 'copy']),
  name: z.string().max(200).transform(tidy).pipe(z.string().min(1)),
  typeCodes: z.array(z.string().max(10)).max(40),
  isSecret: z.boolean(),
})
export type OpenBook = z.infer<typeof OpenBook>

export const EndBook = z.strictObject({ agencyId: z.uuid(), registerId: z.uuid() })
export type EndBook = z.infer<typeof EndBook>

type Opened = { readonly registerId: string; readonly on: Temporal.PlainDate }

/**
 * The clerk opens a book of his agency; its name tells it apart. What is counted elsewhere this year is counted in it from the next.
 * @legal ND-30-2020 Điều 15, Điều 22
 */
export const openBook = (
  deps: DocumentDeps,
  actor: Actor,
  command: OpenBook,
): Promise<Result<Opened, DocumentRefusal>> => {
  if (postFor(actor, 'clerk', command.agencyId) === undefined)
    return Promise.resolve(refuse({ code: 'document.not-permitted' }))
  return inTransaction(deps.database, async (tx): Promise<Result<Opened, DocumentRefusal>> => {
    const today = localDate(deps.clock.now())
    const key = slug(command.name).slice(0, 64)
    const known = await lockRegisters(tx, command.agencyId, today)
    if (key === '' || known.some((book) => book.key === key && book.direction === command.direction))
      return refuse({ code: 'document.register-key-taken' })
    const beginning = beginningOfBook(known, command, today)
    if ('fault' in beginning) return refuse({ code: 'document.register-unfit', why: beginning.fault })
    const registerId = await openRegister(tx, { ...command, key }, beginning.on)
    return accept({ registerId, on: beginning.on })
  })
}

/** The clerk closes a book: from when it takes no more numbers. What stands in it stays. @legal ND-30-2020 Điều 15, Điều 22 */
export const endBook = (
  deps: DocumentDeps,
  actor: Actor,
  command: EndBook,
): Promise<Result<Opened, DocumentRefusal>> => {
  if (postFor(actor, 'clerk', command.agencyId) === undefined)
    return Promise.resolve(refuse({ code: 'document.not-permitted' }))
  return inTransaction(deps.database, async (tx): Promise<Result<Opened, DocumentRefusal>> => {
    const today = localDate(deps.clock.now())
    const book = (await lockRegisters(tx, command.agencyId, today)).find((one) => one.id === command.registerId)
    if (book === undefined) return refuse({ code: 'document.not-found' })
    const on = book.closedOn ?? endOfBook(book, today)
    if (book.closedOn === null) await endRegister(tx, book.id, on)
    return accept({ registerId: book.id, on })
  })
}
