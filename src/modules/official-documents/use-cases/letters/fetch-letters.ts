import { createHash } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { type Clock, instantOf, localDate } from '#kernel/time.ts'
import {
  getAttachmentLimits,
  keepTakenFile,
  type TakeInDeps,
  type TakenContent,
  takeInContent,
} from '#modules/attachments/index.ts'
import type { Database } from '#platform/database/connection.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import type { MailboxDoor, OpenMailbox } from '#platform/mail/mailbox.ts'
import { type Letter, readLetter } from '#platform/mail/read-letter.ts'
import { documentSubject } from '../../domain/index.ts'
import type { LetterFault, RefusedFile } from '../../domain/mailed-letter.ts'
import {
  type AgencyMailbox,
  findMailboxPlace,
  insertLetter,
  listMailboxes,
  type NewLetter,
  saveMailboxPlace,
} from '../../store/letters.ts'

export type FetchDeps = TakeInDeps & {
  readonly database: Database
  readonly clock: Clock
  /** How an agency opens a mailbox; null: nobody has told this program, or it is not this agency's. */
  readonly mailboxDoor: (box: Pick<AgencyMailbox, 'agencyCode' | 'mailbox'>) => MailboxDoor | null
}

/** The job that judges the signatures of the files of a letter. */
export const judgeLetterTask = 'judge-letter'

/** Of one visit; the next one goes on. */
const lettersAtOnce = 50
/** What mail servers let through; a bigger letter is told of by its head. */
export const largestLetterBytes = 26 * 1024 * 1024
const headBytes = 64 * 1024

type Files = { readonly taken: readonly TakenContent[]; readonly refused: readonly RefusedFile[] }
type Fetched = { readonly letter: Letter | null; readonly fault: LetterFault; readonly sizeBytes: number }

/** What the sender sent, whatever way it came: a letter that a server brings twice has other heads, not other contents. */
const digestOf = ({ letter, sizeBytes }: Fetched, source: Uint8Array): Buffer => {
  const hash = createHash('sha256')
  if (letter === null) return hash.update(source).digest()
  const { messageId, senderAddress, subject, sentAt, text, files } = letter
  hash.update(JSON.stringify([messageId, senderAddress, subject, sentAt, text, files.length, sizeBytes]))
  for (const { name, content } of files) hash.update(name).update(createHash('sha256').update(content).digest())
  return hash.digest()
}

const fetchOne = async (box: OpenMailbox, uid: number, sizeBytes: number) => {
  const isTooLarge = sizeBytes > largestLetterBytes
  const source = await box.read(uid, isTooLarge ? headBytes : largestLetterBytes)
  if (source === null) return null
  const read = await readLetter(source)
  const letter = read !== null && isTooLarge ? { ...read, files: [], left: [] } : read
  const fault: LetterFault = isTooLarge ? 'too-large' : read === null ? 'unreadable' : ''
  // How long a letter is on its way is told by nobody but its size: the same bytes less some heads are the same letter.
  const fetched = { letter, fault, sizeBytes: isTooLarge ? sizeBytes : 0 }
  return { fetched, digest: digestOf(fetched, source), bytes: Math.max(sizeBytes, source.length) }
}

/** Each file by its content and past the scanner, as any that is handed in. Throws when the scanner does not answer: the letter waits for it. */
const takeFiles = async (deps: FetchDeps, letter: Letter | null): Promise<Files> => {
  const limits = await getAttachmentLimits(deps.database, localDate(deps.clock.now()))
  const taken: TakenContent[] = []
  const refused: RefusedFile[] = []
  for (const { name, content } of letter?.files ?? []) {
    const one = await takeInContent(deps, { name, content, maxFileBytes: limits.maxFileBytes })
    if (one.ok) taken.push(one.value)
    else if (one.refusal.code === 'attachment.not-scanned') throw new Error('the scanner does not answer')
    else refused.push({ name, code: one.refusal.code })
  }
  for (const name of letter?.left ?? []) refused.push({ name, code: 'attachment.too-many' })
  return { taken, refused }
}

const rowOf = (
  box: AgencyMailbox,
  { fetched, digest, bytes }: NonNullable<Awaited<ReturnType<typeof fetchOne>>>,
  refused: readonly RefusedFile[],
  now: NewLetter['fetchedAt'],
): NewLetter => ({
  ...box,
  id: newId(),
  digest,
  messageId: fetched.letter?.messageId ?? '',
  senderName: fetched.letter?.senderName ?? '',
  senderAddress: fetched.letter?.senderAddress ?? '',
  subject: fetched.letter?.subject ?? '',
  body: fetched.letter?.text ?? '',
  sentAt: fetched.letter?.sentAt == null ? null : instantOf(fetched.letter.sentAt),
  fetchedAt: now,
  sizeBytes: bytes,
  fault: fetched.fault,
  refused,
})

/** The letter, its files and how far the mailbox was read are kept together; a letter that is here already only moves the place. */
const keepOne = async (
  deps: FetchDeps,
  agency: AgencyMailbox,
  box: OpenMailbox,
  line: { uid: number; sizeBytes: number },
) => {
  const found = await fetchOne(box, line.uid, line.sizeBytes)
  const { taken, refused } = await takeFiles(deps, found?.fetched.letter ?? null)
  const now = deps.clock.now()
  return deps.database.transaction().execute(async (tx) => {
    await saveMailboxPlace(tx, agency, { validity: box.validity, uid: line.uid })
    if (found === null) return false
    const row = rowOf(agency, found, refused, now)
    if (!(await insertLetter(tx, row))) return false
    const owner = { kind: documentSubject, id: row.id }
    for (const one of taken)
      await keepTakenFile(tx, { owner, purpose: 'document', taken: one, addedBy: null, addedAt: now })
    // What its signatures are worth is known before somebody decides about it.
    if (taken.length > 0) {
      const { id: documentId, agencyId } = row
      await enqueue(tx, judgeLetterTask, { documentId, agencyId }, { jobKey: `${judgeLetterTask}:${documentId}` })
    }
    return true
  })
}

const fetchFrom = (deps: FetchDeps, agency: AgencyMailbox, open: MailboxDoor): Promise<number> =>
  open(async (box) => {
    const place = await findMailboxPlace(deps.database, agency)
    const lines = await box.listAfter(place?.validity === box.validity ? place.uid : 0, lettersAtOnce)
    let kept = 0
    for (const line of lines) {
      if (await keepOne(deps, agency, box, line)) kept += 1
      // Only now that it lies here.
      await box.markSeen([line.uid])
    }
    return kept
  })

export type Visit = { readonly mailbox: string; readonly letters: number; readonly fault: string }

/** Fetches what came to every mailbox since the last visit. One that fails is told of and does not keep the others from theirs. */
export const fetchLetters = async (deps: FetchDeps): Promise<readonly Visit[]> => {
  const visits: Visit[] = []
  for (const agency of await listMailboxes(deps.database, localDate(deps.clock.now()))) {
    const open = deps.mailboxDoor(agency)
    const { mailbox } = agency
    try {
      if (open === null) visits.push({ mailbox, letters: 0, fault: 'no-door' })
      else visits.push({ mailbox, letters: await fetchFrom(deps, agency, open), fault: '' })
    } catch (fault) {
      // Only the kind of the fault: what a server answers may repeat what it was sent.
      visits.push({ mailbox, letters: 0, fault: fault instanceof Error ? fault.name : 'unknown' })
    }
  }
  return visits
}
