import type { Clock } from '#kernel/time.ts'
import { localTimeStampAuthority } from '#platform/signing/cms/local-time-stamp-authority.ts'
import { makeSigningSample } from '#platform/signing/signing-sample.ts'
import type { TimeStampAuthority } from '#platform/signing/timestamp.ts'

/** An authority that stamps when it is let; `asked` tells that somebody waits for it. */
export const lateAuthority = async (clock: Clock) => {
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const stamping = localTimeStampAuthority((await makeSigningSample()).leader, clock)
  const authority: TimeStampAuthority = {
    ask: async (request) => {
      asked.resolve()
      await gate.promise
      return stamping.ask(request)
    },
  }
  return { authority, asked: asked.promise, stamp: () => gate.resolve() }
}
