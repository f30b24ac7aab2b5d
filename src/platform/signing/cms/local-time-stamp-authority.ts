import { randomBytes } from 'node:crypto'
import { type Clock, dateOf } from '#kernel/time.ts'
import type { SigningKey } from '../signing-key.ts'
import type { TimeStampAuthority } from '../timestamp.ts'
import { oids, sha256, signContent } from './cms.ts'
import { childOf, childrenOf, integer, oid, parse, rawOf, sequence, tlv } from './der.ts'

/** Any policy of our own making; the arc is the one for examples. */
const policy = '2.999.1'

/**
 * The twin of a time-stamp authority (RFC 3161) inside the program, for demonstration and rehearsal: real tokens, from a
 * certificate issued for the purpose `time-stamp`, at the program's own time.
 */
export const localTimeStampAuthority = (key: SigningKey, clock: Clock): TimeStampAuthority => ({
  ask: async (request) => {
    const parts = childrenOf(parse(request))
    const imprint = rawOf(childOf(parse(request), 1))
    const nonce = parts.slice(2).find((part) => part.idBlock.tagClass === 1 && part.idBlock.tagNumber === 2)
    const stamp = dateOf(clock.now()).toISOString().replace(/[-:T]/g, '').slice(0, 14)
    const info = sequence(
      integer(1),
      oid(policy),
      imprint,
      tlv(0x02, Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
      tlv(0x18, Buffer.from(`${stamp}Z`, 'latin1')),
      ...(nonce === undefined ? [] : [rawOf(nonce)]),
    )
    const token = await signContent(oids.timeStampInfo, sha256(info), info, { key })
    return sequence(sequence(integer(0)), token)
  },
})
