import { buffer } from 'node:stream/consumers'
import { bringPicture, findSignaturePicture, type OwnPictureRefusal, removePicture } from '#modules/signatures/index.ts'
import { documentRoles, officerDocument } from '#web/http/frames/officer-frame.tsx'
import { type Answer, download, notFound, type PageRequest, page, type Route, redirect } from '#web/http/route.ts'
import { type Messages, messages } from '#web/messages/index.ts'
import { SignaturePicturePage } from '#web/ui/views/officer/signing-pages/signature-picture.tsx'
import { uploadFaultText } from '../../refusals/attachment-refusals.ts'
import { officerOf } from '../officer-of.ts'
import { personnelPath } from '../personnel/personnel-parts.ts'

export const picturePath = `${personnelPath}/chu-ky`
const fileName = 'hinh'
const access = { officer: [...documentRoles, 'archivist'] } as const

const refusalText = ({ signingRules, outgoing }: Messages, { code }: OwnPictureRefusal): string =>
  code === 'picture.not-permitted' ? outgoing.refusals.notPermitted : signingRules.picture.refusals[code]

const show = async (request: PageRequest, error?: string): Promise<Answer> => {
  const t = messages(request.locale)
  const png = await findSignaturePicture(request.province.database, officerOf(request).officerId)
  const csrf = request.csrfToken
  const view = {
    back: { href: personnelPath, text: t.personnel.ownTitle },
    target: { action: picturePath, csrf },
    fileName,
    error,
    shown:
      png === null
        ? undefined
        : { href: `${picturePath}/hinh.png?${png.byteLength}`, remove: { action: `${picturePath}/bo`, csrf } },
  }
  const { title } = t.signingRules.picture
  return page(officerDocument(request, { title }, <SignaturePicturePage t={t} view={view} />), {
    status: error === undefined ? 200 : 422,
  })
}

const picture = async (request: PageRequest): Promise<Answer> => {
  const png = await findSignaturePicture(request.province.database, officerOf(request).officerId)
  if (png === null) return notFound
  return download({ content: png, name: 'chu-ky.png', mediaType: 'image/png', sizeBytes: png.byteLength, inline: true })
}

const depsOf = (request: PageRequest) => request.deps.dossiers(request.province)

const bring = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  if (request.uploadFault !== undefined) return show(request, uploadFaultText(t, request.uploadFault))
  const file = request.files.find((one) => one.field === fileName && one.sizeBytes > 0)
  if (file === undefined) return show(request, t.signingRules.picture.missing)
  const brought = await bringPicture(depsOf(request), officerOf(request), await buffer(file.stream()))
  if (!brought.ok) return show(request, refusalText(t, brought.refusal))
  return redirect(picturePath, { notice: { kind: 'done', text: t.signingRules.picture.saved } })
}

const remove = async (request: PageRequest): Promise<Answer> => {
  const t = messages(request.locale)
  const removed = await removePicture(depsOf(request), officerOf(request))
  if (!removed.ok) return show(request, refusalText(t, removed.refusal))
  return redirect(picturePath, { notice: { kind: 'done', text: t.signingRules.picture.removed } })
}

/** The hand signature that an officer shows where he signs: seen and changed by himself alone. */
export const pictureRoutes: readonly Route[] = [
  { method: 'GET', path: picturePath, access, statementBudget: 1, handler: (request) => show(request) },
  { method: 'GET', path: `${picturePath}/hinh.png`, access, rateLimit: 'file', statementBudget: 1, handler: picture },
  { method: 'POST', path: picturePath, access, upload: true, handler: bring },
  { method: 'POST', path: `${picturePath}/bo`, access, handler: remove },
]
