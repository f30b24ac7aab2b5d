import type { X509Certificate } from 'node:crypto'

export type SignerName = {
  readonly commonName: string
  readonly organisation: string | undefined
  readonly locality: string | undefined
  readonly serialNumber: string | undefined
}

/** The parts of a subject that a reader of a document wants to see. */
export const nameOf = (certificate: X509Certificate): SignerName => {
  const parts = new Map<string, string>()
  for (const line of certificate.subject.split('\n')) {
    const at = line.indexOf('=')
    if (at > 0 && !parts.has(line.slice(0, at))) parts.set(line.slice(0, at), line.slice(at + 1))
  }
  const organisation = parts.get('O')
  return {
    commonName: parts.get('CN') ?? organisation ?? '',
    organisation,
    locality: parts.get('L'),
    serialNumber: parts.get('serialNumber'),
  }
}
