import { isUuid } from '#kernel/ids.ts'
import { localDate } from '#kernel/time.ts'
import type { Attachment } from '#modules/attachments/domain/index.ts'
import { getAttachmentLimits, listAttachments, removeAttachment } from '#modules/attachments/index.ts'
import { attachAndMoveOn, attachToFiling } from '#modules/dossiers/index.ts'
import { type Paper, papersOf } from '#modules/procedures/domain/index.ts'
import type { Reader } from '#platform/database/connection.ts'
import { fileSize } from '#web/http/file-size.ts'
import { citizenDocument } from '#web/http/frames/citizen-frame.tsx'
import {
  type Answer,
  fieldOf,
  json,
  notFound,
  type PageRequest,
  page,
  pageWithErrors,
  type Route,
  redirect,
} from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { FilingPapersPage, type PaperSlotView } from '#web/ui/views/citizen/filing/papers.tsx'
import {
  attachmentRefusalText,
  isOfFile,
  refusedFileText,
  uploadFaultText,
} from '../../refusals/attachment-refusals.ts'
import { baseOf, hiddenBase } from './draft-version.ts'
import { donePath, type FilingScene, filingPath, frameOf, openFiling } from './filing-scene.ts'

const acceptedTypes = '.pdf,.jpg,.jpeg,.png,.docx'

type Errors = Readonly<Record<string, string>>

/** Papers that are asked of the citizen: those not already in the form. */
const askedPapers = (scene: FilingScene): readonly Paper[] => papersOf(scene.offer, scene.draft.caseKey)

/** Those of them that must be there as files. */
const neededPapers = (scene: FilingScene): readonly Paper[] =>
  askedPapers(scene).filter(
    (paper) => paper.required && !paper.acceptedAs.includes('e-form') && !paper.acceptedAs.includes('database'),
  )

/** The files of a filing that are there, by the paper they are for. */
export const filesOfFiling = (reader: Reader, scene: FilingScene): Promise<readonly Attachment[]> =>
  listAttachments(reader, { kind: 'filing', id: scene.filingId })

const slotOf = (t: Messages, paper: Paper, files: readonly Attachment[], errors: Errors): PaperSlotView => {
  const kept = files.filter((file) => file.purpose === paper.code)
  const hints = [paper.when === undefined ? undefined : t.filing.paperWhen(paper.when), paper.help]
  const isUploaded = paper.acceptedAs.includes('upload')
  return {
    name: paper.code,
    label: paper.name,
    hint: hints.filter((hint) => hint !== undefined).join(' '),
    required: paper.required,
    files: kept.map((file) => ({ id: file.id, name: file.name, size: fileSize(file.sizeBytes) })),
    error: errors[paper.code],
    satisfiedBy: isUploaded
      ? undefined
      : paper.acceptedAs.includes('e-form')
        ? t.filing.eFormPaper
        : t.filing.databasePaper,
  }
}

/** Required papers that nobody has sent yet, each with what to do. */
export const missingPapers = (t: Messages, scene: FilingScene, files: readonly Attachment[]): Errors =>
  Object.fromEntries(
    neededPapers(scene)
      .filter((paper) => !files.some((file) => file.purpose === paper.code))
      .map((paper) => [paper.code, t.filing.paperMissing(paper.name)]),
  )

const show = async (request: PageRequest, scene: FilingScene, errors: Errors): Promise<Answer> => {
  const t = messages(request.locale)
  const limits = await getAttachmentLimits(request.province.database, localDate(request.now))
  const files = await filesOfFiling(request.province.database, scene)
  const base = filingPath(scene, 'papers')
  const view = {
    frame: frameOf(t, scene, 'papers'),
    target: { action: base, csrf: request.csrfToken, hidden: hiddenBase(scene.version) },
    errors: Object.entries(errors).map(([name, text]) => ({ name, text })),
    papers: askedPapers(scene).map((paper) => slotOf(t, paper, files, errors)),
    accept: acceptedTypes,
    maximumFiles: limits.maxFiles,
    maximumFileMegabytes: Math.round(limits.maxFileBytes / 1024 / 1024),
    maximumMegabytes: Math.round(limits.maxTotalBytes / 1024 / 1024),
    uploadHref: `${base}/tep`,
    backHref: filingPath(scene, 'form'),
  }
  const frame = { title: t.filing.papersTitle, islands: ['islands/citizen.ts', 'islands/filing.ts'] as const }
  const document = citizenDocument(request, frame, <FilingPapersPage t={t} view={view} />)
  return Object.keys(errors).length === 0 ? page(document) : pageWithErrors(document)
}

const openDrafted = async (request: PageRequest): Promise<FilingScene | null> => {
  const scene = await openFiling(request)
  return scene === null || scene.isFiled || scene.version === 0 ? null : scene
}

export const papersStep: Route = {
  method: 'GET',
  path: '/nop-ho-so/:code/:filingId/giay-to',
  access: 'citizen',
  statementBudget: 8,
  handler: async (request) => {
    const scene = await openFiling(request)
    if (scene === null) return notFound
    if (scene.isFiled) return redirect(donePath(scene))
    return scene.version === 0 ? redirect(filingPath(scene, 'who')) : show(request, scene, {})
  },
}

/**
 * Takes what was chosen, each file for its paper; what is refused is named beside its paper, the others are kept. With nothing missing any more
 * the draft is on its last step.
 */
const takeAll = async (request: PageRequest, scene: FilingScene): Promise<{ errors: Errors; isOn: boolean }> => {
  const t = messages(request.locale)
  const errors: Record<string, string> = {}
  const isAsked = (code: string): boolean => askedPapers(scene).some((paper) => paper.code === code)
  const chosen = request.files.filter((file) => file.sizeBytes > 0 && isAsked(file.field))
  const { filingId, actor } = scene
  const taken = await attachAndMoveOn(request.deps.dossiers(request.province), actor, {
    filingId,
    files: chosen.map(({ field, name, stream }) => ({ paper: field, name, content: stream() })),
    needed: neededPapers(scene).map((paper) => paper.code),
    ...baseOf(request.form),
  })
  for (const [at, { field }] of chosen.entries()) {
    const one = taken.ok ? taken.value.files[at] : taken
    if (one?.ok === false) errors[field] = refusedFileText(t, one.refusal)
  }
  const { uploadFault: fault } = request
  if (fault !== undefined) {
    const at = askedPapers(scene).find((paper) => paper.code === fault.field) ?? askedPapers(scene).at(-1)
    if (at !== undefined) errors[at.code] = uploadFaultText(t, fault)
  }
  return { errors, isOn: taken.ok && taken.value.isOn && fault === undefined }
}

export const savePapers: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/giay-to',
  access: 'citizen',
  upload: true,
  handler: async (request) => {
    const scene = await openDrafted(request)
    if (scene === null) return notFound
    const gone = fieldOf(request.form, '_remove-file')
    if (isUuid(gone)) {
      const owner = { kind: 'filing', id: scene.filingId }
      await request.province.database.transaction().execute((tx) => removeAttachment(tx, owner, gone, request.now))
      return redirect(request.path)
    }
    const { errors: refused, isOn } = await takeAll(request, scene)
    if (isOn) return redirect(filingPath(scene, 'check'))
    const missing = missingPapers(
      messages(request.locale),
      scene,
      await filesOfFiling(request.province.database, scene),
    )
    const errors = { ...missing, ...refused }
    // Another page of the draft was first: the last step shows what it kept.
    return Object.keys(errors).length > 0 ? show(request, scene, errors) : redirect(filingPath(scene, 'check'))
  },
}

/** One file at a time, for progress and retry over a weak line. */
export const uploadPaper: Route = {
  method: 'POST',
  path: '/nop-ho-so/:code/:filingId/giay-to/tep',
  access: 'citizen',
  upload: true,
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages(request.locale)
    const scene = await openDrafted(request)
    const [file] = request.files
    const purpose = fieldOf(request.form, 'field')
    if (scene === null || !askedPapers(scene).some((paper) => paper.code === purpose)) return json({}, 404)
    if (request.uploadFault !== undefined) return json({ error: uploadFaultText(t, request.uploadFault) }, 413)
    if (file === undefined) return json({}, 400)
    const { filingId, actor } = scene
    const paperFile = { filingId, paper: purpose, name: file.name, content: file.stream() }
    const taken = await attachToFiling(request.deps.dossiers(request.province), actor, paperFile)
    if (taken.ok) return json({ id: taken.value.id })
    return isOfFile(taken.refusal) ? json({ error: attachmentRefusalText(t, taken.refusal) }, 422) : json({}, 404)
  },
}
