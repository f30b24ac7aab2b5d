import { Worker } from 'node:worker_threads'
import { tidy } from '#kernel/vietnamese-text.ts'

const patienceMs = 20_000
const threadMegabytes = 384
const mostPages = 2_000
const mostCharacters = 1_000_000

// The sources run as they are; the build puts the thread beside the chunk that starts it.
const thread = new URL(
  import.meta.url.endsWith('.ts') ? './pdf-text-worker.ts' : './pdf-text-worker.js',
  import.meta.url,
)

/**
 * The text that lies in a PDF, one space between words; empty for a mere picture. Null when it could not be read: broken, encrypted, or more
 * than it may take in time, memory or pages. Runs in a thread of its own that is stopped when it takes too long.
 */
export const readPdfText = (
  pdf: Uint8Array,
  bounds: { readonly patienceMs: number } = { patienceMs },
): Promise<string | null> =>
  new Promise((resolve) => {
    const worker = new Worker(thread, {
      workerData: { pdf, mostPages, mostCharacters },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
    })
    const end = (text: string | null): void => {
      clearTimeout(timer)
      resolve(text)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(null), bounds.patienceMs)
    worker.once('message', (text: string) => end(tidy(text)))
    worker.once('error', () => end(null))
  })
