import type { Clock } from '#kernel/time.ts'
import type { CertificateLetter } from '#modules/signatures/index.ts'
import type { Tx } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { certificateLetter } from '../domain/certificate-letter.ts'
import { queueOfficerLetter } from './queue-officer-letter.ts'

/** Writes the letter about a certificate that ends and queues it, in the transaction that keeps that its reader was told. */
export const writeCertificateLetter = (
  tx: Tx,
  { clock, sealing }: { readonly clock: Clock; readonly sealing: Pick<Sealing, 'seal'> },
  letter: CertificateLetter,
): Promise<void> =>
  queueOfficerLetter(tx, sealing, {
    template: 'certificate-ending',
    accountId: letter.accountId,
    to: letter.to,
    at: clock.now(),
    ...certificateLetter(letter),
  })
