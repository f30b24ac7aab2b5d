import { dossierPath } from '../list/list-address.ts'

export const moneyPath = (dossierId: string): string => `${dossierPath(dossierId)}/tien`
export const refundsPath = '/can-bo/tien'
export const reconciliationPath = '/can-bo/tien/doi-soat'
