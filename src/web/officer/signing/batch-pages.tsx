import { isUuid, newId } from '#kernel/ids.ts'
import { formatDate, localDate, Temporal } from '#kernel/time.ts'
import type { OfficerActor, Role } from '#modules/identity/domain/index.ts'
import { type BatchDeedKind, batchProgress, type SigningBatch } from '#modules/signatures/domain/index.ts'
import { beginBatch, findBatch, findKeyInHand, type KeyInHand, startBatch } from '#modules/signatures/index.ts'
import { officerDocument } from '#web/http/frames/officer-frame.tsx'
import { signerRoles } from '#web/http/frames/officer-places.ts'
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
import { messages } from '#web/messages/index.ts'
import { BatchResultPage, ChooseBatchPage } from '#web/ui/views/officer/signing-pages/signing-batch.tsx'
import { signatureRefusalText } from '../../refusals/signature-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { documentPath } from '../outgoing/outgoing-paths.ts'
import { batchRefusalText } from './batch-refusal.ts'
import { type AwaitedPaper, batchDeeds, loadAwaited, manyPath, queuePaths } from './batch-scene.ts'
import { confirmationFields, confirmationOf } from './confirmation.ts'

const names = { batch: 'lan', paper: 'van-ban', agency: 'co-quan' } as const
/** Whoever has one paper to sign may have many of them. */
const rolesOf: Readonly<Record<BatchDeedKind, readonly Role[]>> = { sign: signerRoles, number: ['clerk'] }

type Agency = { readonly id: string; readonly name: string }

/** The agencies whose seal this clerk has in hand; none for a signature. */
const agenciesOf = (actor: OfficerActor, deed: BatchDeedKind): readonly Agency[] => {
  if (deed === 'sign') return []
  const own = actor.posts.filter((post) => post.role === 'clerk')
  return [...new Map(own.map((post) => [post.agencyId, { id: post.agencyId, name: post.agencyName }])).values()]
}

const keyFor = (request: PageRequest, agency: Agency | null): Promise<KeyInHand | null> => {
  const holder =
    agency === null
      ? ({ kind: 'officer', id: officerOf(request).officerId } as const)
      : ({ kind: 'agency', id: agency.id } as const)
  return findKeyInHand(request.province.database, holder, request.now)
}

/** `outcome:<id>:<version>` */
const pickOf = ({ subject, version }: AwaitedPaper): string => `${subject.kind}:${subject.id}:${version}`

const agencyOf = (request: PageRequest, deed: BatchDeedKind): Agency | null => {
  const all = agenciesOf(officerOf(request), deed)
  const asked = fieldOf(request.form, names.agency) || fieldOf(request.query, names.agency)
  return all.find(({ id }) => id === asked) ?? all[0] ?? null
}

type Failed = { readonly status: number; readonly text: string }

const showChoice = async (request: PageRequest, deed: BatchDeedKind, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { signingPages: words } = t
  const agency = agencyOf(request, deed)
  const [papers, key] = await Promise.all([loadAwaited(request, deed, agency?.id ?? null), keyFor(request, agency)])
  const ticked = new Set(fieldsOf(request.form, names.paper))
  const id = fieldOf(request.form, names.batch)
  const own = manyPath(deed)
  const agencies = agenciesOf(officerOf(request), deed)
  const view = {
    deed,
    backHref: queuePaths[deed],
    agencies:
      agencies.length < 2
        ? []
        : agencies.map((one) => ({
            href: `${own}?${names.agency}=${one.id}`,
            text: one.name,
            current: one.id === agency?.id,
          })),
    problem: failed?.text,
    key: key === null || key.place === 'desktop' ? null : words.key(key.serial, formatDate(localDate(key.until))),
    noKey: key?.place === 'desktop' ? words.keyOnDesktop[deed] : deed === 'sign' ? words.noKey : words.noSeal,
    target: {
      action: own,
      csrf: request.csrfToken,
      hidden: { [names.batch]: isUuid(id) ? id : newId(), ...(agency === null ? {} : { [names.agency]: agency.id }) },
    },
    name: names.paper,
    papers: papers.map((paper) => ({
      value: pickOf(paper),
      title: paper.title,
      sub: paper.sub,
      href: paper.href,
      due: paper.due,
      isPicked: failed === undefined || ticked.has(pickOf(paper)),
    })),
    fields: confirmationFields(t, key),
  }
  const title = words.title[deed]
  return page(officerDocument(request, { title }, <ChooseBatchPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

const hrefOf = ({ subject }: SigningBatch['items'][number]): string =>
  subject.kind === 'official-document' ? documentPath(subject.id) : `/can-bo/ho-so/${subject.id}`

const showResult = async (request: PageRequest, deed: BatchDeedKind, failed?: Failed): Promise<Answer> => {
  const t = messages(request.locale)
  const { signingPages: words } = t
  const actor = officerOf(request)
  const id = request.params.id ?? ''
  const batch = isUuid(id) ? await findBatch(request.province.database, id, actor.officerId) : null
  if (batch === null || batch.deed !== deed) return notFound
  const { signed, refused, waiting, all } = batchProgress(batch)
  const isRunning =
    waiting > 0 && batch.heldUntil !== null && Temporal.Instant.compare(batch.heldUntil, request.now) > 0
  const mayGoOn = waiting > 0 && !isRunning
  const agency = agenciesOf(actor, deed).find((one) => one.id === batch.agencyId) ?? null
  const key = mayGoOn ? await keyFor(request, agency) : null
  const because = batch.stoppedBecause === null ? words.cutOff : signatureRefusalText(t, batch.stoppedBecause)
  const view = {
    deed,
    backHref: queuePaths[deed],
    state: isRunning ? ('running' as const) : waiting > 0 ? ('stopped' as const) : ('done' as const),
    done: signed + refused,
    all,
    counts: words.counts(signed, refused, waiting),
    problem: failed?.text ?? (mayGoOn ? because : undefined),
    items: batch.items.map((item) => ({
      key: String(item.position),
      title: item.title,
      href: hrefOf(item),
      state: item.state,
      why: item.state === 'refused' ? batchRefusalText(t, item) : undefined,
    })),
    goOn: mayGoOn
      ? {
          target: { action: `${manyPath(deed)}/${id}`, csrf: request.csrfToken },
          text: words.goOn(waiting),
          fields: confirmationFields(t, key),
        }
      : undefined,
  }
  const title = words.title[deed]
  const frame = { title, ...(isRunning ? { refreshSeconds: 2 } : {}) }
  return page(officerDocument(request, frame, <BatchResultPage t={t} view={view} />), {
    status: failed?.status ?? 200,
  })
}

/** Begins to sign, and leaves the rest to itself: the page that follows tells how far it is. */
const begin = async (request: PageRequest, deed: BatchDeedKind, id: string): Promise<Failed | null> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const deps = request.deps.dossiers(request.province)
  const command = { id, confirmation: confirmationOf(request.form) }
  const begun = await beginBatch(deps, actor, command, batchDeeds(request, actor, deed))
  if (begun.ok) {
    const { log } = request.deps
    begun.value.ended.catch((error: unknown) => log.error({ batchId: id, err: String(error) }, 'a batch was cut off'))
    return null
  }
  const { refusal } = begun
  const { refusals } = t.signingPages
  switch (refusal.code) {
    // It is being signed already: a second press.
    case 'batch.running':
      return null
    case 'batch.not-permitted':
    case 'batch.empty':
    case 'batch.too-many':
    case 'batch.doubled':
    case 'batch.not-found':
      return { status: 409, text: refusals[refusal.code] }
    default:
      return { status: 409, text: signatureRefusalText(t, refusal) }
  }
}

const take = async (request: PageRequest, deed: BatchDeedKind): Promise<Answer> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const agency = agencyOf(request, deed)
  const id = fieldOf(request.form, names.batch)
  if (!isUuid(id)) return showChoice(request, deed, { status: 422, text: t.signingPages.refusals['batch.empty'] })
  const ticked = new Set(fieldsOf(request.form, names.paper))
  // What is no longer laid before this officer in the version that was ticked is not signed.
  const papers = (await loadAwaited(request, deed, agency?.id ?? null)).filter((paper) => ticked.has(pickOf(paper)))
  const items = papers.map(({ subject, version, title }) => ({ subject, version, title }))
  const command = { id, items, ...(agency === null ? {} : { agencyId: agency.id }) }
  const known = await findBatch(request.province.database, id, actor.officerId)
  const started =
    known === null ? await startBatch(request.deps.dossiers(request.province), actor, command) : { ok: true as const }
  if (!started.ok)
    return showChoice(request, deed, { status: 422, text: t.signingPages.refusals[started.refusal.code] })
  const failed = await begin(request, deed, id)
  return failed === null
    ? redirect(`${manyPath(deed)}/${id}`)
    : showResult({ ...request, params: { id } }, deed, failed)
}

const goOn = async (request: PageRequest, deed: BatchDeedKind): Promise<Answer> => {
  const id = request.params.id ?? ''
  if (!isUuid(id)) return notFound
  const failed = await begin(request, deed, id)
  return failed === null ? redirect(`${manyPath(deed)}/${id}`) : showResult(request, deed, failed)
}

const routesOf = (deed: BatchDeedKind): readonly Route[] => {
  const access = { officer: rolesOf[deed] }
  const path = manyPath(deed)
  return [
    { method: 'GET', path, access, statementBudget: 5, handler: (request) => showChoice(request, deed) },
    { method: 'POST', path, access, signs: true, handler: (request) => take(request, deed) },
    {
      method: 'GET',
      path: `${path}/:id`,
      access,
      statementBudget: 2,
      isPassive: true,
      handler: (request) => showResult(request, deed),
    },
    { method: 'POST', path: `${path}/:id`, access, signs: true, handler: (request) => goOn(request, deed) },
  ]
}

/** A hundred papers with one confirmation: chosen, signed, told one by one. */
export const batchRoutes: readonly Route[] = [...routesOf('sign'), ...routesOf('number')]
