import { catalogOf, formFieldsOf, formOf } from '../../pdf/file/pdf-form-field.ts'
import {
  array,
  asciiString,
  dict,
  isKind,
  name,
  PdfFault,
  type PdfRef,
  withEntries,
} from '../../pdf/file/pdf-object.ts'
import { beginUpdate, type PdfUpdate } from '../../pdf/file/pdf-update.ts'
import { type SignatureRoom, sealRoom } from '../signature-room.ts'
import { requestTimeStampOf, type TimeStampAuthority } from '../timestamp.ts'
import { replaceCatalog } from './add-validation-data.ts'

/** Bytes kept free for a token with its certificates; authorities send some five thousand. */
const tokenRoom = 16_384

/**
 * Lays a time-stamp over the whole file in one incremental update (PAdES B-LTA, ETSI EN 319 142-1, 5.4.3). Throws `PdfFault` for a file
 * that cannot be read or has no form, and whatever the authority's failure throws.
 */
export const stampDocument = async (pdf: Uint8Array, authority: TimeStampAuthority): Promise<Buffer> => {
  const update = beginUpdate(pdf)
  const form = formOf(update.file)
  if (form === undefined) throw new PdfFault('pdf.form')
  const stamp = update.reserve()
  const field = update.add(
    dict({
      Type: name('Annot'),
      Subtype: name('Widget'),
      FT: name('Sig'),
      T: asciiString(freeName(update)),
      // Neither seen nor printed.
      Rect: array(0, 0, 0, 0),
      F: 132,
      V: stamp,
    }),
  )
  addField(update, field)
  const head = '<</Type /DocTimeStamp\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.RFC3161\n/ByteRange ['
  const room: SignatureRoom = { head, bytes: tokenRoom }
  return sealRoom(update, stamp, room, (digest) => requestTimeStampOf(authority, digest))
}

const freeName = (update: PdfUpdate): string => {
  const taken = new Set(formFieldsOf(update.file).map((field) => field.name))
  let number = 1
  while (taken.has(`DauThoiGian${number}`)) number += 1
  return `DauThoiGian${number}`
}

const addField = (update: PdfUpdate, field: PdfRef): void => {
  const form = formOf(update.file)
  const reference = catalogOf(update.file).entries.get('AcroForm')
  const list = update.file.resolve(form?.entries.get('Fields'))
  if (form === undefined || !isKind(list, 'array')) throw new PdfFault('pdf.form')
  const grown = withEntries(form, { Fields: array(...list.items, field) })
  if (isKind(reference, 'ref')) update.replace(reference, grown)
  else replaceCatalog(update, { AcroForm: grown })
}
