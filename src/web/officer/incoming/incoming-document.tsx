import { formatDate, formatInstant, formatInstantLong, Temporal } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { partOfStep, type RoutingPart } from '#modules/official-documents/domain/index.ts'
import { type DocumentWorkLine, type IncomingFacts, mostLinked } from '#modules/official-documents/index.ts'
import { documentRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FileViewerView } from '#web/ui/parts/files/file-viewer.tsx'
import { IncomingListPage } from '#web/ui/views/officer/incoming/incoming-list.tsx'
import type { IncomingPanelView } from '#web/ui/views/officer/incoming/incoming-panel.tsx'
import { signatureNote } from '#web/verification/signature-note.ts'
import { earlierSaid } from '../earlier-said.ts'
import { taskPath } from '../tasks/task-paths.ts'
import { actsOf } from './incoming-act-forms.ts'
import {
  addressNames,
  documentFilePath,
  documentHref,
  documentPath,
  incomingPath,
  listHref,
} from './incoming-address.ts'
import { codeText, incomingListView, numberText } from './incoming-list.tsx'
import { type FailedDeed, type IncomingScene, loadIncomingScene } from './incoming-scene.ts'

const viewerOf = (document: IncomingFacts, file: Attachment | undefined): FileViewerView | undefined => {
  if (file === undefined) return undefined
  const { mediaType, name } = file
  const href = documentFilePath(document.id, file.id)
  const kind = mediaType === 'application/pdf' ? 'pdf' : /^image\/(png|jpeg)$/.test(mediaType) ? 'image' : 'other'
  return { name, kind, href, downloadHref: `${href}?tai=1` }
}

const initialsOf = (name: string): string =>
  name
    .split(' ')
    .slice(-2)
    .map((word) => word.charAt(0))
    .join('')

const conversationOf = ({ t, opinions, actor }: IncomingScene): IncomingPanelView['conversation'] =>
  opinions.map((one) => ({
    key: String(one.seq),
    who: one.officerName,
    initials: initialsOf(one.officerName),
    title: one.officerTitle,
    when: formatInstant(one.saidAt),
    kind: t.incoming.kinds[one.kind],
    tone: one.kind === 'instruction' || one.kind === 'sent-back' ? 'gold' : 'plain',
    body: one.body,
    lines: one.targets.map((target) =>
      t.incoming.target(
        t.incoming.parts[target.part as RoutingPart] ?? '',
        target.name,
        target.dueAt === null ? '' : formatInstant(Temporal.Instant.from(target.dueAt)),
      ),
    ),
    isOwn: one.officerId === actor.officerId,
  }))

const looksOf = ({ t, looks }: IncomingScene): IncomingPanelView['looks'] =>
  looks.map((look) => ({
    term: [look.who, look.agency].filter((part) => part !== '').join(', '),
    value: t.incoming.lookedAt(formatInstant(look.firstAt), look.times),
  }))

/** What is told of a reading only to who gave it, and to those who answer for the registry. */
const readingOf = (t: Messages, line: DocumentWorkLine, now: Temporal.Instant): string => {
  const { receipts } = t.incoming
  if (line.state === 'done' && line.closedAt !== null) return receipts.noted(formatInstant(line.closedAt))
  if (line.openedAt !== null) return receipts.opened(formatInstant(line.openedAt))
  const isReminded = line.dueAt !== null && line.dueAt.epochMilliseconds > now.epochMilliseconds
  return isReminded && line.dueAt !== null
    ? `${receipts.unopened}, ${receipts.reminded(formatInstant(line.dueAt))}`
    : receipts.unopened
}

const olderWork = ({ t, work }: IncomingScene): IncomingPanelView['work'] => {
  const older = (work[0]?.total ?? 0) - work.length
  return older > 0 ? [{ term: t.incoming.older, value: t.incoming.olderWork(older) }] : []
}

const workOf = (scene: IncomingScene): IncomingPanelView['work'] => [...olderWork(scene), ...workLines(scene)]

const workLines = ({ t, work, mayAudit, actor, request }: IncomingScene): IncomingPanelView['work'] =>
  work.flatMap((line) => {
    const part = partOfStep(line.stepKey)
    if (part === null) return []
    const states: Readonly<Record<string, string>> = t.incoming.workStates
    const due =
      line.dueAt === null || line.state !== 'open'
        ? ''
        : `, ${t.incoming.due.toLowerCase()} ${formatInstant(line.dueAt)}`
    const isToldReading = part === 'informed' && (mayAudit || line.givenBy === actor.officerId)
    const value = isToldReading ? readingOf(t, line, request.now) : `${states[line.state] ?? ''}${due}`
    return [{ term: `${t.incoming.parts[part]}: ${line.who}`, value }]
  })

const factsOf = (t: Messages, d: IncomingFacts): IncomingPanelView['facts'] =>
  [
    [
      t.incoming.arrival,
      `${numberText(d) === '' ? t.incoming.withoutNumber : numberText(d)} · ${formatInstant(d.registeredAt ?? d.arrivedAt)}`,
    ],
    [t.incoming.code, codeText(d)],
    [t.incoming.documentDate, d.documentDate === null ? '' : formatDate(d.documentDate)],
    [t.incoming.author, d.authorName],
    [t.incoming.signer, [d.signerName, d.signerTitle].filter((part) => part !== '').join(', ')],
    [t.incoming.addressee, d.addressee],
    [t.incoming.due, d.dueAt === null ? '' : formatInstantLong(d.dueAt)],
    [t.incoming.book, d.registerName ?? ''],
    [t.incoming.channel, (t.incoming.channels as Readonly<Record<string, string>>)[d.channel] ?? d.channel],
    [t.incoming.letters.from, d.letterFrom ?? ''],
    [t.incoming.pages, d.pages === null ? '' : String(d.pages)],
    [t.incoming.copies, d.copies === null ? '' : String(d.copies)],
    [t.incoming.doubleReason, d.doubleReason],
    [t.incoming.signatures.reason, d.signatureReason],
  ].flatMap(([term = '', value = '']) => (value === '' ? [] : [{ term, value }]))

const notesOf = (t: Messages, { document, files }: IncomingScene): readonly string[] => {
  if (document.state === 'recalled')
    return [
      t.incoming.recalledNote(document.endedAt === null ? '' : formatInstant(document.endedAt), document.endedReason),
    ]
  if (document.secrecy > 0) return [t.incoming.secretNote]
  if (files.length === 0) return []
  if (document.textState === null) return [t.incoming.textWaiting]
  return [t.incoming.textStates[document.textState]]
}

/** Where the keys of the list lead while a document covers it. */
const neighboursOf = ({ document, list }: IncomingScene): Pick<IncomingPanelView, 'previousHref' | 'nextHref'> => {
  const at = list.rows.findIndex((row) => row.documentId === document.id)
  const hrefAt = (place: number) => {
    const row = at < 0 ? undefined : list.rows[place]
    return row === undefined ? undefined : documentHref(row.documentId, list.address)
  }
  return { previousHref: hrefAt(at - 1), nextHref: hrefAt(at + 1) }
}

const panelOf = (scene: IncomingScene): IncomingPanelView => {
  const { request, t, document, list, failed } = scene
  // What its sender took back is not read here any more.
  const files = document.state === 'recalled' ? [] : scene.files
  const wanted = fieldOf(request.query, addressNames.file)
  const shown =
    files.find((file) => file.id === wanted) ?? files.find((file) => file.mediaType === 'application/pdf') ?? files[0]
  const acts = actsOf(scene)
  return {
    backHref: listHref(list.address),
    ...neighboursOf(scene),
    subject: document.subject,
    state: t.incoming.states[document.state],
    badges: [
      ...(document.urgency > 0 ? [t.incoming.urgencies[document.urgency] ?? ''] : []),
      ...(document.secrecy > 0 ? [t.incoming.secrecies[document.secrecy] ?? ''] : []),
    ],
    problem: failed !== null && !acts.keys.has(failed.act) ? failed.text : undefined,
    facts: factsOf(t, document),
    notes: notesOf(t, scene),
    ...(scene.linked.length > mostLinked ? { moreLinks: t.incoming.moreLinks(mostLinked) } : {}),
    links: scene.linked.slice(0, mostLinked).map((one) => ({
      href: one.direction === 'incoming' ? documentPath(one.id) : `/can-bo/van-ban-di/${one.id}`,
      text: `${(t.incoming.linkKinds as Readonly<Record<string, string>>)[one.kind] ?? ''}: ${codeText({ ...one, typeCode: '' })} ${one.subject}`,
    })),
    tasks: scene.tasks.map((task) => ({
      href: taskPath(task.id),
      text: task.title,
      state: `${(t.tasks.states as Readonly<Record<string, string>>)[task.state] ?? ''} · ${task.responsible}`,
    })),
    actions: acts.links,
    prints: acts.prints,
    note: acts.note,
    route: acts.route,
    words: acts.words,
    reply: acts.reply,
    follow: acts.follow,
    looks: looksOf(scene),
    conversation: conversationOf(scene),
    ...earlierSaid(t, scene.opinions),
    work: workOf(scene),
    remind: acts.remind,
    viewer: viewerOf(document, shown),
    signature:
      shown?.mediaType === 'application/pdf'
        ? signatureNote(
            t,
            scene.judged.find((one) => one.attachmentId === shown.id),
          )
        : undefined,
    files: files.map((file) => ({
      href: documentHref(document.id, list.address, file.id),
      text: file.name,
      isOpen: file === shown,
    })),
  }
}

/** The document beside the list that it was opened from. */
export const showIncoming = async (
  request: PageRequest,
  id: string,
  failed: FailedDeed | null = null,
): Promise<Answer> => {
  const scene = await loadIncomingScene(request, id, failed)
  if (scene === null) return notFound
  const { t, actor, list, document } = scene
  const view = incomingListView(request, actor, list, { id, panel: panelOf(scene) })
  const title = document.subject.slice(0, 80)
  return page(
    officerDocument(request, { title, full: true }, <IncomingListPage t={t} view={view} />),
    failed === null ? {} : { status: failed.status },
  )
}

export const incomingDocumentPage: Route = {
  method: 'GET',
  path: `${incomingPath}/:id`,
  access: { officer: documentRoles },
  statementBudget: 18,
  handler: (request) => showIncoming(request, request.params.id ?? ''),
}
