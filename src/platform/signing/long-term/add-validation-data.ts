import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { catalogOf } from '../../pdf/file/pdf-form-field.ts'
import {
  array,
  dict,
  isKind,
  name,
  type PdfDict,
  PdfFault,
  type PdfRef,
  type PdfValue,
  stream,
  withEntries,
} from '../../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../../pdf/file/pdf-update.ts'
import type { RevocationAnswer } from '../revocation/revocation-state.ts'
import { signedFieldsOf } from '../verification/signature-fields.ts'

/** Certificates and answers that prove the signatures of a file. */
export type Evidence = {
  readonly certificates: readonly Uint8Array[]
  readonly answers: readonly RevocationAnswer[]
}

const lists = { Certs: 'Cert', OCSPs: 'OCSP', CRLs: 'CRL' } as const
type ListName = keyof typeof lists

/**
 * Lays evidence into the document security store of a file, in one incremental update: PAdES B-LT (ETSI EN 319 142-1, 5.4). What the
 * store has already stays; nothing is stored twice. Throws `PdfFault` for a file that cannot be read.
 */
export const addValidationData = (pdf: Uint8Array, evidence: Evidence): Buffer => {
  const update = beginUpdate(pdf)
  const before = update.file.resolve(catalogOf(update.file).entries.get('DSS'))
  const store = isKind(before, 'dict') ? before : dict({ Type: name('DSS') })
  const added: Readonly<Record<ListName, readonly PdfRef[]>> = {
    Certs: newStreams(update, store, 'Certs', evidence.certificates),
    OCSPs: newStreams(update, store, 'OCSPs', answersOf(evidence, 'ocsp')),
    CRLs: newStreams(update, store, 'CRLs', answersOf(evidence, 'crl')),
  }
  const entries = Object.fromEntries(
    (Object.keys(lists) as ListName[]).flatMap((key): [string, PdfValue][] => {
      const all = [...itemsOf(update, store, key), ...added[key]]
      return all.length === 0 ? [] : [[key, array(...all)]]
    }),
  )
  const grown = withEntries(store, { ...entries, VRI: relatedOf(update, store, added) })
  const reference = catalogOf(update.file).entries.get('DSS')
  if (isKind(reference, 'ref')) update.replace(reference, grown)
  else replaceCatalog(update, { DSS: update.add(grown), Extensions: extensionsOf(update) })
  return update.finish().bytes
}

const answersOf = (evidence: Evidence, kind: RevocationAnswer['kind']): readonly Uint8Array[] =>
  evidence.answers.filter((answer) => answer.kind === kind).map((answer) => answer.der)

const itemsOf = (update: PdfUpdate, store: PdfDict, key: string): readonly PdfValue[] => {
  const list = update.file.resolve(store.entries.get(key))
  return isKind(list, 'array') ? list.items : []
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const newStreams = (
  update: PdfUpdate,
  store: PdfDict,
  key: ListName,
  contents: readonly Uint8Array[],
): readonly PdfRef[] => {
  const packed = contents.map((bytes) => deflateSync(bytes))
  const present = new Set(
    itemsOf(update, store, key).flatMap((item) => {
      const value = update.file.resolve(item)
      return isKind(value, 'stream') ? [digestOf(value.raw)] : []
    }),
  )
  return packed.flatMap((raw) => {
    const digest = digestOf(raw)
    if (present.has(digest)) return []
    present.add(digest)
    return [update.add(stream({ Filter: name('FlateDecode') }, raw))]
  })
}

/** What was gathered for each signature, under the digest of its /Contents; SHA-1 is a name here, the format knows no other. */
const relatedOf = (
  update: PdfUpdate,
  store: PdfDict,
  added: Readonly<Record<ListName, readonly PdfRef[]>>,
): PdfDict => {
  const before = update.file.resolve(store.entries.get('VRI'))
  const known = isKind(before, 'dict') ? before : dict({})
  const own = dict(
    Object.fromEntries(
      (Object.keys(lists) as ListName[]).flatMap((key): [string, PdfValue][] =>
        added[key].length === 0 ? [] : [[lists[key], array(...added[key])]],
      ),
    ),
  )
  const keys = signedFieldsOf(update.file).map((field) =>
    createHash('sha1').update(field.contents).digest('hex').toUpperCase(),
  )
  const fresh = keys.filter((key) => !known.entries.has(key))
  return withEntries(known, Object.fromEntries(fresh.map((key): [string, PdfValue] => [key, own])))
}

/** Files before PDF 2.0 say that they use the store (ETSI EN 319 142-1, 5.4.2.1). */
const extensionsOf = (update: PdfUpdate): PdfDict => {
  const before = update.file.resolve(catalogOf(update.file).entries.get('Extensions'))
  const etsi = dict({ BaseVersion: name('1.7'), ExtensionLevel: 5 })
  return withEntries(isKind(before, 'dict') ? before : dict({}), { ESIC: etsi })
}

export const replaceCatalog = (update: PdfUpdate, entries: Readonly<Record<string, PdfValue>>): void => {
  const root = update.file.trailer.entries.get('Root')
  if (!isKind(root, 'ref')) throw new PdfFault('pdf.catalog-missing')
  update.replace(root, withEntries(catalogOf(update.file), entries))
}
