import { isUuid } from '#kernel/ids.ts'
import { formatInstant } from '#kernel/time.ts'
import { sizeWords } from '#modules/archive/domain/index.ts'
import {
  decideFile,
  findHandOver,
  findHandOverPaper,
  type HandOverFileLine,
  type HandOverView,
  listHandOverFiles,
  listHandOvers,
  prepareMinutes,
  receives,
  signHandOver,
  withdrawHandOver,
} from '#modules/archive/index.ts'
import type { KeyInHand } from '#modules/signatures/index.ts'
import { writtenFileCode } from '#modules/work-files/domain/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import {
  type Answer,
  download,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import type { OfficerActView } from '#web/ui/views/officer/officer-act.tsx'
import { handOverPath, handOversPath } from '../files/file-paths.ts'
import { retentionText } from '../files/list-page.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps, archiveTabs, deedAt, reasonFields, reasonName, type Trouble, troubleOf } from './archive-parts.ts'
import { handOverItem } from './due-page.tsx'
import { isFailure, ownKey, signOrHandOut, withConfirmation } from './paper-signing.ts'

const names = { condition: 'tinh-trang' } as const

type Scene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly view: HandOverView
  readonly trouble: Trouble | undefined
  readonly key: KeyInHand | null
}

const actAt = (scene: Scene, deed: string) => ({
  id: scene.view.id,
  action: `${handOverPath(scene.view.id)}/${deed}`,
  deed,
})

const receiveAct = (scene: Scene): OfficerActView => {
  const { archive } = scene.t.officer
  const condition = {
    section: 'nhan',
    name: names.condition,
    type: 'text' as const,
    label: archive.condition,
    maxLength: 500,
    value: fieldOf(scene.request.form, names.condition) || archive.conditionDefault,
  }
  const fields = withConfirmation(scene.request, scene.key, { sections: [{ id: 'nhan' }], fields: [condition] })
  const words = { text: archive.receive, isMain: true, explains: archive.receiveExplains, fields }
  return deedAt(scene.request, actAt(scene, 'nhan'), words, scene.trouble)
}

const actsOf = (scene: Scene, files: readonly HandOverFileLine[]): readonly OfficerActView[] => {
  const { request, t, view, trouble } = scene
  const actor = officerOf(request)
  const { archive } = t.officer
  const gives = view.giverId === actor.officerId
  const isDecided = files.every(({ state }) => state !== 'waiting') && files.some(({ state }) => state === 'accepted')
  const mayReceive = view.state === 'offered' && isDecided && !gives && receives(actor, view.agencyId)
  const mayWithdraw = view.state === 'offered' && gives && files.every(({ state }) => state !== 'accepted')
  const fields = withConfirmation(request, scene.key, undefined)
  const sign = { text: archive.countersign, isMain: true, explains: archive.countersignExplains, fields }
  return [
    ...(mayReceive ? [receiveAct(scene)] : []),
    ...(view.state === 'received' && gives ? [deedAt(request, actAt(scene, 'giao'), sign, trouble)] : []),
    ...(mayWithdraw ? [deedAt(request, actAt(scene, 'rut'), { text: archive.withdraw }, trouble)] : []),
  ]
}

const itemOf = (scene: Scene, file: HandOverFileLine): DeskItem => {
  const { request, t, view, trouble } = scene
  const { archive } = t.officer
  const actor = officerOf(request)
  const mayDecide =
    view.state === 'offered' &&
    file.state === 'waiting' &&
    view.giverId !== actor.officerId &&
    receives(actor, view.agencyId)
  const at = (deed: string) => ({
    id: file.fileId,
    action: `${handOverPath(view.id)}/ho-so/${file.fileId}/${deed}`,
    deed,
  })
  const back = { text: archive.giveBack, fields: reasonFields(file.fileId, archive.giveBackReason) }
  return {
    key: file.fileId,
    title: `${writtenFileCode(file)}/${file.year} ${file.title}`,
    badge: archive.fileStates[file.state],
    lines: [
      archive.fileFacts(file.records, file.pages, sizeWords(file.bytes), retentionText(t, file.retentionYears)),
      file.withoutContent === 0 ? '' : archive.withoutContent(file.withoutContent),
      file.reason === '' ? '' : archive.reasonOf(file.reason),
    ],
    acts: mayDecide
      ? [
          deedAt(request, at('nhan'), { text: archive.accept, explains: archive.acceptExplains }, trouble),
          deedAt(request, at('tra-lai'), back, trouble),
        ]
      : [],
  }
}

const factsOf = ({ t, view }: Scene) => {
  const { archive } = t.officer
  const at = (term: string, moment: HandOverView['doneAt']) => ({
    term,
    value: moment === null ? '' : formatInstant(moment),
  })
  return [
    { term: archive.stateLabel, value: archive.handOverStates[view.state] },
    {
      term: archive.giver,
      value: [archive.personAt(view.giverName, view.giverTitle), view.unitName, view.agencyName]
        .filter(Boolean)
        .join(', '),
    },
    { term: archive.receiver, value: archive.personAt(view.receiverName ?? '', view.receiverTitle) },
    { term: archive.condition, value: view.condition },
    at(archive.offeredAt, view.offeredAt),
    at(archive.receivedAt, view.receivedAt),
    at(archive.signedAt, view.signedAt),
    at(archive.doneAt, view.doneAt),
  ].filter(({ value }) => value !== '')
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const id = request.params.id ?? ''
  const { database } = request.province
  const found = isUuid(id) ? await findHandOver(database, officerOf(request), id) : null
  if (found === null) return notFound
  const t = messages(request.locale)
  const { archive } = t.officer
  const [files, key] = await Promise.all([listHandOverFiles(database, id), ownKey(request)])
  const scene: Scene = { request, t, view: found, trouble, key }
  const isSigned = found.receiverName !== null
  const view: DeskView = {
    title: archive.handOverOf(found.number, found.year, found.title),
    crumbs: [{ href: handOversPath, text: archive.handOvers }],
    acts: actsOf(scene, files),
    main: [{ title: archive.filesOf, items: files.map((file) => itemOf(scene, file)) }],
    beside: [
      {
        title: archive.facts,
        facts: factsOf(scene),
        links: isSigned
          ? [
              { href: `${handOverPath(id)}/muc-luc.pdf`, text: archive.listPdf },
              { href: `${handOverPath(id)}/bien-ban.pdf`, text: archive.minutesPdf },
            ]
          : [],
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const showAll = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const { archive } = t.officer
  const all = await listHandOvers(request.province.database, officerOf(request), 'all')
  const view: DeskView = {
    title: archive.handOvers,
    lead: archive.handOversLead,
    tabs: archiveTabs(t, handOversPath),
    main: [{ title: archive.handOvers, items: all.map((one) => handOverItem(t, one)), none: archive.noHandOvers }],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />))
}

type Run = (request: PageRequest, handOverId: string) => ReturnType<typeof signHandOver>

const fileDeed =
  (isAccepted: boolean): Run =>
  (request, handOverId) =>
    decideFile(archiveDeps(request), officerOf(request), {
      handOverId,
      fileId: request.params.fileId ?? '',
      isAccepted,
      reason: fieldOf(request.form, reasonName).slice(0, 2000),
    })

const posted = (path: string, deed: string, run: Run, done: (t: Messages) => string): Route => ({
  method: 'POST',
  path: `${handOversPath}/:id${path}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const { id = '', fileId } = request.params
    if (!isUuid(id) || (fileId !== undefined && !isUuid(fileId))) return notFound
    const t = messages(request.locale)
    const result = await run(request, id)
    return result.ok
      ? redirect(handOverPath(id), { notice: { kind: 'done', text: done(t) } })
      : show(request, troubleOf(t, fileId ?? id, deed, result.refusal))
  },
})

/** Either side signs the minutes, with a key that is here or on its own machine. */
const signed = (deed: 'nhan' | 'giao', done: (t: Messages) => string): Route => ({
  method: 'POST',
  path: `${handOversPath}/:id/${deed}`,
  access: { officer: fileRoles },
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const [deps, actor] = [archiveDeps(request), officerOf(request)]
    const command = { handOverId: id, condition: fieldOf(request.form, names.condition).slice(0, 500) }
    const answer = await signOrHandOut(request, {
      subject: { kind: 'hand-over', id },
      version: 1,
      sign: (confirmation) => signHandOver(deps, actor, { ...command, confirmation }),
      prepare: () => prepareMinutes(deps, actor, command),
    })
    const t = messages(request.locale)
    if (answer === null) return redirect(handOverPath(id), { notice: { kind: 'done', text: done(t) } })
    return isFailure(answer) ? show(request, { id, deed, ...answer }) : answer
  },
})

const paper = (file: string, purpose: 'list' | 'minutes'): Route => ({
  method: 'GET',
  path: `${handOversPath}/:id/${file}.pdf`,
  access: { officer: fileRoles },
  statementBudget: 2,
  rateLimit: 'file',
  handler: async (request) => {
    const id = request.params.id ?? ''
    const { database } = request.province
    const found = isUuid(id) ? await findHandOver(database, officerOf(request), id) : null
    const kept = found === null ? null : await findHandOverPaper(database, id, purpose)
    if (kept === null) return notFound
    const content = request.deps.files(request.province).stream(kept.sha256)
    return download({ content, name: kept.name, mediaType: 'application/pdf', inline: true })
  },
})

export const handOverRoutes: readonly Route[] = [
  { method: 'GET', path: handOversPath, access: { officer: fileRoles }, statementBudget: 1, handler: showAll },
  {
    method: 'GET',
    path: `${handOversPath}/:id`,
    access: { officer: fileRoles },
    statementBudget: 3,
    handler: (request) => show(request),
  },
  posted('/ho-so/:fileId/nhan', 'nhan', fileDeed(true), (t) => t.officer.archive.accepted),
  posted('/ho-so/:fileId/tra-lai', 'tra-lai', fileDeed(false), (t) => t.officer.archive.givenBack),
  signed('nhan', (t) => t.officer.archive.received),
  signed('giao', (t) => t.officer.archive.countersigned),
  posted(
    '/rut',
    'rut',
    (request, handOverId) => withdrawHandOver(archiveDeps(request), officerOf(request), { handOverId }),
    (t) => t.officer.archive.withdrawn,
  ),
  paper('muc-luc', 'list'),
  paper('bien-ban', 'minutes'),
]
