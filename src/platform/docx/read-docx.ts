import { Worker } from 'node:worker_threads'
import { type Result, refuse } from '#kernel/result.ts'
import type { DocxFault, DocxText } from './docx-text.ts'

const usual = { patienceMs: 20_000, threadMegabytes: 512 } as const
export const largestDocxBytes = 20 * 1024 * 1024

// The sources run as they are; the build puts the thread beside the chunk that starts it.
const thread = new URL(import.meta.url.endsWith('.ts') ? './docx-worker.ts' : './docx-worker.js', import.meta.url)

export type DocxRefused = { readonly code: DocxFault }

/**
 * The text of a Word document and what of it is not text. Files come from anywhere: it is read in a thread of its own, bounded in time and
 * memory, unpacks only the parts that hold text, and runs nothing.
 */
export const readDocx = (
  docx: Uint8Array,
  bounds: { readonly patienceMs: number; readonly threadMegabytes: number } = usual,
): Promise<Result<DocxText, DocxRefused>> => {
  if (docx.byteLength > largestDocxBytes) return Promise.resolve(refuse({ code: 'too-large' }))
  return new Promise((resolve) => {
    const worker = new Worker(thread, {
      workerData: { docx },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: bounds.threadMegabytes },
    })
    const end = (answer: Result<DocxText, DocxRefused>): void => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(refuse({ code: 'too-slow' })), bounds.patienceMs)
    worker.once('message', end)
    // Out of memory, or a file on which the reader itself stumbles.
    worker.once('error', () => end(refuse({ code: 'broken' })))
  })
}
