import { accept } from '#kernel/result.ts'
import type { Clock } from '#kernel/time.ts'
import { type Database, inTransaction } from '#platform/database/connection.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { type IssueOptions, issueCertificate } from '#platform/signing/certificate-authority.ts'
import { readPkcs12, writePkcs12 } from '#platform/signing/pkcs12.ts'
import { findAgencyOfClerk, findOfficerByLogin } from '../queries/holders.ts'
import { findDemoAuthority, isEnrolled, lockIssuing, saveOutsideKey } from '../store/signing-keys.ts'

export type DesktopToken = {
  /** The key file as it lay there; null when there is none yet. */
  readonly kept: Uint8Array | null
  readonly password: string
  readonly services?: IssueOptions['services']
}

type Deps = { readonly database: Database; readonly sealing: Sealing; readonly clock: Clock }

/** Of an officer, or of the agency whose seal a clerk keeps; by the login of who has it in his machine. */
export type TokenKind = 'officer' | 'agency'

/**
 * A token of the demonstration, for the twin of the desktop signer: the one there is, or a new one with a certificate of the demo's own root that
 * counts from now on and longer than the key its holder has. Null where there is no such holder or no such root.
 */
export const ensureDesktopKey = async (
  { database, sealing, clock }: Deps,
  login: string,
  token: DesktopToken,
  kind: TokenKind = 'officer',
): Promise<{ readonly file: Uint8Array; readonly holder: string } | null> => {
  const found = await (kind === 'officer' ? findOfficerByLogin : findAgencyOfClerk)(database, login)
  const authority = await findDemoAuthority(database, sealing)
  if (found === null || authority === null) return null
  const known = token.kept === null ? null : await readPkcs12(token.kept, token.password)
  const own = known?.ok === true ? known.value.certificateChain[0] : undefined
  if (token.kept !== null && own !== undefined && (await isEnrolled(database, own)))
    return { file: token.kept, holder: found.name }
  const now = clock.now()
  const validity = { from: now, until: now.add({ hours: 4 * 365 * 24 }) }
  const options = token.services === undefined ? {} : { services: token.services }
  const issued = await issueCertificate(authority, { commonName: found.name, serialNumber: login }, validity, options)
  const certificateChain = [issued.certificate, authority.certificate]
  await inTransaction(database, async (tx) => {
    await lockIssuing(tx)
    await saveOutsideKey(tx, { kind, id: found.id }, { place: 'desktop', locator: {}, certificateChain })
    return accept(null)
  })
  const file = await writePkcs12(issued, [authority.certificate], token.password, 1_000)
  return { file, holder: found.name }
}
