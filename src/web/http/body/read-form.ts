import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { FormBody } from '../route.ts'
import { newMemoryAllowance, receiveFile, type UploadedFile, type UploadFault, uploadBounds } from './uploads.ts'

export type ReadForm = {
  readonly form: FormBody
  readonly files: readonly UploadedFile[]
  readonly fault: UploadFault | undefined
}

const nothing: ReadForm = { form: {}, files: [], fault: undefined }

/** No database keeps U+0000; nobody types it. */
const storable = (text: string): string => text.replaceAll('\u0000', '')

/** Texts by name without a prototype behind them; what is neither a text nor several is left out. */
export const flatTexts = (source: unknown): FormBody => {
  const texts: Record<string, string | readonly string[]> = Object.create(null)
  if (typeof source !== 'object' || source === null) return texts
  for (const [name, value] of Object.entries(source)) {
    if (typeof value === 'string') texts[name] = storable(value)
    else if (Array.isArray(value))
      texts[name] = value.filter((one): one is string => typeof one === 'string').map(storable)
  }
  return texts
}

const addText = (texts: Record<string, string | readonly string[]>, name: string, value: string): void => {
  const before = texts[name]
  texts[name] = before === undefined ? value : typeof before === 'string' ? [before, value] : [...before, value]
}

const drain = async (part: MultipartFile): Promise<void> => {
  part.file.resume()
  await new Promise((resolve) => part.file.once('close', resolve).once('end', resolve).once('error', resolve))
}

/** A body that breaks off or makes no sense: the sender's doing, answered as such. */
class UnreadableBody extends Error {
  readonly statusCode = 400

  constructor(cause: unknown) {
    super('the body cannot be read', { cause })
  }
}

/** A full disk or a missing folder is ours; so is what the framework has given a status already. */
const isFaultOfOurs = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) || 'statusCode' in error)

type Gathered = {
  readonly fileBytes: number
  readonly files: UploadedFile[]
  fault: UploadFault | undefined
  total: number
  seen: number
}

const takeFile = async (part: MultipartFile, into: Gathered, allowance: { left: number }): Promise<void> => {
  // An empty file input is sent as a file without a name.
  if (part.filename === '') return drain(part)
  const { fieldname: field, filename: name, mimetype: claimedType } = part
  into.seen += 1
  if (into.seen > uploadBounds.files) {
    into.fault ??= { field, code: 'upload.too-many-files', limit: uploadBounds.files }
    return drain(part)
  }
  if (into.total > uploadBounds.totalBytes) return drain(part)
  const file = await receiveFile({ field, name, claimedType, content: part.file }, allowance)
  into.total += file.sizeBytes
  if (!part.file.truncated && into.total <= uploadBounds.totalBytes) {
    into.files.push(file)
    return
  }
  await file.discard()
  into.fault ??= part.file.truncated
    ? { field, code: 'upload.file-too-large', name: file.name, limitBytes: into.fileBytes }
    : { field, code: 'upload.all-too-large', limitBytes: uploadBounds.totalBytes }
}

/**
 * A multipart body: texts, and files within the bounds. What goes beyond a bound is read and dropped and named in `fault`, so that the
 * page can be shown again with everything else that was typed.
 */
const readMultipart = async (request: FastifyRequest, fileBytes: number): Promise<ReadForm> => {
  const texts: Record<string, string | readonly string[]> = Object.create(null)
  const gathered: Gathered = { fileBytes, files: [], fault: undefined, total: 0, seen: 0 }
  const allowance = newMemoryAllowance()
  try {
    const parts = request.parts({
      limits: {
        fileSize: fileBytes,
        fields: uploadBounds.fields,
        fieldSize: uploadBounds.fieldBytes,
        parts: uploadBounds.fields + 1_000,
        files: 1_000,
      },
    })
    for await (const part of parts) {
      if (part.type === 'file') await takeFile(part, gathered, allowance)
      else if (typeof part.value === 'string') addText(texts, part.fieldname, storable(part.value))
    }
  } catch (error) {
    await Promise.all(gathered.files.map((file) => file.discard()))
    throw isFaultOfOurs(error) ? error : new UnreadableBody(error)
  }
  return { form: texts, files: gathered.files, fault: gathered.fault }
}

export const readForm = async (request: FastifyRequest, fileBytes?: number): Promise<ReadForm> => {
  if (request.method !== 'POST') return nothing
  if (request.isMultipart()) return readMultipart(request, fileBytes ?? uploadBounds.fileBytes)
  return { ...nothing, form: flatTexts(request.body) }
}
