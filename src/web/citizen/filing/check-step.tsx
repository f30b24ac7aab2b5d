import { formatDong } from '#kernel/money.ts'
import { findAgency } from '#modules/agencies/index.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { type DossierRefusal, dossierOfDraft } from '#modules/dossiers/domain/index.ts'
import { receiveFiling } from '#modules/dossiers/index.ts'
import { answersOf, parseFormBody, quantitiesOf } from '#modules/forms/domain/index.ts'
import { chargesOf, feesToSettle, withCopies } from '#modules/payments/domain/index.ts'
import { papersOf } from '#modules/procedures/domain/index.ts'
import { type DesksForOffer, desksFor } from '#modules/procedures/index.ts'
import { readingTogether } from '#platform/database/connection.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  fieldOf,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { type CheckSectionView, FilingCheckPage, type FilingCheckView } from '#web/ui/views/citizen/filing/check.tsx'
import { dossierRefusalText } from '../../refusals/dossier-refusals.ts'
import { baseOf, hiddenBase } from './draft-version.ts'
import { donePath, type FilingScene, filingPath, frameOf, openFiling } from './filing-scene.ts'
import { faultsOf } from './form-step.tsx'
import { filesOfFiling, missingPapers } from './papers-step.tsx'
import { isWhoWhole } from './who-step.tsx'

const declarationName = 'declared'

const personSection = async (request: PageRequest, t: Messages, scene: FilingScene): Promise<CheckSectionView> => {
  const { owner, submitter, returnMethod, returnAddress, receivingAgencyId } = scene.draft
  const office = await findAgency(request.province.database, receivingAgencyId)
  const change = filingPath(scene, 'who')
  const person = [owner.name, owner.identityNumber, owner.phone, owner.email, owner.address].filter(
    (text) => text !== '',
  )
  return {
    title: t.filing.stepWho,
    rows: [
      { term: t.filing.personRow, value: person.join('\n'), changeHref: change },
      ...(submitter === null ? [] : [{ term: t.filing.submitterRow, value: submitter.name, changeHref: change }]),
      { term: t.filing.officeRow, value: office?.name ?? '', changeHref: change },
      {
        term: t.filing.returnRow,
        value: [t.filing.returnMethods[returnMethod], returnAddress].filter((text) => text !== '').join('\n'),
        changeHref: change,
      },
    ],
  }
}

/** The answers of the form, as they will stand in the declaration; only what was answered. */
const answerSections = (scene: FilingScene): readonly CheckSectionView[] => {
  const { form } = scene.offer
  if (form === null) return []
  const parsed = parseFormBody(form.definition, scene.draft.answers)
  if (!parsed.ok) return []
  const change = `${filingPath(scene, 'form')}?sua=1`
  return answersOf(form.definition, parsed.value).flatMap((group) =>
    group.rows.map((row) => ({
      title: row.title === null ? group.title : `${group.title} · ${row.title}`,
      rows: row.answers
        .filter((answer) => answer.text !== '')
        .map((answer) => ({ term: answer.label, value: answer.text, changeHref: change })),
    })),
  )
}

const paperSection = (t: Messages, scene: FilingScene, files: readonly Attachment[]): CheckSectionView => ({
  title: t.filing.stepPapers,
  rows: papersOf(scene.offer, scene.draft.caseKey)
    .filter((paper) => paper.acceptedAs.includes('upload'))
    .filter((paper) => paper.required || files.some((file) => file.purpose === paper.code))
    .map((paper) => {
      const names = files.filter((file) => file.purpose === paper.code).map((file) => file.name)
      return {
        term: paper.name,
        value: names.length === 0 ? t.filing.notGiven : names.join('\n'),
        changeHref: filingPath(scene, 'papers'),
      }
    }),
})

/** What will be asked for, with what was counted. */
const feeOf = (t: Messages, scene: FilingScene): Pick<FilingCheckView, 'fee' | 'feeCounted'> => {
  const { form } = scene.offer
  const parsed = form === null ? null : parseFormBody(form.definition, scene.draft.answers)
  const asked = form !== null && parsed?.ok === true ? quantitiesOf(form.definition, parsed.value) : []
  const charges = chargesOf(scene.offer, 'online', withCopies(1, asked))
  const isFree = charges.length === 0 && feesToSettle(scene.offer, 'online').length === 0
  if (charges.length === 0) return { fee: isFree ? t.tracking.noFee : t.filing.feeLater }
  const fee = formatDong(charges.reduce((sum, charge) => sum + charge.amount, 0))
  const counted = charges.filter((charge) => charge.name.includes('×'))
  return counted.length === 0 ? { fee } : { fee, feeCounted: counted.map((charge) => charge.name).join('; ') }
}

type Errors = readonly { readonly name: string; readonly text: string }[]

/** What a draft is checked against: the desks that take the procedure, and the files that are there. */
type CheckFacts = { readonly desks: DesksForOffer; readonly files: readonly Attachment[] }

const readFacts = (request: PageRequest, scene: FilingScene): Promise<CheckFacts> =>
  readingTogether(request.province.database, async (reader) => {
    const [desks, files] = await Promise.all([desksFor(reader, scene.offer), filesOfFiling(reader, scene)])
    return { desks, files }
  })

const show = async (
  request: PageRequest,
  scene: FilingScene,
  files: readonly Attachment[],
  errors: Errors,
  changed?: { readonly isSinceSeen: true },
): Promise<Answer> => {
  const t = messages(request.locale)
  const sections = [
    await personSection(request, t, scene),
    ...answerSections(scene),
    paperSection(t, scene, files),
  ].filter((section) => section.rows.length > 0)
  const view = {
    frame: frameOf(t, scene, 'check'),
    target: {
      action: `/nop-ho-so/${scene.offer.published.code}/${scene.filingId}/nop`,
      csrf: request.csrfToken,
      hidden: hiddenBase(scene.version),
    },
    errors,
    changed: changed === undefined ? undefined : t.filing.changedSinceSeen,
    sections,
    ...feeOf(t, scene),
    declarationName,
    declarationError: errors.find((error) => error.name === declarationName)?.text,
  }
  const document = citizenDocument(request, { title: t.filing.checkTitle }, <FilingCheckPage t={t} view={view} />)
  if (changed !== undefined) return page(document, { status: 409 })
  return errors.length === 0 ? page(document) : pageWithErrors(document)
}

/** The first step that is not whole yet, or null when all are. */
const firstUnfinished = (request: PageRequest, scene: FilingScene, { desks, files }: CheckFacts): string | null => {
  const t = messages(request.locale)
  if (scene.version === 0 || !isWhoWhole(t, scene.draft, desks)) return filingPath(scene, 'who')
  if (faultsOf(request, scene).length > 0) return `${filingPath(scene, 'form')}?sua=1`
  return Object.keys(missingPapers(t, scene, files)).length > 0 ? filingPath(scene, 'papers') : null
}

export const checkStep: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code/:filingId/xem-lai',
  access: 'citizen',
  statementBudget: 8,
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null) return notFound
    if (scene.isFiled) return redirect(donePath(scene))
    const facts = await readFacts(request, scene)
    const elsewhere = firstUnfinished(request, scene, facts)
    return elsewhere === null ? show(request, scene, facts.files, []) : redirect(elsewhere)
  },
}

const hand = (request: PageRequest, scene: FilingScene, files: readonly Attachment[]) => {
  const { offer, draft, filingId } = scene
  const dossiers = [dossierOfDraft(offer, draft, files)]
  const filing = { filingId, channel: 'own-portal' as const, origin: '', externalIds: [], dossiers }
  return receiveFiling(request.deps.dossiers(request.province), scene.actor, filing)
}

const refused = (
  request: PageRequest,
  scene: FilingScene,
  files: readonly Attachment[],
  refusal: DossierRefusal,
): Promise<Answer> =>
  show(request, scene, files, [{ name: declarationName, text: dossierRefusalText(messages(request.locale), refusal) }])

/** Hands the filing in. Sent again, by a second click or a lost answer, it leads to the same receipt. */
export const submitFiling: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/nop',
  access: 'citizen',
  rateLimit: 'file',
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null) return notFound
    const done = donePath(scene)
    if (scene.isFiled) return redirect(done)
    const facts = await readFacts(request, scene)
    const elsewhere = firstUnfinished(request, scene, facts)
    if (elsewhere !== null) return redirect(elsewhere)
    // What is handed in and declared true is what was read.
    if (baseOf(request.form).version !== scene.version)
      return show(request, scene, facts.files, [], { isSinceSeen: true })
    if (fieldOf(request.form, declarationName) === '') {
      return show(request, scene, facts.files, [
        { name: declarationName, text: messages(request.locale).filing.declareMissing },
      ])
    }
    const filed = await hand(request, scene, facts.files)
    return filed.ok ? redirect(done) : refused(request, scene, facts.files, filed.refusal)
  },
}
