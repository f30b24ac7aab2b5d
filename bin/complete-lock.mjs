// Completes package-lock.json: a registry that lacks the binaries of some other platform makes npm leave their entries out, and then
// `npm ci` refuses the file on every platform. Run after adding a package: `node bin/complete-lock.mjs`. Changes nothing when all are there.
import { readFileSync, writeFileSync } from 'node:fs'

const lockFile = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(lockFile, 'utf8'))

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos']
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

/** What a package made for one platform says of itself, read from its name (`…-linux-arm64-musl`). Null when it is for none. */
const platformOf = (name) => {
  const parts = name.split(/[-/]/)
  const os = systems.find((each) => parts.includes(each))
  const cpu = processors.find((each) => parts.includes(each))
  if (!os || !cpu) return null
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu'))
      ? 'glibc'
      : null
  return { cpu: [cpu], ...(libc && os === 'linux' ? { libc: [libc] } : {}), os: [os] }
}

const added = []
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const own = `${place ? `${place}/` : ''}node_modules/${name}`
    if (lock.packages[own] ?? lock.packages[`node_modules/${name}`]) continue
    const platform = platformOf(name)
    if (!platform || !/^\d/.test(version)) continue
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platform,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
    }
    added.push(name)
  }
}

if (added.length > 0) {
  const root = lock.packages['']
  delete lock.packages['']
  lock.packages = {
    '': root,
    ...Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))),
  }
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
}
console.log(`${added.length} entries added to package-lock.json`)
