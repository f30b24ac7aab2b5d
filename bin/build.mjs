// Builds the program into the folder given: server/main.js, and client/ with its manifest.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, loadConfigFromFile } from 'vite'
import { projectFolder } from './project.mjs'

const [outFolder] = process.argv.slice(2)
const configFile = join(projectFolder, 'vite.config.ts')
const common = { root: projectFolder, configFile, logLevel: 'warn' }

const clientFolder = join(outFolder, 'client')
const { config } = await loadConfigFromFile({ command: 'build', mode: 'client' }, configFile, projectFolder, 'warn')
if (Object.keys(config.build.rolldownOptions.input).length > 0) {
  await build({ ...common, mode: 'client', build: { outDir: clientFolder } })
} else {
  mkdirSync(clientFolder, { recursive: true })
  writeFileSync(join(clientFolder, 'manifest.json'), '{}\n')
}
await build({ ...common, mode: 'server', build: { outDir: join(outFolder, 'server') } })
