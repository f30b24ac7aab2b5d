import { newId } from '#kernel/ids.ts'
import { acceptedValue } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { type AddAttachment, addAttachment, askedTwice } from '#modules/attachments/index.ts'
import type { ReceiveFiling, SigningDeps } from '#modules/dossiers/index.ts'
import { generalCase, type Paper, papersOf } from '#modules/procedures/domain/index.ts'
import type { OfferedProcedure } from '#modules/procedures/index.ts'
import { answersOfPerson } from './lived-answers.ts'
import type { LivedData, LivedDossier, LivedPerson } from './lived-data.ts'
import { specimenPaper } from './lived-papers.ts'

export type FilingScene = {
  readonly deps: SigningDeps
  readonly data: LivedData
  readonly plan: LivedDossier
  readonly person: LivedPerson
  readonly partner: LivedPerson
  readonly offer: OfferedProcedure
  readonly deskId: string
  /** The account that hands the files in: the citizen's, or the officer's who scans them at the counter. */
  readonly addedBy: string | null
  readonly chance: () => number
}

const made = new Map<string, Buffer>()

/** Short enough for the name of a file. */
const fileNameOf = (paperName: string): string =>
  `${
    paperName
      .split(/[;:,(]/)[0]
      ?.slice(0, 60)
      .trim() ?? 'Giấy tờ'
  }.pdf`

/** Hands in a small PDF that stands for a paper; answers its attachment. */
export const handInPaper = async (
  deps: SigningDeps,
  paperName: string,
  given: Pick<AddAttachment, 'owner' | 'purpose' | 'addedBy'>,
): Promise<string> => {
  const content = made.get(paperName) ?? specimenPaper(paperName)
  made.set(paperName, content)
  const command = { ...given, name: fileNameOf(paperName), content }
  const added = await addAttachment(
    deps,
    command,
    askedTwice(async () => ({ ok: true as const, value: null })),
  )
  return acceptedValue(added).id
}

const givenOf = async (scene: FilingScene, filingId: string, paper: Paper) => {
  const isUpload = paper.acceptedAs.includes('upload')
  if (!isUpload) return { code: paper.code, attachmentIds: [], source: 'paper' as const, originals: 1, copies: 0 }
  const owner = { kind: 'filing', id: filingId }
  const { addedBy } = scene
  const id = await handInPaper(scene.deps, paper.name, { owner, purpose: paper.code, addedBy })
  const source = scene.plan.by === 'counter' ? ('scan' as const) : ('upload' as const)
  return { code: paper.code, attachmentIds: [id], source, originals: 0, copies: 1 }
}

/** The papers that no form stands for: uploaded, scanned at the counter, or handed over there. */
const papersFor = async (scene: FilingScene, filingId: string) => {
  const wanted = papersOf(scene.offer, generalCase).filter((one) => one.required && !one.acceptedAs.includes('e-form'))
  const papers: Awaited<ReturnType<typeof givenOf>>[] = []
  for (const paper of wanted) papers.push(await givenOf(scene, filingId, paper))
  return papers
}

const formOf = async ({ data, deps, offer, plan, person, partner, chance }: FilingScene) => {
  const formKey = offer.form?.definition.key
  if (formKey === undefined) return {}
  const day = localDate(deps.clock.now())
  const answers = { procedure: plan.procedure, person, partner, day, words: data.words, chance }
  return answersOfPerson(formKey, await data.sampleAnswers(formKey), answers)
}

const ownerOf = (person: LivedPerson) => ({
  kind: person.kind === 'business' ? (2 as const) : (1 as const),
  name: person.fullName,
  identityNumber: person.identityNumber,
  phone: person.phone,
  email: person.email,
  address: person.address,
})

/** A complete filing of one dossier, its papers handed in already. */
export const filingOf = async (scene: FilingScene): Promise<ReceiveFiling> => {
  const { plan, person } = scene
  const filingId = newId()
  const isNational = plan.by === 'national-portal'
  return {
    filingId,
    channel: plan.by,
    origin: '',
    externalIds: isNational ? [{ issuer: 'dvcqg', id: `MH-${filingId}` }] : [],
    dossiers: [
      {
        procedureCode: plan.procedure,
        receivingAgencyId: scene.deskId,
        decidingAgencyId: null,
        owner: ownerOf(person),
        submitter: null,
        caseKey: generalCase,
        form: await formOf(scene),
        papers: await papersFor(scene, filingId),
        copies: 1,
        returnMethod: plan.by === 'counter' ? 'desk' : 'electronic',
        returnAddress: '',
        note: '',
      },
    ],
  }
}
