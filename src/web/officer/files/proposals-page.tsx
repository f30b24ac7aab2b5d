import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import { findDocumentType, writtenCode } from '#modules/official-documents/domain/index.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import { dismissProposed, type FileProposals, listProposals, putProposed } from '#modules/work-files/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  fieldOf,
  fieldsOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { DeskPage, type DeskPart, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerWorkFileRefusal } from '../../refusals/work-file-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { proposalsPath } from './file-paths.ts'
import { fileTabs, listDeps } from './lists/list-parts.ts'

const names = { file: 'ho-so', document: 'van-ban' } as const

type Proposed = FileProposals['documents'][number]

const itemOf = (request: PageRequest, t: Messages, fileId: string, document: Proposed) => {
  const hidden = { [names.file]: fileId, [names.document]: document.id }
  const target = (deed: string) => ({ action: `${proposalsPath}/${deed}`, csrf: request.csrfToken, hidden })
  const code = writtenCode({ number: document.codeNumber, notation: document.codeNotation })
  const day = document.documentDate === null ? '' : formatDate(document.documentDate)
  return {
    key: document.id,
    title: [findDocumentType(document.typeCode)?.name, code].filter(Boolean).join(' '),
    badge: t.officer.lists.why[document.why],
    lines: [document.subject, [document.authorName, day].filter(Boolean).join(', ')],
    acts: [
      { text: t.officer.lists.putOne, target: target('dua-vao') },
      { text: t.officer.lists.dismiss, target: target('bo-qua') },
    ],
  }
}

const partOf = (request: PageRequest, t: Messages, { file, documents }: FileProposals): DeskPart => ({
  title: t.officer.lists.proposalsOf(writtenFileCode(file), file.title),
  items: documents.map((one) => itemOf(request, t, file.id, one)),
  acts:
    documents.length < 2
      ? []
      : [
          {
            text: t.officer.lists.putAll(documents.length),
            target: {
              action: `${proposalsPath}/dua-vao`,
              csrf: request.csrfToken,
              hidden: { [names.file]: file.id, [names.document]: documents.map(({ id }) => id).join(' ') },
            },
          },
        ],
})

const show = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const found = await listProposals(request.province.database, officerOf(request), request.now)
  const none: DeskPart = { title: t.officer.lists.proposals, items: [], none: t.officer.lists.proposalsNone }
  const view: DeskView = {
    title: t.officer.lists.proposals,
    lead: t.officer.lists.proposalsLead,
    tabs: fileTabs(t, proposalsPath),
    main: found.length === 0 ? [none] : found.map((one) => partOf(request, t, one)),
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

const commandOf = ({ form }: PageRequest) => ({
  fileId: fieldOf(form, names.file),
  documentIds: fieldsOf(form, names.document)
    .flatMap((text) => text.split(' '))
    .filter(isUuid)
    .slice(0, 300),
})

const deedRoute = (
  deed: 'dua-vao' | 'bo-qua',
  run: (request: PageRequest, command: ReturnType<typeof commandOf>, t: Messages) => ReturnType<typeof tellPut>,
): Route => ({
  method: 'POST',
  path: `${proposalsPath}/${deed}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const command = commandOf(request)
    if (!isUuid(command.fileId) || command.documentIds.length === 0) return notFound
    return redirect(proposalsPath, { notice: await run(request, command, messages(request.locale)) })
  },
})

const tellPut = async (request: PageRequest, command: ReturnType<typeof commandOf>, t: Messages) => {
  const done = await putProposed(listDeps(request), officerOf(request), command)
  return done.ok
    ? { kind: 'done' as const, text: t.officer.lists.putDone(done.value.documents) }
    : { kind: 'attention' as const, text: answerWorkFileRefusal(t, done.refusal).text }
}

const tellDismissed = async (request: PageRequest, command: ReturnType<typeof commandOf>, t: Messages) => {
  const done = await dismissProposed(listDeps(request), officerOf(request), command)
  return done.ok
    ? { kind: 'done' as const, text: t.officer.lists.dismissed }
    : { kind: 'attention' as const, text: answerWorkFileRefusal(t, done.refusal).text }
}

export const proposalRoutes: readonly Route[] = [
  { method: 'GET', path: proposalsPath, access: { officer: fileRoles }, statementBudget: 4, handler: show },
  deedRoute('dua-vao', tellPut),
  deedRoute('bo-qua', tellDismissed),
]
