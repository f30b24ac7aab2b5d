import type { X509Certificate } from 'node:crypto'
import { serialKey } from './certificate-names.ts'
import { type RevocationList, readRevocationList } from './crl.ts'
import { readOcspAnswer } from './ocsp.ts'

/** What an issuer said, as it was sent: an OCSP response or a list, DER. */
export type RevocationAnswer = { readonly kind: 'ocsp' | 'crl'; readonly der: Uint8Array }

/** Whether a certificate was taken back, by the newest answer that speaks of it. Times are milliseconds since 1970. */
export type RevocationState =
  | {
      readonly status: 'good'
      readonly answer: RevocationAnswer
      readonly thisUpdate: number
      readonly nextUpdate: number
    }
  | {
      readonly status: 'revoked'
      /** Absent when the house knows it without an answer. */
      readonly answer: RevocationAnswer | undefined
      readonly thisUpdate: number
      readonly revokedAt: number
      readonly reason: number | undefined
    }
  | { readonly status: 'unknown' }

/** An answer without an end is taken for a day. */
const unboundedMs = 24 * 3600_000
/** Clocks of issuers and of this machine may differ by so much. */
const clockSkewMs = 5 * 60_000

/** Lists are long and are asked for many certificates: each is read once as long as somebody holds it. */
const readLists = new WeakMap<RevocationAnswer, Map<string, RevocationList | undefined>>()

const listOf = (answer: RevocationAnswer, issuer: X509Certificate): RevocationList | undefined => {
  const known = readLists.get(answer) ?? new Map<string, RevocationList | undefined>()
  readLists.set(answer, known)
  const key = issuer.fingerprint256
  if (!known.has(key)) known.set(key, readRevocationList(answer.der, issuer))
  return known.get(key)
}

/** Every signature of a file may ask about the same certificate. */
const readStates = new WeakMap<RevocationAnswer, Map<string, RevocationState>>()

const stateBy = (answer: RevocationAnswer, certificate: X509Certificate, issuer: X509Certificate): RevocationState => {
  const known = readStates.get(answer) ?? new Map<string, RevocationState>()
  readStates.set(answer, known)
  const key = `${certificate.fingerprint256} ${issuer.fingerprint256}`
  const state = known.get(key) ?? readState(answer, certificate, issuer)
  known.set(key, state)
  return state
}

const readState = (
  answer: RevocationAnswer,
  certificate: X509Certificate,
  issuer: X509Certificate,
): RevocationState => {
  if (answer.kind === 'ocsp') {
    const said = readOcspAnswer(answer.der, certificate, issuer)
    if (said === undefined || said.status === 'unknown') return { status: 'unknown' }
    const { thisUpdate, nextUpdate, reason, revokedAt } = said
    if (said.status === 'revoked')
      return { status: 'revoked', answer, thisUpdate, revokedAt: revokedAt ?? thisUpdate, reason }
    return { status: 'good', answer, thisUpdate, nextUpdate: nextUpdate ?? thisUpdate + unboundedMs }
  }
  const list = listOf(answer, issuer)
  if (list === undefined) return { status: 'unknown' }
  const { thisUpdate, nextUpdate } = list
  const entry = list.revoked.get(serialKey(certificate))
  if (entry !== undefined) return { status: 'revoked', answer, thisUpdate, revokedAt: entry.at, reason: entry.reason }
  // Certificates leave the list when they end, so a list made later proves nothing for them.
  if (thisUpdate > certificate.validToDate.getTime()) return { status: 'unknown' }
  return { status: 'good', answer, thisUpdate, nextUpdate: nextUpdate ?? thisUpdate + unboundedMs }
}

/**
 * The state of a certificate for somebody who asks about the time `at`. The newest answer counts, for a certificate that was only
 * suspended may be good again. A good answer that had run out before `at` says nothing about `at`.
 */
export const revocationState = (
  certificate: X509Certificate,
  issuer: X509Certificate,
  answers: readonly RevocationAnswer[],
  at: number,
): RevocationState => {
  let newest: RevocationState = { status: 'unknown' }
  for (const answer of answers) {
    const state = stateBy(answer, certificate, issuer)
    if (state.status === 'unknown') continue
    if (state.status === 'good' && state.nextUpdate + clockSkewMs < at) continue
    if (newest.status === 'unknown' || state.thisUpdate > newest.thisUpdate) newest = state
  }
  return newest
}
