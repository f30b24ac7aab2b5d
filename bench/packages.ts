/**
 * How long a large file of work takes to become a package, and how much memory: `node bench/packages.ts [--records=1000] [--megabytes=1000]`.
 * Records are random bytes in a file store of their own that is thrown away; the package goes into the same store, as in the archive.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from '#kernel/time.ts'
import type { PackageContent } from '#platform/archive-package/package-content.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import { packageStream } from '#platform/archive-package/write-package.ts'
import { openDiskFileStore } from '#platform/files/disk-file-store.ts'

const given = (name: string, usual: number): number =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual)

const records = given('records', 1_000)
const recordBytes = Math.round((given('megabytes', 1_000) * 1_000_000) / records)
const folder = mkdtempSync(join(tmpdir(), 'motcua-packages-'))
const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

let highest = 0
const watching = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss())
}, 20)

const measured = async <T>(what: string, deed: () => Promise<T>): Promise<T> => {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  highest = before
  const startedAt = performance.now()
  const value = await deed()
  const seconds = (performance.now() - startedAt) / 1_000
  console.log(
    `${what}: ${seconds.toFixed(1)} s, memory ${mebibytes(before)} MiB before, ${mebibytes(highest)} MiB at most`,
  )
  return value
}

try {
  const files = await openDiskFileStore(folder)
  const madeAt = Temporal.Now.instant()
  const shared = { maintenance: ['05'], mode: ['02'], language: ['01'], riskRecovery: ['0'] }
  const code = 'H44.105.LT.H44.105.2026.01.KT'
  const content: PackageContent = {
    kind: 'AIP',
    id: '0197b6d0-aaaa-7000-8000-000000000001',
    fonds: 'H44.105',
    agencyName: 'Ủy ban nhân dân xã Hy Cương',
    madeAt,
    software: 'Một Cửa',
    description: {
      arcFileCode: [code],
      title: ['Hồ sơ đo'],
      ...shared,
      startDate: ['2026-01-02'],
      endDate: ['2026-11-20'],
      totalDoc: [String(records)],
      numberOfPaper: ['0'],
      numberOfPage: [String(records)],
    },
    records: await measured(`${records} records of ${recordBytes} bytes stored`, async () => {
      const made: PackageContent['records'][number][] = []
      for (let index = 0; index < records; index += 1) {
        const stored = await files.put(randomBytes(recordBytes))
        const ordinal = String(index + 1)
        const description = {
          docId: [`TL${ordinal}`],
          docCode: [`${code}.${ordinal.padStart(7, '0')}`],
          docOrdinal: [ordinal],
          ...shared,
          typeName: ['22'],
          issuedDate: ['2026-02-28'],
          organName: ['UBND xã Hy Cương'],
          subject: [`Văn bản ${ordinal}`],
          numberOfPage: ['1'],
        }
        const id = `0197b6d0-0000-7000-8000-${ordinal.padStart(12, '0')}`
        made.push({ id, data: { ...stored, mediaType: 'application/pdf', extension: 'pdf', madeAt }, description })
      }
      return made
    }),
    events: [],
  }
  const kept = await measured('package written into the store', () => files.put(packageStream(content, files)))
  console.log(`package of ${mebibytes(kept.sizeBytes)} MiB`)
  const path = files.stream(kept.sha256) as unknown as { readonly path: string; readonly destroy: () => void }
  path.destroy()
  const verdict = await measured('package read back and verified', async () =>
    verifyPackage(await openAsBlob(path.path)),
  )
  console.log(`${verdict.records.length} records, ${verdict.faults.length} faults; load ${loadavg()[0]?.toFixed(1)}`)
} finally {
  clearInterval(watching)
  rmSync(folder, { recursive: true })
}
