import { isUuid } from '#kernel/ids.ts'
import { formatDate, formatInstant, localDate } from '#kernel/time.ts'
import { councilTurn, sizeWords } from '#modules/archive/domain/index.ts'
import {
  carryOutDestruction,
  changeEntry,
  countExpired,
  type DestructionFileLine,
  type DestructionView,
  dropDestruction,
  listDestructionFiles,
  listDestructions,
  listExpired,
  prepareDestruction,
  type SignDestruction,
  signDestruction,
} from '#modules/archive/index.ts'
import { fileRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, fieldOf, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type DeskItem, DeskPage, type DeskView } from '#web/ui/views/officer/desk-page.tsx'
import { answerArchiveRefusal } from '../../refusals/work-file-refusals.ts'
import { destructionPath, destructionsPath } from '../files/file-paths.ts'
import { retentionText } from '../files/list-page.tsx'
import { yearsOf } from '../files/lists/list-forms.ts'
import { typedDay } from '../officer-form.tsx'
import { officerOf } from '../officer-of.ts'
import { archiveDeps, archiveTabs, reasonName, type Trouble, troubleOf } from './archive-parts.ts'
import {
  type DestructionPageScene,
  decisionNames,
  destructionActs,
  destructionRoles,
  entryActs,
  entryNames,
  findAsked,
} from './destruction-acts.ts'
import { isFailure, ownKey, signOrHandOut } from './paper-signing.ts'

const access = { officer: destructionRoles }
/** A council may have anybody of the agency: he reads and signs its list. */
const councilAccess = { officer: fileRoles }

const agencyName = 'co-quan'

const showAll = async (request: PageRequest, problem?: { readonly text: string; readonly status: number }) => {
  const t = messages(request.locale)
  const words = t.officer.archive.destruction
  const { database } = request.province
  const actor = officerOf(request)
  const [lists, expired] = await Promise.all([
    listDestructions(database, actor),
    countExpired(database, actor, localDate(request.now)),
  ])
  const view: DeskView = {
    title: words.title,
    lead: words.lead,
    tabs: archiveTabs(t, destructionsPath),
    notices: problem === undefined ? undefined : [{ kind: 'attention', text: problem.text }],
    main: [
      {
        title: words.lists,
        items: lists.map((one) => ({
          key: one.id,
          title: words.of(one.number, one.year),
          href: destructionPath(one.id),
          badge: words.states[one.state],
          lines: [`${words.count(one.files)} · ${one.agencyName}`, formatInstant(one.madeAt)],
        })),
        none: words.none,
      },
    ],
    beside: [
      {
        title: words.expired,
        items: expired.map(({ agencyId, agencyName, files }) => ({
          key: agencyId,
          title: words.expiredOf(files),
          lines: [agencyName],
          acts: [
            {
              text: words.list,
              target: { action: destructionsPath, csrf: request.csrfToken, hidden: { [agencyName]: agencyId } },
            },
          ],
        })),
        none: words.expiredNone,
      },
    ],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: problem?.status ?? 200,
  })
}

const takeList = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const agencyId = fieldOf(request.form, agencyName)
  if (!isUuid(agencyId)) return notFound
  const done = await listExpired(archiveDeps(request), officerOf(request), agencyId)
  return done.ok
    ? redirect(destructionPath(done.value), { notice: { kind: 'done', text: t.officer.archive.destruction.listed } })
    : showAll(request, answerArchiveRefusal(t, done.refusal))
}

const itemOf = (scene: DestructionPageScene, file: DestructionFileLine): DeskItem => {
  const { t, view } = scene
  const words = t.officer.archive.destruction
  const until = file.keptUntil === null ? '' : formatDate(file.keptUntil)
  const isRemoved = file.removedAt !== null
  const badge = view.members.length > 0 || file.keepYears !== null ? words.verdicts[file.verdict] : undefined
  return {
    key: file.fileId,
    title: file.title,
    badge: isRemoved ? words.removed : badge,
    lines: [
      file.archiveCode,
      words.lineFacts(file.records, retentionText(t, file.retentionYears), until),
      file.keepYears === null ? '' : words.keepFor(file.keepYears, file.reason),
      file.removedAt === null ? '' : words.removedFor(formatInstant(file.removedAt), file.reason),
      file.destroyedAt === null ? '' : words.destroyedAt(formatInstant(file.destroyedAt)),
    ],
    acts: entryActs(scene, file),
  }
}

/** Who of the council has signed, and whose turn it is. */
const signedText = (t: Messages, view: DestructionView): string => {
  const words = t.officer.archive.destruction
  if (view.members.length === 0) return ''
  const turn = view.state === 'judged' ? councilTurn(view) : null
  return [
    view.secretarySignedAt === null ? '' : words.memberOf(words.parts.secretary, formatInstant(view.secretarySignedAt)),
    view.chairSignedAt === null ? '' : words.memberOf(words.parts.chair, formatInstant(view.chairSignedAt)),
    turn === null ? '' : words.councilWaits(words.parts[turn]),
  ]
    .filter(Boolean)
    .join('; ')
}

const factsOf = ({ t, view }: DestructionPageScene) => {
  const words = t.officer.archive.destruction
  const { decisionDate, carriedOutAt } = view
  return [
    { term: words.state, value: words.states[view.state] },
    { term: words.agency, value: view.agencyName },
    { term: words.madeBy, value: `${view.madeByName}, ${formatInstant(view.madeAt)}` },
    {
      term: words.council,
      value: view.members.map(({ part, name }) => words.memberOf(words.parts[part], name)).join('; '),
    },
    { term: words.metOn, value: view.metOn === null ? '' : formatDate(view.metOn) },
    { term: words.councilSigned, value: signedText(t, view) },
    { term: words.conclusion, value: view.conclusion },
    {
      term: words.decision,
      value:
        decisionDate === null
          ? ''
          : words.decisionOf(view.decisionCode, formatDate(decisionDate), view.decidedByName ?? ''),
    },
    {
      term: words.carriedOut,
      value: carriedOutAt === null ? '' : words.carriedOutBy(formatInstant(carriedOutAt), view.carriedOutByName ?? ''),
    },
    { term: words.evidence, value: view.contents === 0 ? '' : words.evidenceOf(view.contents, sizeWords(view.bytes)) },
  ].filter(({ value }) => value !== '')
}

const papersOf = ({ t, view }: DestructionPageScene) => {
  const words = t.officer.archive.destruction
  const link = (file: string, text: string) => ({ href: `${destructionPath(view.id)}/${file}.pdf`, text })
  return [
    link('danh-muc', words.listPdf),
    ...(view.members.length > 0 ? [link('hoi-dong', words.councilPdf)] : []),
    ...(view.decidedByName !== null ? [link('quyet-dinh', words.decisionPdf)] : []),
    ...(view.state === 'carried-out' ? [link('bien-ban', words.minutesPdf)] : []),
  ]
}

const show = async (request: PageRequest, trouble?: Trouble): Promise<Answer> => {
  const found = await findAsked(request)
  if (found === null) return notFound
  const t = messages(request.locale)
  const words = t.officer.archive.destruction
  const [files, key] = await Promise.all([listDestructionFiles(request.province.database, found.id), ownKey(request)])
  const scene: DestructionPageScene = { request, t, view: found, key, trouble }
  const view: DeskView = {
    title: words.of(found.number, found.year),
    crumbs: [{ href: destructionsPath, text: words.title }],
    acts: destructionActs(scene),
    main: [{ title: words.files, items: files.map((file) => itemOf(scene, file)) }],
    beside: [{ title: words.facts, facts: factsOf(scene), links: papersOf(scene) }],
  }
  return page(officerDocument(request, { title: view.title }, <DeskPage t={t} view={view} />), {
    status: trouble?.status ?? 200,
  })
}

const posted = (
  deed: 'huy' | 'bo',
  run: (request: PageRequest, id: string) => ReturnType<typeof dropDestruction>,
  done: (t: Messages) => string,
): Route => ({
  method: 'POST',
  path: `${destructionsPath}/:id/${deed}`,
  access,
  handler: async (request) => {
    const id = request.params.id ?? ''
    if (!isUuid(id)) return notFound
    const t = messages(request.locale)
    const result = await run(request, id)
    return result.ok
      ? redirect(destructionPath(id), { notice: { kind: 'done', text: done(t) } })
      : show(request, troubleOf(t, id, deed, result.refusal))
  },
})

/** A day that cannot be read is refused as one to come. */
const decisionOf = (request: PageRequest): SignDestruction['decision'] => {
  const day = typedDay(request, decisionNames.date)
  return {
    decisionCode: fieldOf(request.form, decisionNames.code).slice(0, 80),
    decisionDate: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '9999-12-31',
  }
}

const signed = (
  deed: string,
  paper: SignDestruction['paper'],
  who: Route['access'],
  done: (t: Messages) => string,
): Route => ({
  method: 'POST',
  path: `${destructionsPath}/:id/${deed}`,
  access: who,
  handler: async (request) => {
    const view = await findAsked(request)
    if (view === null) return notFound
    const { id, version } = view
    const [deps, actor] = [archiveDeps(request), officerOf(request)]
    const decision = paper === 'decision' ? { decision: decisionOf(request) } : {}
    const command = { destructionId: id, paper, ...decision }
    const answer = await signOrHandOut(request, {
      subject: { kind: `destruction-${paper}`, id },
      version,
      sign: (confirmation) => signDestruction(deps, actor, { ...command, confirmation }),
      prepare: () => prepareDestruction(deps, actor, command),
    })
    const t = messages(request.locale)
    if (answer === null) return redirect(destructionPath(id), { notice: { kind: 'done', text: done(t) } })
    return isFailure(answer) ? show(request, { id, deed, ...answer }) : answer
  },
})

const entryDeed = (deed: string, change: 'remove' | 'keep' | 'destroy'): Route => ({
  method: 'POST',
  path: `${destructionsPath}/:id/ho-so/:fileId/${deed}`,
  access,
  handler: async (request) => {
    const { id = '', fileId = '' } = request.params
    if (!isUuid(id) || !isUuid(fileId)) return notFound
    const t = messages(request.locale)
    const done = await changeEntry(archiveDeps(request), officerOf(request), {
      ...{ destructionId: id, fileId, change },
      years: yearsOf(fieldOf(request.form, entryNames.years)) ?? 0,
      reason: fieldOf(request.form, reasonName).slice(0, 1000),
    })
    const text = t.officer.archive.destruction.entryChanged
    return done.ok
      ? redirect(destructionPath(id), { notice: { kind: 'done', text } })
      : show(request, troubleOf(t, fileId, deed, done.refusal))
  },
})

export const destructionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: destructionsPath,
    access: councilAccess,
    statementBudget: 2,
    handler: (request) => showAll(request),
  },
  { method: 'POST', path: destructionsPath, access, handler: takeList },
  {
    method: 'GET',
    path: `${destructionsPath}/:id`,
    access: councilAccess,
    statementBudget: 3,
    handler: (request) => show(request),
  },
  entryDeed('rut', 'remove'),
  entryDeed('giu', 'keep'),
  entryDeed('huy', 'destroy'),
  signed('ky-hoi-dong', 'council', councilAccess, (t) => t.officer.archive.destruction.councilDone),
  signed('quyet-dinh', 'decision', access, (t) => t.officer.archive.destruction.decided),
  signed('ky-bien-ban', 'minutes', access, (t) => t.officer.archive.destruction.minutesDone),
  posted(
    'huy',
    (request, id) => carryOutDestruction(archiveDeps(request), officerOf(request), id),
    (t) => t.officer.archive.destruction.ordered,
  ),
  posted(
    'bo',
    (request, id) => dropDestruction(archiveDeps(request), officerOf(request), id),
    (t) => t.officer.archive.destruction.dropped,
  ),
]
