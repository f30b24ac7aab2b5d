import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { formatLegalDate, localDate, Temporal } from '#kernel/time.ts'
import { keepMadeFile, storeMadeBytes } from '#modules/attachments/index.ts'
import { type Actor, type OfficerActor, postFor } from '#modules/identity/domain/index.ts'
import { Confirmation, type HeldKey, signDocument, withKey } from '#modules/signatures/index.ts'
import { inTransaction, type Tx } from '#platform/database/connection.ts'
import { doOnce, FormKey, findDone } from '#platform/database/do-once.ts'
import type { StoredContent } from '#platform/files/file-store.ts'
import { type CompiledForm, compileForm } from '#platform/pdf/compile-pdf.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import { printedBook, RegisterForm } from '../domain/books/register-forms.ts'
import { placeOfIssue } from '../domain/drafting/place-of-issue.ts'
import type { OutgoingRefusal } from '../domain/outgoing-refusals.ts'
import { asOutgoingRefusal } from '../domain/signature-refusal.ts'
import { listBooks, type RegisterBook } from '../queries/books.ts'
import { readBook } from '../queries/read-book.ts'
import { saveRegisterPrint } from '../store/document-registers.ts'
import { findWaitingIn } from '../store/held-numbers.ts'
import type { OutgoingDeps, OutgoingResult } from './outgoing/outgoing-scene.ts'

/** A printed book longer than this is several volumes: choose a shorter time. */
export const mostPrintedLines = 2_000

export const PrintRegister = z.strictObject({
  registerId: z.uuid(),
  from: z.iso.date(),
  until: z.iso.date(),
  typeCode: z.string().max(10).default(''),
  form: RegisterForm.default('register'),
})
export type PrintRegister = z.infer<typeof PrintRegister>

type Printed = { readonly form: CompiledForm; readonly lines: number; readonly book: RegisterBook }

/** The print of a book; with whom it is closed by, ready to be sealed. @legal ND-30-2020 Điều 16, Điều 22 */
export const printRegister = async (
  deps: Pick<OutgoingDeps, 'database' | 'clock'>,
  actor: OfficerActor,
  command: PrintRegister,
  closedBy?: string,
): Promise<Result<Printed, OutgoingRefusal>> => {
  const span = { from: Temporal.PlainDate.from(command.from), until: Temporal.PlainDate.from(command.until) }
  const books = await listBooks(deps.database, actor, span.until.year)
  const book = books.find((one) => one.id === command.registerId)
  if (book === undefined) return refuse({ code: 'document.not-found' })
  const asked = { ...command, ...span, after: null, limit: mostPrintedLines + 1 }
  const page = printedBook(book, span, await readBook(deps.database, actor, book, asked))
  if (page.rows.length > mostPrintedLines) return refuse({ code: 'register.too-long', most: mostPrintedLines })
  const now = deps.clock.now()
  const place = placeOfIssue(book.agencyName, book.superior === '' ? null : book.superior)
  const form = await compileForm(
    'document-register',
    closedBy === undefined
      ? page
      : { ...page, closing: { placeAndDate: `${place}, ${formatLegalDate(localDate(now))}`, by: closedBy } },
    { title: `${page.heading} ${page.from} - ${page.to}`, createdAt: now },
  )
  return accept({ form, lines: page.rows.length, book })
}

export const CloseRegister = PrintRegister.omit({ typeCode: true }).extend({
  confirmation: Confirmation.optional(),
  key: FormKey,
})
export type CloseRegister = z.infer<typeof CloseRegister>

const sealPrint = async (deps: OutgoingDeps, printed: Printed, held: HeldKey): OutgoingResult<Uint8Array> => {
  const prepared = prepareForm(printed.form.pdf, printed.form.fields)
  if (!prepared.ok) return refuse({ code: 'document.signature-refused', why: prepared.refusal })
  const { agencyName, superior } = printed.book
  const sealed = await signDocument(deps, held, {
    pdf: prepared.value,
    field: outcomeFields.seal,
    appearance: { kind: 'seal', around: superior === '' ? agencyName : superior, middle: agencyName },
  })
  return sealed.ok ? accept(sealed.value.pdf) : refuse({ code: 'document.signature-refused', why: sealed.refusal })
}

const Closed = z.object({ printId: z.uuid() })
type Closed = z.infer<typeof Closed>

/** Keeps the sealed print of a book as a line of it. */
const keepPrint = async (
  tx: Tx,
  actor: OfficerActor,
  command: CloseRegister,
  { book, lines, content, now }: Pick<Printed, 'book' | 'lines'> & { content: StoredContent; now: Temporal.Instant },
): Promise<Closed> => {
  const printId = newId()
  const attachment = await keepMadeFile(tx, {
    owner: { kind: 'document-register-print', id: printId },
    purpose: 'sealed',
    name: `so-${book.key}${command.form === 'register' ? '' : `-${command.form}`}-${command.from}-${command.until}.pdf`,
    mediaType: 'application/pdf',
    content,
    madeAt: now,
  })
  await saveRegisterPrint(tx, {
    id: printId,
    register_id: book.id,
    form: command.form,
    from_day: Temporal.PlainDate.from(command.from),
    until_day: Temporal.PlainDate.from(command.until),
    lines,
    attachment_id: attachment.id,
    made_by: actor.officerId,
    made_at: now,
  })
  return { printId }
}

/** The clerk closes a book for a time that is over: printed in full, sealed with the agency's key, and kept. @legal ND-30-2020 Điều 16 */
export const closeRegister = async (
  deps: OutgoingDeps,
  actor: Actor,
  command: CloseRegister,
): OutgoingResult<Closed> => {
  if (actor.kind !== 'officer') return refuse({ code: 'document.not-permitted' })
  const { confirmation, ...sent } = command
  const { key: _, ...rest } = sent
  const sending = { act: 'register.close', answer: Closed, command: sent }
  const before = await findDone(deps.database, actor.officerId, sending)
  if (before !== undefined) return accept(before)
  const span = { from: Temporal.PlainDate.from(command.from), until: Temporal.PlainDate.from(command.until) }
  // Asked before it is printed: what no longer waits now is told as it ended, and no new number is of a time that is over.
  const waiting = await findWaitingIn(deps.database, command.registerId, span)
  const printed = await printRegister(deps, actor, { ...rest, typeCode: '' }, actor.fullName)
  if (!printed.ok) return printed
  const { book, lines } = printed.value
  if (postFor(actor, 'clerk', book.agencyId) === undefined) return refuse({ code: 'document.not-permitted' })
  const now = deps.clock.now()
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(command.until), localDate(now)) >= 0)
    return refuse({ code: 'register.time-not-over' })
  if (waiting !== null) return refuse({ code: 'document.number-held', number: waiting })
  const sealed = await withKey(deps, { kind: 'agency', id: book.agencyId }, confirmation ?? {}, (held) =>
    sealPrint(deps, printed.value, held),
  )
  if (!sealed.ok) return refuse(asOutgoingRefusal(sealed.refusal))
  const content = await storeMadeBytes(deps.files, sealed.value)
  return inTransaction<Closed, OutgoingRefusal>(deps.database, (tx) =>
    doOnce(tx, actor.officerId, sending, async () =>
      accept(await keepPrint(tx, actor, command, { book, lines, content, now })),
    ),
  )
}
