import type { AttachmentRefusal } from '#modules/attachments/domain/index.ts'
import type { DossierRefusal } from '#modules/dossiers/domain/index.ts'
import type { UploadFault } from '../http/route.ts'
import type { Messages } from '../messages/index.ts'
import { dossierRefusalText } from './dossier-refusals.ts'

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

/** Whether a refusal is about the file itself; what else is refused is not the file's fault. */
export const isOfFile = <Other extends { readonly code: string }>(
  refusal: AttachmentRefusal | Other,
): refusal is AttachmentRefusal => refusal.code.startsWith('attachment.')

/** Why a file was not taken, and what to do. */
export const attachmentRefusalText = (t: Messages, refusal: AttachmentRefusal): string => {
  switch (refusal.code) {
    case 'attachment.empty':
      return t.errors.file.empty(refusal.name)
    case 'attachment.too-large':
      return t.errors.file.tooLarge(refusal.name, megabytes(refusal.maxFileBytes))
    case 'attachment.type-not-allowed':
      return t.errors.file.typeNotAllowed(refusal.name)
    case 'attachment.broken':
      return t.errors.file.broken(refusal.name)
    case 'attachment.too-many':
      return t.errors.file.tooMany(refusal.maxFiles)
    case 'attachment.total-too-large':
      return t.errors.file.totalTooLarge(megabytes(refusal.maxTotalBytes))
    case 'attachment.infected':
      return t.errors.file.infected(refusal.name)
    case 'attachment.not-scanned':
      return t.errors.file.notScanned(refusal.name)
  }
}

/** Why a file did not even arrive. */
export const uploadFaultText = (t: Messages, fault: UploadFault): string => {
  switch (fault.code) {
    case 'upload.file-too-large':
      return t.errors.file.tooLarge(fault.name, megabytes(fault.limitBytes))
    case 'upload.too-many-files':
      return t.errors.file.tooMany(fault.limit)
    case 'upload.all-too-large':
      return t.errors.file.totalTooLarge(megabytes(fault.limitBytes))
  }
}

/** Why a file was not taken for a dossier: it itself, or what it was for. */
export const refusedFileText = (t: Messages, refusal: AttachmentRefusal | DossierRefusal): string =>
  isOfFile(refusal) ? attachmentRefusalText(t, refusal) : dossierRefusalText(t, refusal)
