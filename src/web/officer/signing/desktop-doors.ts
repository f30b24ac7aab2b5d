import { buffer } from 'node:stream/consumers'
import { findDesktopFile, returnFromDesktop } from '#modules/signatures/index.ts'
import { download, json, notFound, type PageRequest, type Route } from '#web/http/route.ts'
import { messages } from '#web/messages/index.ts'
import { desktopRefusalText } from '../../refusals/desktop-refusals.ts'
import { desktopDoors } from './desktop-paths.ts'

/** As VGCA Sign Service sends the signed file. */
const uploadField = 'uploadfile'
const fileName = 'van-ban.pdf'

const depsOf = (request: PageRequest) => request.deps.dossiers(request.province)
const ticketOf = ({ params }: PageRequest): readonly [id: string, ticket: string] => [
  params.id ?? '',
  (params.ticket ?? '').slice(0, 100),
]

/** The tool fetches what is to be signed: once handed out, for a quarter of an hour, without a session. */
const fileDoor: Route = {
  method: 'GET',
  path: desktopDoors.file(':id', ':ticket'),
  access: 'public',
  caller: 'machine',
  rateLimit: 'file',
  statementBudget: 1,
  handler: async (request) => {
    const found = await findDesktopFile(depsOf(request), ...ticketOf(request))
    if (!found.ok) return notFound
    const { sentSha256, sentBytes } = found.value
    const content = request.deps.files(request.province).stream(sentSha256)
    return download({ content, name: fileName, mediaType: 'application/pdf', sizeBytes: sentBytes, inline: false })
  },
}

/** The tool brings the signed file; the answer is the one that VGCA Sign Service reads. */
const uploadDoor: Route = {
  method: 'POST',
  path: desktopDoors.upload(':id', ':ticket'),
  access: 'public',
  caller: 'machine',
  upload: true,
  rateLimit: 'file',
  handler: async (request) => {
    const t = messages('vi')
    const answer = (isTaken: boolean, text: string) =>
      json({
        Status: isTaken,
        Message: text,
        FileName: isTaken ? fileName : '',
        FileServer: isTaken ? `${request.origin}${desktopDoors.file(...ticketOf(request))}` : '',
      })
    const file = request.files.find(({ field }) => field === uploadField)
    if (file === undefined) return answer(false, t.signingPages.desktopMissing)
    const returned = await returnFromDesktop(depsOf(request), ...ticketOf(request), await buffer(file.stream()))
    if (returned.ok) return answer(true, '')
    return returned.refusal.code === 'desktop.not-found'
      ? notFound
      : answer(false, desktopRefusalText(t, returned.refusal))
  },
}

export const desktopDoorRoutes: readonly Route[] = [fileDoor, uploadDoor]
