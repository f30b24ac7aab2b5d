/// <reference types="vite/types/importMeta.d.ts" />
import { fileURLToPath } from 'node:url'
import type { Command } from './command.ts'
import { describeProblems, parseConfig } from './config.ts'
import { describeDatabaseFault } from './database-fault.ts'

const commands = import.meta.glob<{ readonly run: Command }>(['./commands/*.ts', '!./commands/*.test.ts'])

/** `./commands/import-procedures.ts` is called `import:procedures`. */
const nameOf = (file: string): string => file.replace('./commands/', '').replace('.ts', '').replace('-', ':')

const namedCommands = new Map(Object.entries(commands).map(([file, load]) => [nameOf(file), load]))

// Built, this file is .build/<digest>/server/main.js.
const projectFolder = fileURLToPath(new URL('../../../', import.meta.url))
const clientFolder = fileURLToPath(new URL('../client/', import.meta.url))

const runCommand = async ([name = 'help', ...rest]: readonly string[]): Promise<number> => {
  const load = namedCommands.get(name)
  if (load === undefined) {
    console.error(`There is no command "${name}". Commands: ${[...namedCommands.keys()].sort().join(', ')}`)
    return 2
  }
  const config = parseConfig(process.env, process.cwd())
  if (!config.ok) {
    console.error(describeProblems(config.refusal.problems))
    return 1
  }
  const { run } = await load()
  return (await run({ config: config.value, arguments: rest, projectFolder, clientFolder })) ?? 0
}

/** Problems that say themselves what to do are shown as their message alone. */
const isForReader = (error: unknown): error is Error => error instanceof Error && error.name.endsWith('Problem')

process.setSourceMapsEnabled(true)
try {
  process.exitCode = await runCommand(process.argv.slice(2))
} catch (error) {
  console.error(isForReader(error) ? error.message : (describeDatabaseFault(error) ?? error))
  process.exitCode = 1
}
