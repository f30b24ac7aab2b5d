import { isUuid } from '#kernel/ids.ts'
import { formatDate } from '#kernel/time.ts'
import {
  type AuditDetail,
  addFindingEvidence,
  type FindingFile,
  type FindingLine,
  findFindingFile,
} from '#modules/quality/index.ts'
import { download, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import type { Messages } from '#web/messages/index.ts'
import type { DeskItem } from '#web/ui/views/officer/desk-page.tsx'
import { attachmentRefusalText, uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { auditPath, deedOf, type Trouble, troubleOf } from './quality-parts.ts'

export type FindingScene = {
  readonly request: PageRequest
  readonly t: Messages
  readonly audit: AuditDetail
  readonly files: readonly FindingFile[]
  readonly trouble: Trouble | undefined
}

const filesName = 'tep'
const findingPath = (auditId: string, findingId: string): string => `${auditPath(auditId)}/phat-hien/${findingId}`
const findingFilePath = (auditId: string, findingId: string, fileId: string): string =>
  `${findingPath(auditId, findingId)}/tep/${fileId}`
export const evidencePath = (auditId: string, findingId: string): string =>
  `${findingPath(auditId, findingId)}/bang-chung`

const evidenceDeed = ({ request, t, trouble }: FindingScene, at: string) =>
  deedOf(
    request,
    `${at}/bang-chung`,
    {
      text: t.quality.addEvidence,
      hasFiles: true,
      asks: [{ name: filesName, type: 'file', label: t.quality.evidence, hint: t.tasks.evidenceHint, required: true }],
    },
    trouble,
  )

/** Takes the files of a finding in; what was refused is told, what was sound is kept. */
export const takeEvidence = async (
  request: PageRequest,
  t: Messages,
  auditId: string,
  findingId: string,
): Promise<Trouble | null> => {
  const deed = evidencePath(auditId, findingId)
  const told = (text: string): Trouble => ({ deed, text, status: 422 })
  if (request.uploadFault !== undefined) return told(uploadFaultText(t, request.uploadFault))
  const files = request.files
    .filter((file) => file.field === filesName && file.sizeBytes > 0)
    .map((file) => ({ name: file.name, content: file.stream() }))
  const deps = { ...request.deps.dossiers(request.province), files: request.deps.files(request.province) }
  const done = await addFindingEvidence(deps, request.actor, { findingId, files })
  if (!done.ok) return troubleOf(t, deed, done.refusal)
  const refused = done.value.flatMap((one) => (one.ok ? [] : [attachmentRefusalText(t, one.refusal)]))
  return refused.length === 0 ? null : told(refused.join(' '))
}

export const findingFile: Route = {
  method: 'GET',
  path: findingFilePath(':id', ':findingId', ':fileId'),
  access: { officer: 'any' },
  rateLimit: 'file',
  statementBudget: 1,
  handler: async (request) => {
    const { findingId = '', fileId = '' } = request.params
    if (!isUuid(findingId) || !isUuid(fileId)) return notFound
    const { database } = request.province
    const file = await findFindingFile(database, officerOf(request), { findingId, fileId }, request.now)
    if (file === null) return notFound
    const { sha256, ...told } = file
    return download({ content: request.deps.files(request.province).stream(sha256), ...told, inline: true })
  },
}

const area = (name: string, label: string, required = true) => ({
  name,
  type: 'textarea' as const,
  label,
  required,
  maxLength: 2_000,
})

export const findingItem = (scene: FindingScene, line: FindingLine): DeskItem => {
  const { request, t, audit: one, files, trouble } = scene
  const at = `${auditPath(one.id)}/phat-hien/${line.id}`
  const said = (label: string, text: string) => (text === '' ? '' : t.quality.labelled(label, text))
  const acts = [
    ...(line.answers && line.state === 'open'
      ? [
          deedOf(
            request,
            `${at}/tra-loi`,
            {
              text: t.quality.answer,
              asks: [
                area('nguyen-nhan', t.quality.cause),
                area('khac-phuc', t.quality.correction),
                area('phong-ngua', t.quality.prevention, false),
              ],
            },
            trouble,
          ),
        ]
      : []),
    ...(one.audits && !line.isAudited && line.state === 'answered'
      ? [
          deedOf(
            request,
            `${at}/dong`,
            { text: t.quality.verify, isMain: true, asks: [area('bang-chung', t.quality.verdict)] },
            trouble,
          ),
          deedOf(
            request,
            `${at}/lam-lai`,
            { text: t.quality.sendBack, asks: [area('bang-chung', t.quality.reason)] },
            trouble,
          ),
        ]
      : []),
    ...((line.answers || one.audits) && line.state !== 'closed' ? [evidenceDeed(scene, at)] : []),
  ]
  return {
    key: line.id,
    title: `${line.number}. ${t.quality.grades[line.grade]}${line.clause === '' ? '' : ` (${line.clause})`}`,
    badge: t.quality.findingStates[line.state],
    lines: [
      line.body,
      t.quality.due(line.unit, formatDate(line.dueOn)),
      said(t.quality.process, line.process),
      said(t.quality.cause, line.cause),
      said(t.quality.correction, line.correction),
      said(t.quality.prevention, line.prevention),
      said(t.quality.verdict, line.verdict),
    ],
    links: files
      .filter(({ findingId }) => findingId === line.id)
      .map(({ id, name }) => ({ href: findingFilePath(one.id, line.id, id), text: name })),
    acts,
  }
}
