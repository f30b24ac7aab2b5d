import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { findDocumentType, readCode, writtenCode } from '#modules/official-documents/domain/index.ts'
import { type DocumentFace, documentFaceForOfficer } from '#modules/official-documents/index.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import {
  type DocumentToKeep,
  type FilesForDocument,
  filesForDocument,
  findDocumentsByCode,
  findWorkFile,
  putChosen,
} from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerWorkFileRefusal } from '../../refusals/work-file-refusals.ts'
import { documentPath as incomingPath } from '../incoming/incoming-address.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath as outgoingPath } from '../outgoing/outgoing-paths.ts'
import { codeName, filePath, filesPath, openFilePath, putPath } from './file-paths.ts'
import { listDeps } from './lists/list-parts.ts'

const names = { file: 'ho-so', back: 've', words: 'q' } as const
const toFile = 'ho-so'

type Named = Pick<DocumentFace, 'typeCode' | 'codeNumber' | 'codeNotation' | 'documentDate' | 'authorName' | 'subject'>

const titleOf = ({ typeCode, codeNumber, codeNotation }: Named): string =>
  [findDocumentType(typeCode)?.name, writtenCode({ number: codeNumber, notation: codeNotation })]
    .filter(Boolean)
    .join(' ')

const dayOf = ({ authorName, documentDate }: Named): string =>
  [authorName, documentDate === null ? '' : formatDate(documentDate)].filter(Boolean).join(', ')

const fileItem = (t: Messages, file: FilesForDocument['inside'][number]) => ({
  key: file.id,
  title: `${writtenFileCode(file)} · ${file.title}`,
  href: filePath(file.id),
  lines: [
    [String(file.year), file.isOwn ? '' : (file.keeperName ?? t.officer.files.bySystem)].filter(Boolean).join(' · '),
  ],
})

const viewOf = (
  request: PageRequest,
  t: Messages,
  document: DocumentFace,
  { inside, open }: FilesForDocument,
): DeskView => {
  const words = t.officer.files.putting
  const path = document.direction === 'incoming' ? incomingPath(document.id) : outgoingPath(document.id)
  const items = open.map((file) => ({
    ...fileItem(t, file),
    badge: file.isAskedFor ? words.byRule : undefined,
    acts: [
      {
        text: words.go,
        target: { action: putPath(document.id), csrf: request.csrfToken, hidden: { [names.file]: file.id } },
      },
    ],
  }))
  return {
    title: words.title,
    lead: [titleOf(document), document.subject].filter(Boolean).join(': '),
    crumbs: [{ href: path, text: words.back }],
    acts: [{ text: t.officer.files.open, href: openFilePath }],
    search: { action: putPath(document.id), label: t.officer.files.words, value: fieldOf(request.query, names.words) },
    main: [{ title: words.open, items, none: words.openNone }],
    beside: [{ title: words.inside, items: inside.map((file) => fileItem(t, file)), none: words.insideNone }],
  }
}

/** The files into which a document may be put, for whoever has it before him. */
const show = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.document ?? ''
  const actor = officerOf(request)
  const { database } = request.province
  const document = isUuid(id) ? await documentFaceForOfficer(database, actor, id, request.now) : null
  if (document === null) return notFound
  const t = messages(request.locale)
  const typed = fieldOf(request.query, names.words).trim().slice(0, 100)
  const files = await filesForDocument(database, actor, document, typed)
  const view = viewOf(request, t, document, files)
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

const take = async (request: PageRequest): Promise<Answer> => {
  const documentId = request.params.document ?? ''
  const fileId = fieldOf(request.form, names.file)
  if (!isUuid(documentId) || !isUuid(fileId)) return notFound
  const t = messages(request.locale)
  const done = await putChosen(listDeps(request), officerOf(request), { fileId, documentId })
  const then = fieldOf(request.form, names.back) === toFile ? filePath(fileId) : putPath(documentId)
  const notice = done.ok
    ? { kind: 'done' as const, text: t.officer.files.putDone(done.value.documents) }
    : { kind: 'attention' as const, text: answerWorkFileRefusal(t, done.refusal).text }
  return redirect(then, { notice })
}

const chosenItem = (request: PageRequest, t: Messages, fileId: string, document: DocumentToKeep) => {
  const { putting } = t.officer.files
  const mayGo = !document.isInside && document.secrecy === 0
  return {
    key: document.id,
    title: titleOf(document),
    badge: document.isInside ? putting.isInside : undefined,
    lines: [document.subject, dayOf(document)],
    acts: mayGo
      ? [
          {
            text: putting.go,
            target: {
              action: putPath(document.id),
              csrf: request.csrfToken,
              hidden: { [names.file]: fileId, [names.back]: toFile },
            },
          },
        ]
      : [],
  }
}

/** Several documents bear the number and notation that were typed: the officer sees whose they are, and chooses. */
const choose = async (request: PageRequest): Promise<Answer> => {
  const id = request.params.id ?? ''
  const actor = officerOf(request)
  const { database } = request.province
  const file = isUuid(id) ? await findWorkFile(database, actor, id) : null
  if (file === null) return notFound
  const t = messages(request.locale)
  const { number, notation } = readCode(fieldOf(request.query, codeName).slice(0, 100))
  const found = number === null ? [] : await findDocumentsByCode(database, actor, request.now, id, { number, notation })
  const { putting, refusals } = t.officer.files
  const items = found.map((one) => chosenItem(request, t, id, one))
  const view: DeskView = {
    title: putting.choose,
    lead: `${writtenFileCode(file)} · ${file.title}`,
    crumbs: [{ href: filePath(id), text: file.title }],
    main: [{ title: putting.several(writtenCode({ number, notation })), items, none: refusals.documentUnknown }],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

const access = { officer: fileRoles }

export const putRoutes: readonly Route[] = [
  { method: 'GET', path: putPath(':document'), access, statementBudget: 2, handler: show },
  { method: 'POST', path: putPath(':document'), access, handler: take },
  { method: 'GET', path: `${filesPath}/:id/chon-van-ban`, access, statementBudget: 2, handler: choose },
]
