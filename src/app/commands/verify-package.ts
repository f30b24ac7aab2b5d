import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { packageReport } from '#platform/archive-package/package-report.ts'
import { verifyPackage } from '#platform/archive-package/verify-package.ts'
import type { Command } from '../command.ts'
import { readOptions } from '../command-options.ts'

const usage = `npm run verify:package -- --file=<gói.zip> [--sha256=<mã băm đã ghi>]
  đọc lại một gói tin lưu trữ (SIP, AIP, DIP) và báo mọi chỗ sai  (reads an archive package back and reports its faults)`

const digestOf = async (blob: Blob): Promise<string> => {
  const digest = createHash('sha256')
  for await (const chunk of blob.stream() as unknown as AsyncIterable<Uint8Array>) digest.update(chunk)
  return digest.digest('hex')
}

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

/** Needs neither the database nor the program that made the package. Ends with 1 when there are faults. */
export const run: Command = async ({ arguments: parameters }) => {
  const options = readOptions(parameters, { file: 'required', sha256: 'optional' })
  if (options === null || !(await isFile(options.file))) {
    console.error(usage)
    return 2
  }
  const blob = await openAsBlob(options.file)
  const isWhole = options.sha256 === undefined || (await digestOf(blob)) === options.sha256.toLowerCase()
  const verdict = await verifyPackage(blob)
  console.log(packageReport(verdict, isWhole))
  return isWhole && verdict.faults.length === 0 ? 0 : 1
}
