import type { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { accept, type Result, refuse } from '#kernel/result.ts'
import { type Clock, instantOf, type Temporal } from '#kernel/time.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { readPkcs12 } from '#platform/signing/pkcs12.ts'
import { KeyFault, type KeyRefusal, type SigningKey } from '#platform/signing/signing-key.ts'
import type { TimeStampAuthority } from '#platform/signing/timestamp.ts'
import {
  type ChainJudgement,
  judgeChain,
  mayBeUsedFor,
  readableCertificates,
} from '#platform/signing/verification/certificate-trust.ts'
import type { KeyHolder } from '../domain/key-holder.ts'
import type { CertificateRefusal, OpenKeyRefusal } from '../domain/refusals.ts'
import { loadTrust } from '../queries/load-trust.ts'
import { findPolicy } from '../queries/signing-policy.ts'
import { findKeyRow, type KeyRow } from '../store/signing-keys.ts'
import { type AskDeps, askIssuers, type Pair } from './ask-issuers.ts'

/** What the holder types to let a key sign. Used at once and kept nowhere. */
export const Confirmation = z.strictObject({
  pin: z.string().max(64).optional(),
  oneTimeCode: z.string().max(16).optional(),
})
export type Confirmation = z.infer<typeof Confirmation>

/** A key in hand; `close` gives the token or the service free again. */
export type OpenedKey = { readonly key: SigningKey; readonly close: () => Promise<void> }

export type KeyLead = {
  readonly locator: Readonly<Record<string, unknown>>
  readonly certificateChain: readonly Uint8Array[]
  /** How many documents will be signed with this one confirmation. */
  readonly count: number
}

/** The ways to keys that lie outside the program; those that are not set up are absent. They throw `KeyFault` when the holder's device says no. */
export type KeyDoors = {
  readonly pkcs11?: (lead: KeyLead, confirmation: Confirmation) => Promise<OpenedKey>
  readonly remote?: (lead: KeyLead, confirmation: Confirmation) => Promise<OpenedKey>
}

export type SignatureDeps = AskDeps & {
  readonly clock: Clock
  readonly sealing: Sealing
  readonly keyDoors?: KeyDoors
  readonly timeStampAuthority?: TimeStampAuthority
}

/** A key whose certificate was checked just now. */
export type HeldKey = OpenedKey & {
  readonly holder: KeyHolder
  readonly serial: string
  readonly place: KeyRow['place']
  /** Whether an authority is asked for the time of each signature. */
  readonly isStamped: boolean
}

/**
 * Takes the key of a holder in hand for some documents: its certificate must lead to a trusted root, be good for documents, hold today,
 * and not be taken back by what the issuers say. Whoever asks must close it. TT-41-2017 Điều 8 asked for just these checks until 15/11/2026; they are kept
 * while it is not known what stands in their place. @legal L-20-2023 22
 */
export const openKey = async (
  deps: SignatureDeps,
  holder: KeyHolder,
  confirmation: Confirmation = {},
  count = 1,
): Promise<Result<HeldKey, OpenKeyRefusal>> => {
  const now = deps.clock.now()
  // What the program seals by itself goes on where an agency has a token in its clerk's machine beside a key here.
  const row = await findKeyRow(deps.database, deps.sealing, holder, now, holder.kind === 'agency')
  if (row === null) return refuse({ code: 'signature.key-missing' })
  const { level } = await findPolicy(deps.database, now)
  if (level === 'B-T' && deps.timeStampAuthority === undefined)
    return refuse({ code: 'signature.time-stamp-unavailable' })
  const checked = await checkCertificate(deps, row.certificateChain, now)
  if (!checked.ok) return checked
  const isStamped = level !== 'B-B' && deps.timeStampAuthority !== undefined
  const opened = await openRow(deps, row, confirmation, count)
  return opened.ok ? accept({ ...opened.value, holder, serial: row.serial, place: row.place, isStamped }) : opened
}

const openRow = async (
  deps: SignatureDeps,
  row: KeyRow,
  confirmation: Confirmation,
  count: number,
): Promise<Result<OpenedKey, OpenKeyRefusal>> => {
  if (row.place === 'pkcs12') {
    const read = await readPkcs12(row.file, row.password)
    return read.ok
      ? accept({ key: read.value, close: async () => undefined })
      : refuse({ code: 'signature.key-unavailable' })
  }
  // A key on its holder's own machine signs there, one document at a time.
  if (row.place === 'desktop') return refuse({ code: 'signature.key-place-closed' })
  const door = deps.keyDoors?.[row.place]
  if (door === undefined) return refuse({ code: 'signature.key-place-closed' })
  try {
    return accept(await door({ locator: row.locator, certificateChain: row.certificateChain, count }, confirmation))
  } catch (error) {
    const refusal: KeyRefusal = error instanceof KeyFault ? error.refusal : { code: 'signature.key-unavailable' }
    return refuse(refusal)
  }
}

/** Whether documents may be signed today with a certificate (DER, issuers after it). */
export const checkCertificate = async (
  deps: AskDeps,
  certificateChain: readonly Uint8Array[],
  now: Temporal.Instant,
): Promise<Result<null, CertificateRefusal>> => {
  const [own, ...others] = readableCertificates(certificateChain)
  if (own === undefined) return refuse({ code: 'signature.certificate-untrusted' })
  if (!mayBeUsedFor(own, 'document')) return refuse({ code: 'signature.certificate-not-for-signing' })
  const trust = await loadTrust(deps.database, now)
  const time = { at: now.epochMilliseconds, isProven: false }
  // First without asking: the addresses of issuers are taken only from chains that lead to a root.
  const offline = judgeChain(own, others, { ...trust, policy: 'soft' }, time)
  if (offline.state !== 'trusted') return refuse(refusalOf(offline, own))
  const answers = await askIssuers(deps, pairsOf(offline))
  const judged = judgeChain(own, others, { ...trust, answers }, time)
  return judged.state === 'trusted' ? accept(null) : refuse(refusalOf(judged, own))
}

const pairsOf = (chain: ChainJudgement): readonly Pair[] =>
  chain.links.flatMap(({ certificate, issuer }) => (issuer === undefined ? [] : [{ certificate, issuer }]))

const refusalOf = (chain: ChainJudgement, own: X509Certificate): CertificateRefusal => {
  switch (chain.state) {
    case 'expired':
      return { code: 'signature.certificate-expired', until: instantOf(own.validToDate) }
    case 'not-yet-valid':
      return { code: 'signature.certificate-not-yet-valid', from: instantOf(own.validFromDate) }
    case 'revoked': {
      const since = chain.links.flatMap(({ revocation }) =>
        revocation.status === 'revoked' ? [revocation.revokedAt] : [],
      )
      return { code: 'signature.certificate-revoked', since: instantOf(new Date(Math.min(...since))) }
    }
    case 'unchecked':
      return { code: 'signature.certificate-unchecked' }
    default:
      return { code: 'signature.certificate-untrusted' }
  }
}
