import type { X509Certificate } from 'node:crypto'
import {
  type AccessDescription,
  Certificate,
  type CRLDistributionPoints,
  type GeneralName,
  type InfoAccess,
} from 'pkijs'
import { toArrayBuffer } from '../certificate-authority.ts'

/** Where the issuer of a certificate says whether it still stands. Only addresses of http and https count. */
export type CertificateServices = { readonly ocsp: readonly string[]; readonly crl: readonly string[] }

const mostAddresses = 4

/** Read from a certificate whose chain has been checked: the addresses are then the issuer's own, not those of whoever sent the file. */
export const certificateServices = (certificate: X509Certificate): CertificateServices => {
  try {
    const extensions = Certificate.fromBER(toArrayBuffer(certificate.raw)).extensions ?? []
    const parsedOf = (oid: string): unknown => extensions.find((extension) => extension.extnID === oid)?.parsedValue
    return {
      ocsp: webAddresses(accessNames(parsedOf('1.3.6.1.5.5.7.1.1') as InfoAccess | undefined)),
      crl: webAddresses(pointNames(parsedOf('2.5.29.31') as CRLDistributionPoints | undefined)),
    }
  } catch {
    return { ocsp: [], crl: [] }
  }
}

const accessNames = (access: InfoAccess | undefined): readonly GeneralName[] =>
  (access?.accessDescriptions ?? [])
    .filter((description: AccessDescription) => description.accessMethod === '1.3.6.1.5.5.7.48.1')
    .map((description: AccessDescription) => description.accessLocation)

const pointNames = (points: CRLDistributionPoints | undefined): readonly GeneralName[] =>
  (points?.distributionPoints ?? []).flatMap((point) =>
    Array.isArray(point.distributionPoint) ? point.distributionPoint : [],
  )

const uniformResource = 6

const webAddresses = (names: readonly GeneralName[]): readonly string[] =>
  names
    .flatMap((name) => (name.type === uniformResource && typeof name.value === 'string' ? [name.value] : []))
    .filter((address) => /^https?:\/\/[^\s]{1,1000}$/.test(address))
    .slice(0, mostAddresses)
