import { z } from 'zod'
import type { KeyDoors } from '#modules/signatures/index.ts'
import { openTokenKey } from '#platform/signing/keys/pkcs11-key.ts'
import { openPkcs11Library } from '#platform/signing/keys/pkcs11-library.ts'
import { openRemoteKey, type RemoteSigner } from '#platform/signing/keys/remote-signer.ts'

const TokenLead = z.object({ tokenLabel: z.string().min(1), keyId: z.string().regex(/^([0-9a-f]{2})+$/) })
const RemoteLead = z.object({ credentialId: z.string().min(1) })

type Means = { readonly pkcs11Module: string | null; readonly remoteSigner: RemoteSigner | null }

/** The ways to keys outside the program that the environment names. */
export const keyDoorsOf = ({ pkcs11Module, remoteSigner }: Means): KeyDoors => ({
  ...(pkcs11Module === null
    ? {}
    : {
        pkcs11: async ({ locator, certificateChain }, { pin }) =>
          openTokenKey(await openPkcs11Library(pkcs11Module), TokenLead.parse(locator), certificateChain, pin ?? ''),
      }),
  ...(remoteSigner === null
    ? {}
    : {
        remote: async ({ locator, certificateChain }, confirmation) => {
          const { credentialId } = RemoteLead.parse(locator)
          const { pin, oneTimeCode } = confirmation
          const given = { ...(pin === undefined ? {} : { pin }), ...(oneTimeCode === undefined ? {} : { oneTimeCode }) }
          const key = await openRemoteKey(remoteSigner, credentialId, certificateChain, given)
          return { key, close: async () => undefined }
        },
      }),
})
