import { accept } from '#kernel/result.ts'
import { localDate } from '#kernel/time.ts'
import { removeAttachment } from '#modules/attachments/index.ts'
import { type DossierIntake, type DossierRefusal, ReturnMethod } from '#modules/dossiers/domain/index.ts'
import { attachFilesToFiling, type ReceiveFiling } from '#modules/dossiers/index.ts'
import { type FormFault, parseFormBody, validateForm } from '#modules/forms/domain/index.ts'
import { tidyIdentityNumber } from '#modules/identity/domain/index.ts'
import { fieldOf, type PageRequest } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import type { FieldErrorView } from '#web/ui/form/error-summary.tsx'
import type { FlatAnswers } from '../../e-form-view.ts'
import { attachmentRefusalText, isOfFile, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { answerDossierRefusal } from '../../refusals/dossier-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { ownerName, submitterName } from './counter-fields.ts'
import { type CounterScene, counterNames, decidingOf, deskOf, paperNames } from './counter-scene.ts'

/** Takes the scans in beside their papers; what is refused is named there, the others are kept whatever becomes of the rest. */
export const takeScans = async (request: PageRequest, scene: CounterScene): Promise<readonly FieldErrorView[]> => {
  const t = messages(request.locale)
  const actor = officerOf(request)
  const deps = request.deps.dossiers(request.province)
  const errors: FieldErrorView[] = []
  const scans = request.files.flatMap((file) => {
    const paper = scene.papers.find((one) => paperNames(one.code).scan === file.field)
    return paper === undefined
      ? []
      : [{ field: file.field, paper: paper.code, name: file.name, content: file.stream() }]
  })
  const { filingId } = scene
  const taken = scans.length === 0 ? accept([]) : await attachFilesToFiling(deps, actor, { filingId, files: scans })
  for (const [at, { field }] of scans.entries()) {
    const one = taken.ok ? taken.value[at] : taken
    if (one?.ok !== false) continue
    const { refusal } = one
    const text = isOfFile(refusal) ? attachmentRefusalText(t, refusal) : answerDossierRefusal(t, refusal).text
    errors.push({ name: field, text })
  }
  const { uploadFault: fault } = request
  if (fault !== undefined) {
    const at = scene.papers.find((one) => paperNames(one.code).scan === fault.field) ?? scene.papers[0]
    const name = at === undefined ? counterNames.decision : paperNames(at.code).scan
    errors.push({ name, text: uploadFaultText(t, fault) })
  }
  return errors
}

/** Takes a scan away that this officer has added. */
export const dropScan = async (request: PageRequest, scene: CounterScene, fileId: string): Promise<void> => {
  if (!scene.files.some((file) => file.id === fileId)) return
  const owner = { kind: 'filing', id: scene.filingId }
  await request.province.database.transaction().execute((tx) => removeAttachment(tx, owner, fileId, request.now))
}

const countIn = (text: string): number | null => (text === '' ? 0 : /^\d{1,3}$/.test(text) ? Number(text) : null)

/** Copies and originals that were typed wrong. */
export const countErrors = (request: PageRequest, scene: CounterScene): readonly FieldErrorView[] => {
  const t = messages(request.locale)
  return scene.papers.flatMap((paper) => {
    const { originals, copies } = paperNames(paper.code)
    return [originals, copies]
      .filter((name) => countIn(fieldOf(scene.form, name)) === null)
      .map((name) => ({ name, text: t.officer.countWrong(paper.name) }))
  })
}

const papersIn = (scene: CounterScene): DossierIntake['papers'] =>
  scene.papers.flatMap((paper) => {
    const names = paperNames(paper.code)
    const originals = countIn(fieldOf(scene.form, names.originals)) ?? 0
    const copies = countIn(fieldOf(scene.form, names.copies)) ?? 0
    const attachmentIds = scene.files.filter((file) => file.purpose === paper.code).map((file) => file.id)
    if (attachmentIds.length === 0 && originals + copies === 0) return []
    const source = attachmentIds.length > 0 ? ('scan' as const) : ('paper' as const)
    return [{ code: paper.code, attachmentIds, source, originals, copies }]
  })

const longest = { name: 300, identityNumber: 30, phone: 20, email: 200, address: 500 } as const

const personIn = (scene: CounterScene, nameOf: (key: string) => string) => {
  const text = (key: keyof typeof longest): string => fieldOf(scene.form, nameOf(key)).slice(0, longest[key])
  return {
    name: text('name'),
    identityNumber: tidyIdentityNumber(text('identityNumber')),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
  }
}

const ownerKindIn = (text: string): 1 | 2 | 3 | 4 => (text === '2' ? 2 : text === '3' ? 3 : text === '4' ? 4 : 1)

/** The answers as the e-form wants them, or what is wrong with them. */
const formIn = (request: PageRequest, scene: CounterScene, answers: FlatAnswers) => {
  const { form } = scene.offer
  if (form === null) return { values: {}, faults: [] }
  const parsed = parseFormBody(form.definition, answers)
  if (!parsed.ok) return { values: {}, faults: parsed.refusal.faults }
  const valid = validateForm(form.definition, parsed.value, localDate(request.now))
  return { values: parsed.value, faults: valid.ok ? [] : valid.refusal.faults }
}

export type CounterIntake = { readonly command: ReceiveFiling; readonly faults: readonly FormFault[] }

/** Everything that was typed as one filing of one dossier. */
export const intakeOf = (request: PageRequest, scene: CounterScene, answers: FlatAnswers): CounterIntake => {
  const { values, faults } = formIn(request, scene, answers)
  const submitter = personIn(scene, submitterName)
  const sets = countIn(fieldOf(scene.form, counterNames.sets)) ?? 1
  return {
    faults,
    command: {
      filingId: scene.filingId,
      channel: 'counter',
      origin: '',
      externalIds: [],
      dossiers: [
        {
          procedureCode: scene.offer.published.code,
          receivingAgencyId: deskOf(scene),
          decidingAgencyId: decidingOf(scene),
          owner: { kind: ownerKindIn(fieldOf(scene.form, counterNames.ownerKind)), ...personIn(scene, ownerName) },
          submitter:
            submitter.name === ''
              ? null
              : { ...submitter, authority: fieldOf(scene.form, submitterName('authority')).slice(0, 500) },
          caseKey: scene.caseKey,
          form: values,
          papers: papersIn(scene),
          copies: Math.min(50, Math.max(1, sets)),
          returnMethod: ReturnMethod.catch('desk').parse(fieldOf(scene.form, counterNames.returnMethod)),
          returnAddress: fieldOf(scene.form, counterNames.returnAddress).slice(0, 500),
          note: '',
        },
      ],
    },
  }
}

/** A refusal of the filing at the fields of this page. */
export const errorsOfRefusal = (
  request: PageRequest,
  refusal: DossierRefusal,
): { readonly status: number; readonly errors: readonly FieldErrorView[]; readonly problem?: string } => {
  const t = messages(request.locale)
  const { status, text, field, parts } = answerDossierRefusal(t, refusal)
  if (field === 'owner' && parts !== undefined)
    return { status, errors: parts.map((part) => ({ name: ownerName(part.name), text: part.text })) }
  if (field === 'papers' && parts !== undefined)
    return { status, errors: parts.map((part) => ({ name: paperNames(part.name).originals, text: part.text })) }
  if (field === 'desk') return { status, errors: [{ name: counterNames.deciding, text }] }
  return { status, errors: [], problem: text }
}
