import { localDate } from '#kernel/time.ts'
import { type CounterFile, listCounterFiles } from '#modules/dossiers/index.ts'
import type { HeldPost } from '#modules/identity/domain/index.ts'
import { generalCase, type Paper, type PaperCase, paperCasesOf, papersOf } from '#modules/procedures/domain/index.ts'
import { type DesksForOffer, desksFor, type OfferedProcedure } from '#modules/procedures/index.ts'
import type { FormBody, PageRequest } from '#web/http/route.ts'
import { fieldOf } from '#web/http/route.ts'
import { officerOf } from '../officer-of.ts'

export const counterPath = '/can-bo/quay'

/** Names of what the page asks beside the e-form; parsing the e-form passes over names that begin with an underscore. */
export const counterNames = {
  filing: '_ho-so',
  desk: '_noi-nhan',
  deciding: '_noi-giai-quyet',
  case: '_truong-hop',
  ownerKind: '_chu.loai',
  sets: '_so-bo',
  returnMethod: '_tra',
  returnAddress: '_tra-dia-chi',
  decision: '_viec',
  remove: '_remove-file',
} as const

/** What stands at the counter: the procedure, the desks of the officer that take it in, and what came so far. */
export type CounterScene = {
  readonly offer: OfferedProcedure
  readonly posts: readonly HeldPost[]
  readonly desks: DesksForOffer
  readonly cases: readonly PaperCase[]
  readonly caseKey: string
  readonly papers: readonly Paper[]
  readonly filingId: string
  readonly files: readonly CounterFile[]
  readonly form: FormBody
}

const caseOf = (cases: readonly PaperCase[], wanted: string): string =>
  cases.some((one) => one.key === wanted) ? wanted : generalCase

/** Null for a procedure that is not there. */
export const openCounter = async (request: PageRequest, filingId: string): Promise<CounterScene | null> => {
  const { database, catalogue } = request.deps.dossiers(request.province)
  const actor = officerOf(request)
  const offer = await catalogue.findByCode(database, request.params.code ?? '', localDate(request.now))
  if (offer === null) return null
  const desks = await desksFor(database, offer)
  const posts = actor.posts.filter(
    (post) => post.role === 'one-stop-officer' && desks.desks.some((desk) => desk.id === post.agencyId),
  )
  const cases = paperCasesOf(offer).filter((one) => one.key !== generalCase)
  const caseKey = caseOf(cases, fieldOf(request.form, counterNames.case))
  return {
    offer,
    posts,
    desks,
    cases,
    caseKey,
    papers: papersOf(offer, caseKey),
    filingId,
    files: await listCounterFiles(database, actor, filingId),
    form: request.form,
  }
}

export const paperNames = (code: string) =>
  ({ originals: `_giay.${code}.chinh`, copies: `_giay.${code}.sao`, scan: `_tep.${code}` }) as const

/** The desk that takes it in: the one chosen, else the first of the officer's. */
export const deskOf = (scene: CounterScene): string =>
  scene.posts.find((post) => post.agencyId === fieldOf(scene.form, counterNames.desk))?.agencyId ??
  scene.posts[0]?.agencyId ??
  ''

/** The commune that decides, where it is left open: the one chosen, else that of the desk itself. */
export const decidingOf = (scene: CounterScene): string | null => {
  if (scene.desks.kind === 'agency') return null
  const { communes } = scene.desks
  const chosen = communes.find((one) => one.deciding.id === fieldOf(scene.form, counterNames.deciding))
  return (chosen ?? communes.find((one) => one.desk.id === deskOf(scene)))?.deciding.id ?? null
}
