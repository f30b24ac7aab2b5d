import type { X509Certificate } from 'node:crypto'
import type { PdfFile } from '../../pdf/file/pdf-file.ts'
import { newReadingBudget, type ReadingBudget, unpackStream } from '../../pdf/file/pdf-filter.ts'
import { catalogOf } from '../../pdf/file/pdf-form-field.ts'
import { isKind, type PdfValue } from '../../pdf/file/pdf-object.ts'
import type { RevocationAnswer } from '../revocation/revocation-state.ts'
import { readableCertificates } from './certificate-trust.ts'

/** An answer with the place in the file where it lies, to tell which time-stamps are over it. */
export type EmbeddedAnswer = RevocationAnswer & { readonly offset: number }

/** What a file carries so that its signatures can be checked when nobody answers any more (ETSI EN 319 142-1, 5.4.2). */
export type ValidationData = {
  readonly certificates: readonly X509Certificate[]
  readonly answers: readonly EmbeddedAnswer[]
}

/** Files with two dozen signatures carry some dozens of each. */
const mostItems = 400

/** The document security store of the newest revision; what cannot be read is left out. */
export const validationDataOf = (file: PdfFile): ValidationData => {
  const store = file.resolve(catalogOf(file).entries.get('DSS'))
  if (!isKind(store, 'dict')) return { certificates: [], answers: [] }
  const budget = newReadingBudget(file.bytes.length)
  const listed = (key: string) => streamsOf(file, store.entries.get(key), budget)
  const answers = (key: string, kind: RevocationAnswer['kind']): readonly EmbeddedAnswer[] =>
    listed(key).map(({ bytes, offset }) => ({ kind, der: bytes, offset }))
  return {
    certificates: readableCertificates(listed('Certs').map(({ bytes }) => bytes)),
    answers: [...answers('OCSPs', 'ocsp'), ...answers('CRLs', 'crl')],
  }
}

const streamsOf = (file: PdfFile, value: PdfValue | undefined, budget: ReadingBudget) => {
  const list = file.resolve(value)
  if (!isKind(list, 'array')) return []
  return list.items.slice(0, mostItems).flatMap((item) => {
    try {
      const stream = file.resolve(item)
      if (!isKind(stream, 'stream') || !isKind(item, 'ref')) return []
      const entry = file.entries.get(item.number)
      return [{ bytes: unpackStream(stream, budget), offset: entry?.kind === 'at' ? entry.offset : Number.NaN }]
    } catch {
      return []
    }
  })
}
