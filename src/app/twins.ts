import type { Provinces } from '#platform/database/provinces.ts'
import type { Log } from '#platform/log/log.ts'
import type { EidSettings } from '#web/http/web-deps.ts'
import type { Config } from './config.ts'

/** The local twins of foreign systems that this process runs, and how the program reaches them. */
export type Twins = {
  readonly eid?: EidSettings
  readonly formOrigins: readonly string[]
  readonly stop: () => Promise<void>
}

/** Starts a twin for each foreign system that the environment leaves out; in production none. */
export const startTwins = async (
  config: Config,
  _provinces: Provinces,
  _projectFolder: string,
  _log: Log,
): Promise<Twins> => {
  const oidc = config.oidc
  return {
    ...(oidc === null ? {} : { eid: { ...oidc, isLocalTwin: false } }),
    formOrigins: [],
    stop: async () => undefined,
  }
}
