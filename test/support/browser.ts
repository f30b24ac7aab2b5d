import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const require = createRequire(import.meta.url)
const projectFolder = join(import.meta.dirname, '..', '..')

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** Chromium refuses its own sandbox to root. */
const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const installedPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

type Candidate = { readonly name: string; readonly options: () => Promise<LaunchOptions> }

/** Unpacks the browser that comes with the packages, once for each version, whatever number of test processes ask at once. */
const unpackedBrowser = async (): Promise<string> => {
  const packageFolder = dirname(dirname(require.resolve('@sparticuz/chromium')))
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const place = join(projectFolder, '.build', `browser-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(place)) return place
  const draft = `${place}.new-${process.pid}`
  mkdirSync(draft, { recursive: true })
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  // The package unpacks into the system's temporary folder, under a name that anyone could have put there first.
  process.env.TMPDIR = draft
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'])
      await inflate(join(packageFolder, 'bin', name))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(draft, place)
  } catch (error) {
    if (!existsSync(place)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  return place
}

const environment = (more: Record<string, string>): Record<string, string> => ({
  ...(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >),
  ...more,
})

const packagedCandidates: readonly Candidate[] =
  process.platform === 'linux' && process.arch === 'x64'
    ? [
        {
          name: 'the packaged Chromium',
          options: async () => ({ executablePath: join(await unpackedBrowser(), 'chromium') }),
        },
        {
          name: 'the packaged Chromium with its own libraries',
          options: async () => {
            const place = await unpackedBrowser()
            return {
              executablePath: join(place, 'chromium'),
              env: environment({
                LD_LIBRARY_PATH: join(place, 'al2023', 'lib'),
                FONTCONFIG_PATH: join(place, 'fonts'),
              }),
            }
          },
        },
      ]
    : []

const candidates = (): readonly Candidate[] => {
  const chosen = process.env.CHROME_PATH
  const places = chosen ? [chosen] : installedPlaces.filter((place) => existsSync(place))
  const installed = places.map((place) => ({ name: place, options: async () => ({ executablePath: place }) }))
  return chosen ? installed : [...packagedCandidates, ...installed]
}

/**
 * Starts a Chromium: the one of CHROME_PATH, else the one that comes with the packages (with its own libraries where the machine lacks them),
 * else an installed one. The caller closes it.
 * @throws when none runs, with the reason of each
 */
export const launchBrowser = async (): Promise<Browser> => {
  const reasons: string[] = []
  for (const candidate of candidates()) {
    try {
      return await chromium.launch({ args: [...flags, ...sandboxFlags], ...(await candidate.options()) })
    } catch (error) {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n')
      reasons.push(`${candidate.name}: ${reason}`)
    }
  }
  throw new Error(`No browser runs here. Install Chromium or set CHROME_PATH.\n${reasons.join('\n')}`)
}
