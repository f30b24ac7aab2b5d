// `npm test` and its siblings: runs stage after stage, counts what each found, and ends with the line `N passed, N failed`.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { problem, projectFolder, readJson } from './project.mjs'
import { lendServer } from './test-server.mjs'

const reportFolder = join(projectFolder, '.build', `test-report-${process.pid}`)
const absentToolsFolder = join(reportFolder, 'absent-tools')

const tools = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
}

/** Runs a tool of node_modules, shows what it prints, and answers its exit code and output; a tool killed by a signal has code null. */
const runTool = (tool, options, { env = {}, isQuiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectFolder, 'node_modules', tools[tool]), ...options], {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    const take = (stream) => (chunk) => {
      chunks.push(chunk)
      if (!isQuiet) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })

/** A check that finds faults: none is one pass; an exit without a fault that we can count is one failure. */
const countFaults = (code, faults) =>
  code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: Math.max(1, faults) }

const matches = (text, pattern) => text.match(pattern)?.length ?? 0

const checkTypes = async () => {
  const { code, output } = await runTool('tsc', ['--project', 'tsconfig.json', '--pretty', 'false'])
  return countFaults(code, matches(output, /error TS\d+/g))
}

const lint = async () => {
  const { code, output } = await runTool('biome', ['ci', '--error-on-warnings', '--colors=off', '--max-diagnostics=50'])
  return countFaults(code, Number(output.match(/Found (\d+) errors?/)?.[1] ?? 0))
}

/** With an unfit compiler the cruiser reads no module, finds no fault, and is content. */
const sourceCount = () =>
  readdirSync(join(projectFolder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    .length

const checkWalls = async () => {
  const { output } = await runTool(
    'depcruise',
    ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    { isQuiet: true },
  )
  let cruise
  try {
    cruise = JSON.parse(output)
  } catch {
    console.log(output)
    return { passed: 0, failed: 1 }
  }
  const { violations } = cruise.summary
  for (const { rule, from, to } of violations) console.log(`${rule.severity} ${rule.name}: ${from} → ${to}`)
  const cruised = cruise.modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length
  if (cruised !== sourceCount()) {
    console.log(`The walls were checked in ${cruised} of ${sourceCount()} source files.`)
    return { passed: 0, failed: 1 + violations.length }
  }
  return countFaults(violations.length === 0 ? 0 : 1, violations.length)
}

const checkDeadCode = async () => {
  const { code, output } = await runTool('knip', ['--no-progress', '--no-config-hints'])
  const found = [...output.matchAll(/^[A-Z][\w ]*\((\d+)\)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
  return countFaults(code, found)
}

/** What a failure says, without the steps through the packages that ran it. */
const inShort = (text) =>
  text
    .split('\n')
    .filter((line) => !/node_modules|at new Promise/.test(line))
    .slice(0, 15)
    .join('\n    ')

const namesOfFailures = (report) =>
  report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = relative(projectFolder, name)
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0 && message) return [`${file}\n    ${inShort(message)}`]
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}\n    ${inShort(failureMessages.join('\n'))}`,
    )
  })

/** Counts from Vitest's own report. A file that could not be loaded has no test to fail, and counts as one failure. */
const countTests = (reportFile, code) => {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  const report = readJson(reportFile)
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  )
  const passed = report.numPassedTests
  const failed = report.numFailedTests + broken.length
  const isEmptyOrUnsound = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: failed + (isEmptyOrUnsound ? 1 : 0), failures: namesOfFailures(report) }
}

const runVitest =
  (name, config, env = {}) =>
  async (filters) => {
    const reportFile = join(reportFolder, `${name}.json`)
    const { code } = await runTool(
      'vitest',
      [
        'run',
        '--config',
        config,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
        ...filters,
      ],
      {
        env: {
          ...env,
          ABSENT_TOOLS_FOLDER: absentToolsFolder,
          ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
        },
      },
    )
    return countTests(reportFile, code)
  }

const stages = {
  install: async () => ({ passed: 1, failed: 0 }),
  types: checkTypes,
  lint,
  walls: checkWalls,
  'dead code': checkDeadCode,
  unit: runVitest('unit', 'vitest.config.ts'),
  journeys: runVitest('journeys', 'vitest.journeys.config.ts'),
  faults: runVitest('faults', 'vitest.faults.config.ts'),
  // Enough to see that the house comes back; `npm run test:faults` counts what is lost over many.
  'few faults': runVitest('few-faults', 'vitest.faults.config.ts', { FAULT_ROUNDS: process.env.FAULT_ROUNDS ?? '4' }),
}

const stagesOf = {
  // The packages were installed on the way here; a failure would have ended with its own count.
  test: ['install', 'types', 'lint', 'walls', 'dead code', 'unit', 'journeys', 'few faults'],
  'test:server': ['install', 'unit', 'journeys'],
  'test:faults': ['install', 'faults'],
}

const chosenStages = (command, options) => {
  const all = stagesOf[command]
  if (!all) throw problem(`There is no command "${command}". Commands: ${Object.keys(stagesOf).join(', ')}`)
  const only = options.find((option) => option.startsWith('--only='))?.slice('--only='.length)
  if (only === undefined) return all
  const names = only.split(',')
  const unknown = names.filter((name) => !Object.hasOwn(stages, name))
  if (unknown.length > 0)
    throw problem(`There is no stage "${unknown.join('", "')}". Stages: ${Object.keys(stages).join(', ')}`)
  return names
}

const runStage = async (name, filters) => {
  const started = Date.now()
  console.log(`\n── ${name}`)
  let count
  try {
    count = await stages[name](filters)
  } catch (error) {
    console.error(error)
    count = { passed: 0, failed: 1 }
  }
  console.log(
    `── ${name}: ${count.passed} passed, ${count.failed} failed, ${((Date.now() - started) / 1000).toFixed(1)} s`,
  )
  return count
}

/** Again at the end, because a log that is kept in part keeps its end. */
const printFailures = (failures) => {
  for (const failure of failures) console.log(`failed: ${failure}\n`)
}

const printAbsentTools = () => {
  // Then each absence is a failed test already.
  if (process.env.REQUIRE_FOREIGN === '1') return
  const names = existsSync(absentToolsFolder) ? readdirSync(absentToolsFolder).sort() : []
  for (const name of names) console.log(`skipped: ${name} absent`)
}

const runStages = async (command, options) => {
  const filters = options.filter((option) => !option.startsWith('--only='))
  const total = { passed: 0, failed: 0, failures: [] }
  for (const name of chosenStages(command, options)) {
    const {
      passed,
      failed,
      failures = failed > 0 ? [`the stage "${name}", see above`] : [],
    } = await runStage(name, filters)
    total.passed += passed
    total.failed += failed
    total.failures.push(...failures)
  }
  return total
}

/** Answers the exit code; the last line it prints on stdout is `N passed, N failed`. */
export const runTests = async (command, options) => {
  rmSync(reportFolder, { recursive: true, force: true })
  mkdirSync(reportFolder, { recursive: true })
  let total = { passed: 0, failed: 1, failures: [] }
  let server = null
  try {
    if (command === 'test:server') server = await lendServer()
    total = await runStages(command, options)
  } catch (error) {
    console.error(error.isForReader ? error.message : error)
  } finally {
    await server?.stop()
    console.log('')
    printFailures(total.failures)
    printAbsentTools()
    rmSync(reportFolder, { recursive: true, force: true })
    console.log(`${total.passed} passed, ${total.failed} failed`)
  }
  return total.failed === 0 ? 0 : 1
}
