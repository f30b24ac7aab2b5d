import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { slug, tidy } from '#kernel/vietnamese-text.ts'
import { type Actor, postFor } from '#modules/identity/domain/index.ts'
import { inTransaction } from '#platform/database/connection.ts'
import type { DocumentRefusal } from '../../domain/index.ts'
import { listRegisters, openRegister } from '../../store/document-registers.ts'
import type { DocumentDeps } from '../scene.ts'

export const OpenBook = z.strictObject({
  agencyId: z.uuid(),
  direction: z.enum(['incoming', 'outgoing', 'copy']),
  name: z.string().max(200).transform(tidy).pipe(z.string().min(1)),
  typeCodes: z.array(z.string().max(10)).max(40),
  isSecret: z.boolean(),
})
export type OpenBook = z.infer<typeof OpenBook>

/** The clerk opens a book of his agency; its name tells it apart. @legal ND-30-2020 Điều 15, Điều 22 */
export const openBook = (
  deps: DocumentDeps,
  actor: Actor,
  command: OpenBook,
): Promise<Result<{ readonly registerId: string }, DocumentRefusal>> => {
  if (postFor(actor, 'clerk', command.agencyId) === undefined)
    return Promise.resolve(refuse({ code: 'document.not-permitted' }))
  return inTransaction(deps.database, async (tx): Promise<Result<{ readonly registerId: string }, DocumentRefusal>> => {
    const key = slug(command.name).slice(0, 64)
    const known = await listRegisters(tx, command.agencyId)
    if (key === '' || known.some((book) => book.key === key && book.direction === command.direction))
      return refuse({ code: 'document.register-key-taken' })
    const registerId = await openRegister(tx, { ...command, key }, localDate(deps.clock.now()))
    return accept({ registerId })
  })
}
