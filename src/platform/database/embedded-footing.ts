import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { completeLinks, copyBinaries, type EmbeddedBinaries, findBinaries } from './embedded-binaries.ts'
import { EmbeddedServerProblem } from './embedded-problem.ts'
import { type CommandLine, type CommandOutcome, runCommand } from './embedded-processes.ts'

/**
 * PostgreSQL refuses to run as root. `direct`: we are an ordinary user; `namespace`: root, inside a user namespace where it is nobody, which works
 * even in folders that only root can read; `other-user`: root, as the system's nobody, who must be able to reach the data folder.
 */
export type FootingKind = 'direct' | 'namespace' | 'other-user'

/** As whom, and with which binaries, server processes run. */
export type Footing = {
  readonly kind: FootingKind
  readonly binaries: EmbeddedBinaries
  /** Who must own the files of the server, seen from outside. */
  readonly uid: number
  readonly gid: number
  readonly command: (program: 'initdb' | 'postgres', argumentList: readonly string[]) => CommandLine
}

/** The number of nobody on every Linux of note; it needs a line in /etc/passwd, which all of them have. */
const nobody = 65534

/** The server gets nothing of our environment: no PG… setting, no preloaded library, no language of the host. */
export const bareEnvironment: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

export const runBare = (command: CommandLine): Promise<CommandOutcome> =>
  runCommand(command, { cwd: '/', env: bareEnvironment })

/** Makes the kernel end the server as a fast shutdown when this program is killed. Absent outside Linux: the next start stops the orphan. */
const endWithParent = ['setpriv', '--pdeathsig', 'INT'] as const
const asNobodyInside = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`] as const

const succeeds = async (command: CommandLine): Promise<boolean> => (await runBare(command)).code === 0

const withPrefix = (prefix: readonly string[], line: readonly string[]): CommandLine => {
  const [file = '', ...rest] = [...prefix, ...line]
  return { file, arguments: rest }
}

const programIn = (binaries: EmbeddedBinaries, program: string): string => join(binaries.folder, 'bin', program)

type FootingChoice = { readonly dataFolder: string; readonly only?: FootingKind | undefined }

/**
 * Finds the way in which PostgreSQL runs for this user on this machine, by trying.
 * @throws EmbeddedServerProblem `platform-without-server`, `binaries-unusable`, `no-unprivileged-user`
 */
export const findFooting = async ({ dataFolder, only }: FootingChoice): Promise<Footing> => {
  const binaries = findBinaries()
  completeLinks(binaries)
  const prefix = (await succeeds(withPrefix(endWithParent, ['true']))) ? endWithParent : []
  if (process.getuid?.() !== 0) return directFooting(binaries, prefix)
  if (only !== 'other-user') {
    const footing = namespaceFooting(binaries, prefix)
    if (await succeeds(footing.command('postgres', ['--version']))) return footing
  }
  return otherUserFooting(binaries, prefix, dataFolder)
}

const directFooting = async (binaries: EmbeddedBinaries, prefix: readonly string[]): Promise<Footing> => {
  const footing: Footing = {
    kind: 'direct',
    binaries,
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    command: (program, argumentList) => withPrefix(prefix, [programIn(binaries, program), ...argumentList]),
  }
  const outcome = await runBare(footing.command('postgres', ['--version']))
  if (outcome.code === 0) return footing
  throw new EmbeddedServerProblem(
    'binaries-unusable',
    `The embedded database does not run on this machine: ${outcome.output.trim()}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
  )
}

const namespaceFooting = (binaries: EmbeddedBinaries, prefix: readonly string[]): Footing => ({
  kind: 'namespace',
  binaries,
  uid: 0,
  gid: 0,
  command: (program, argumentList) =>
    withPrefix([...asNobodyInside, ...prefix], [programIn(binaries, program), ...argumentList]),
})

const asNobody = (command: CommandLine): CommandLine => ({ ...command, uid: nobody, gid: nobody })

const otherUserFooting = async (
  packaged: EmbeddedBinaries,
  prefix: readonly string[],
  dataFolder: string,
): Promise<Footing> => {
  const entersFolder = asNobody({ file: '/bin/sh', arguments: ['-c', 'cd -- "$0"', dataFolder] })
  if (!(await succeeds(entersFolder))) {
    const { mode } = statSync(dataFolder)
    chmodSync(dataFolder, mode | 0o011)
    if (!(await succeeds(entersFolder))) {
      chmodSync(dataFolder, mode)
      throw unreachableFolder(dataFolder)
    }
  }
  const runs = (binaries: EmbeddedBinaries): Promise<boolean> =>
    succeeds(asNobody({ file: programIn(binaries, 'postgres'), arguments: ['--version'] }))
  const binaries = (await runs(packaged)) ? packaged : copyBinaries(packaged, dataFolder)
  if (!(await runs(binaries))) throw unreachableFolder(dataFolder)
  return {
    kind: 'other-user',
    binaries,
    uid: nobody,
    gid: nobody,
    command: (program, argumentList) => asNobody(withPrefix(prefix, [programIn(binaries, program), ...argumentList])),
  }
}

const unreachableFolder = (dataFolder: string): EmbeddedServerProblem =>
  new EmbeddedServerProblem(
    'no-unprivileged-user',
    `PostgreSQL does not run as root, this system gives no user namespace, and the user nobody cannot reach ${dataFolder}. Do one of these: ` +
      'start the program as an ordinary user; allow user namespaces (sysctl user.max_user_namespaces=10000); set MOTCUA_DATA to a folder ' +
      'whose parents others may enter, such as /var/lib/motcua; or set DATABASE_URL to a PostgreSQL server (15 or newer).',
  )
