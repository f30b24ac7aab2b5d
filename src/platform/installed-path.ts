import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where a file or folder of this installation lies, by its path from the root of the package: a built program does not lie beside
 * its sources.
 * @throws when the installation lacks it
 */
export const installedPath = (path: string): string => {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const candidate = join(at, path)
    if (existsSync(join(at, 'package.json')) && existsSync(candidate)) return candidate
    if (dirname(at) === at) throw new Error(`${path} is missing from this installation`)
  }
}
