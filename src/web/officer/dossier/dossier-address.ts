import { dossierPath, type ListAddress, listQuery } from '../list/list-address.ts'

/** The address of an open dossier beside its list, with one of its papers in the viewer. */
export const dossierHref = (id: string, address: ListAddress, shown?: string): string => {
  const query = new URLSearchParams(listQuery(address))
  if (shown !== undefined) query.set('tep', shown)
  const text = query.toString()
  return `${dossierPath(id)}${text === '' ? '' : `?${text}`}${shown === undefined ? '' : '#viewer'}`
}

/** How papers are called in an address: a file by its id, a slip and the draft of the result by a word before it. */
export const slipKey = (id: string): string => `phieu-${id}`
export const draftKey = 'du-thao'
export const receiptKey = (paymentId: string): string => `bien-lai-${paymentId}`

export const filePath = (dossierId: string, fileId: string): string => `${dossierPath(dossierId)}/tep/${fileId}`
export const slipPath = (dossierId: string, slipId: string): string => `${dossierPath(dossierId)}/phieu/${slipId}.pdf`
export const draftPdfPath = (dossierId: string): string => `${dossierPath(dossierId)}/du-thao.pdf`
export const receiptPath = (dossierId: string, paymentId: string): string =>
  `${dossierPath(dossierId)}/bien-lai/${paymentId}.pdf`
