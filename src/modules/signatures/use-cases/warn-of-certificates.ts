import { accept } from '#kernel/result.ts'
import { type Clock, localDate, type Temporal } from '#kernel/time.ts'
import { type Database, inTransaction, type Tx } from '#platform/database/connection.ts'
import { expiryWarningDays } from '../queries/certificate-expiry.ts'
import { claimWarning, listEndingCertificates } from '../store/certificate-warnings.ts'

/** So many days before the end, the nearest that has begun; a new certificate takes weeks to come. */
const warningDays = [expiryWarningDays, 14, 3] as const

/** A letter that a certificate ends. */
export type CertificateLetter = {
  readonly accountId: string
  readonly to: string
  readonly kind: 'officer' | 'agency'
  readonly holder: string
  readonly serial: string
  readonly until: Temporal.PlainDate
  readonly daysLeft: number
}

/**
 * Tells the holders of certificates, and of a seal the clerks of its agency, that they end: each warning once, in the transaction that keeps
 * that it was given. Returns how many letters.
 */
export const warnOfCertificates = async (
  deps: { readonly database: Database; readonly clock: Clock },
  write: (tx: Tx, letter: CertificateLetter) => Promise<void>,
): Promise<number> => {
  const now = deps.clock.now()
  const today = localDate(now)
  const before = now.add({ hours: 24 * expiryWarningDays })
  let letters = 0
  for (const ending of await listEndingCertificates(deps.database, now, before, today)) {
    const { keyId, readers, until: end, kind, holder, serial } = ending
    const until = localDate(end)
    const daysLeft = today.until(until).days
    const days = warningDays.findLast((one) => daysLeft <= one)
    if (days === undefined || readers.length === 0) continue
    const told = await inTransaction(deps.database, async (tx) => {
      if (!(await claimWarning(tx, keyId, days))) return accept(0)
      for (const reader of readers) await write(tx, { ...reader, kind, holder, serial, until, daysLeft })
      return accept(readers.length)
    })
    if (told.ok) letters += told.value
  }
  return letters
}
