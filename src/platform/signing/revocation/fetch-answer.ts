import type { X509Certificate } from 'node:crypto'
import { type FetchBounds, fetchBytes } from '../../http-client/fetch-bytes.ts'
import { certificateServices } from './certificate-services.ts'
import { newOcspRequest, readOcspAnswer } from './ocsp.ts'
import type { RevocationAnswer } from './revocation-state.ts'

export const usualBounds: FetchBounds = { patienceMs: 5_000, mostBytes: 10_000_000 }

/** An answer fetched with the address it came from. */
export type FetchedAnswer = RevocationAnswer & { readonly from: string }

/** The first responder that gives a readable answer about the certificate; undefined when none does. */
export const fetchOcsp = async (
  certificate: X509Certificate,
  issuer: X509Certificate,
  bounds: FetchBounds = usualBounds,
): Promise<FetchedAnswer | undefined> => {
  for (const from of certificateServices(certificate).ocsp) {
    const request = newOcspRequest(certificate, issuer)
    const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' }
    const init = { method: 'POST', headers, body: Uint8Array.from(request.bytes) }
    const der = await fetchBytes(from, init, bounds).catch(() => undefined)
    const said = der === undefined ? undefined : readOcspAnswer(der, certificate, issuer)
    // Many responders answer from stock, without the nonce; one that sends another nonce answers somebody else.
    const isOurs = said !== undefined && (said.nonce === undefined || said.nonce.equals(request.nonce))
    if (der !== undefined && isOurs) return { kind: 'ocsp', der, from }
  }
  return undefined
}

/** The first list that can be fetched; who reads it finds out whether the issuer signed it. */
export const fetchCrl = async (
  certificate: X509Certificate,
  bounds: FetchBounds = usualBounds,
): Promise<FetchedAnswer | undefined> => {
  for (const from of certificateServices(certificate).crl) {
    const der = await fetchBytes(from, {}, bounds).catch(() => undefined)
    if (der !== undefined) return { kind: 'crl', der, from }
  }
  return undefined
}
