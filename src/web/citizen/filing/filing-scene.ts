import { isUuid } from '#kernel/ids.ts'
import { formatClock, localDate, localTime } from '#kernel/time.ts'
import { FilingDraft, type FilingStep } from '#modules/dossiers/domain/index.ts'
import { findDraft } from '#modules/dossiers/index.ts'
import { formBodyOf, type PrefillFacts, prefillOf } from '#modules/forms/domain/index.ts'
import type { CitizenActor } from '#modules/identity/domain/index.ts'
import { findOwnFacts, type OwnFacts } from '#modules/identity/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import { readingTogether } from '#platform/database/connection.ts'
import type { PageRequest } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { FilingFrameView } from '#web/ui/views/citizen/filing/frame.tsx'

/** The addresses of the steps. */
export const stepPaths = {
  who: 'nguoi-nop',
  form: 'thong-tin',
  papers: 'giay-to',
  check: 'xem-lai',
} as const satisfies Record<FilingStep, string>

/** A filing under way: who files, which procedure, and the draft as far as it got. */
export type FilingScene = {
  readonly actor: CitizenActor
  readonly offer: OfferedProcedure
  readonly filingId: string
  readonly version: number
  readonly draft: FilingDraft
  readonly savedAt: string | undefined
  readonly isFiled: boolean
  /** Where the account says that the person lives; asked only while nothing was kept. */
  readonly homeCommuneCode: string | null
}

export const filingPath = (scene: Pick<FilingScene, 'offer' | 'filingId'>, step: FilingStep): string =>
  `/nop-ho-so/${scene.offer.published.code}/${scene.filingId}/${stepPaths[step]}`

/** The receipt of a filing. */
export const donePath = (scene: Pick<FilingScene, 'offer' | 'filingId'>): string =>
  `/nop-ho-so/${scene.offer.published.code}/${scene.filingId}/xong`

const ownerOf = (facts: OwnFacts): FilingDraft['owner'] => ({
  kind: facts.kind === 'citizen' ? 1 : facts.kind === 'business' ? 2 : 4,
  name: facts.fullName,
  identityNumber: facts.identityNumber,
  phone: facts.phone,
  email: facts.email,
  address: facts.address,
})

const prefillFacts = (facts: OwnFacts): PrefillFacts => ({
  'owner.fullName': facts.fullName,
  'owner.identityNumber': facts.identityNumber,
  'owner.identityIssuedOn': facts.identityIssuedOn?.toString() ?? '',
  'owner.identityIssuedBy': facts.identityIssuedBy,
  'owner.birthDate': facts.birthDate?.toString() ?? '',
  'owner.birthYear': facts.birthDate?.year.toString() ?? '',
  'owner.gender': facts.gender,
  'owner.ethnicity': facts.ethnicity,
  'owner.nationality': facts.nationality,
  'owner.address': facts.address,
  'owner.permanentAddress': facts.address,
  'owner.phone': facts.phone,
  'owner.email': facts.email,
})

/** The first draft of a filing: the person and the form filled with what the account knows. */
const freshDraft = (offer: OfferedProcedure, facts: OwnFacts | null): FilingDraft => {
  const draft = FilingDraft.parse({ procedureCode: offer.published.code })
  if (facts === null) return draft
  const answers =
    offer.form === null ? {} : formBodyOf(offer.form.definition, prefillOf(offer.form.definition, prefillFacts(facts)))
  return { ...draft, owner: ownerOf(facts), answers: { ...answers } as FilingDraft['answers'] }
}

/** The filing of the address, for its owner; null when there is no such procedure, or the filing is somebody else's or was dropped. */
export const openFiling = async (request: PageRequest): Promise<FilingScene | null> => {
  const { actor, province, params, now, deps } = request
  const filingId = params.filingId ?? ''
  if (actor.kind !== 'citizen' || !isUuid(filingId)) return null
  const { database } = province
  const { catalogue } = deps.dossiers(province)
  const sealing = deps.sealing(province)
  const [offer, kept] = await readingTogether(database, (reader) =>
    Promise.all([
      catalogue.findByCode(reader, params.code ?? '', localDate(now)),
      findDraft(reader, sealing, actor.accountId, filingId),
    ]),
  )
  if (offer === null) return null
  if (kept === null) {
    const facts = await findOwnFacts(database, sealing, actor.accountId)
    const homeCommuneCode = facts?.communeCode ?? null
    const draft = freshDraft(offer, facts)
    return { actor, offer, filingId, version: 0, draft, savedAt: undefined, isFiled: false, homeCommuneCode }
  }
  if (kept.state === 'abandoned') return null
  if (kept.draft !== null && kept.draft.procedureCode !== offer.published.code) return null
  return {
    actor,
    offer,
    filingId,
    version: kept.version,
    draft: kept.draft ?? FilingDraft.parse({ procedureCode: offer.published.code }),
    savedAt: formatClock(localTime(kept.updatedAt)),
    isFiled: kept.state === 'filed',
    homeCommuneCode: null,
  }
}

/** What stands around each step. */
export const frameOf = (t: Messages, scene: FilingScene, step: FilingStep): FilingFrameView => ({
  procedureName: scene.offer.published.name,
  step,
  crumbs: [
    { href: '/thu-tuc', text: t.publicPages.resultsTitle },
    { href: `/thu-tuc/${scene.offer.published.code}`, text: scene.offer.published.name },
  ],
  savedAt: scene.savedAt,
  ...(step === 'who' || step === 'form'
    ? { autosaveHref: `/nop-ho-so/${scene.offer.published.code}/${scene.filingId}/luu/${stepPaths[step]}` }
    : {}),
})
