import type { Config } from './config.ts'

/** What every command is given. */
export type CommandContext = {
  readonly config: Config
  /** What follows the command's name on the command line. */
  readonly arguments: readonly string[]
  /** The checkout: `db/`, `docs/` lie in it. */
  readonly projectFolder: string
  /** What Vite built for browsers, with `manifest.json`. */
  readonly clientFolder: string
}

/** Each file of `commands/` exports one as `run`; `import:procedures` is `commands/import-procedures.ts`. Answers the exit code, 0 by default. */
export type Command = (context: CommandContext) => Promise<number | undefined>
