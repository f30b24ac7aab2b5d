import { dossierPath } from '../list/list-address.ts'

export const moneyPath = (dossierId: string): string => `${dossierPath(dossierId)}/tien`
export const refundsPath = '/can-bo/tien'
