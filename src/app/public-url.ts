import type { Province } from '#platform/database/provinces.ts'

/** Where the public finds a province: the default one at the address of the installation, the others at their own host. */
export const publicUrlOf = (installationUrl: string, { hosts, isDefault }: Province): string => {
  const [host] = hosts
  if (isDefault || host === undefined) return installationUrl
  const url = new URL(installationUrl)
  url.hostname = host
  return url.origin
}
