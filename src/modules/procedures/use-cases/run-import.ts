import { z } from 'zod'
import { unreachable } from '#kernel/result.ts'
import { system } from '#modules/identity/domain/index.ts'
import { linesOf } from '#platform/files/lines-of.ts'
import { beginImportRun, endImportRun, noteImportCounts } from '../store/import-runs.ts'
import type { AskImportDeps } from './ask-import.ts'
import { type ImportRefusal, importProcedures } from './import-procedures.ts'
import type { ImportReport } from './import-report.ts'

export const RunImport = z.object({ importId: z.uuid() })
export type RunImport = z.infer<typeof RunImport>

/** Unpacked, the list of some 2,600 procedures has 25 MB; what grows far beyond that is no list. */
const unpackedBytes = 1024 * 1024 * 1024

const failureOf = (refusal: ImportRefusal): string => {
  switch (refusal.code) {
    case 'import.not-permitted':
    case 'import.empty':
    case 'import.unreadable':
      return refusal.code
    default:
      return unreachable(refusal)
  }
}

const countsOf = ({ lines, imported, changed, unchanged, refused, doubtful }: ImportReport) => ({
  lines,
  imported,
  changed,
  unchanged,
  refused,
  doubtful,
})

/**
 * Imports a list that an administrator has handed in, telling how far it is. Broken off, it is run again from the beginning: what was
 * written is found unchanged. One that is finished already is left alone.
 */
export const runImport = async (deps: AskImportDeps, { importId }: RunImport): Promise<void> => {
  const { database, clock, files } = deps
  const run = await beginImportRun(database, importId, clock.now())
  if (run === null) return
  let noted: Promise<void> = Promise.resolve()
  const result = await importProcedures(
    {
      database,
      clock,
      onProgress: (counts) => {
        noted = noted.then(() => noteImportCounts(database, importId, counts, clock.now()))
      },
    },
    system,
    { source: run.fileName, open: () => linesOf(files.stream(run.sha256), unpackedBytes) },
  )
  await noted
  const ending = result.ok
    ? ({ state: 'done', counts: countsOf(result.value), report: result.value } as const)
    : ({ state: 'failed', failure: failureOf(result.refusal) } as const)
  await endImportRun(database, importId, ending, clock.now())
}
