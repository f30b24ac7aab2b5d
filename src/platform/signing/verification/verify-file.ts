import { Worker } from 'node:worker_threads'
import type { Trust } from './certificate-trust.ts'
import { fromSendable, type SendableReport } from './sendable-report.ts'
import type { PdfReport } from './verification-report.ts'
import { verifyPdf } from './verify-pdf.ts'

/** A file of this size is judged in some ten milliseconds whatever is in it; a larger one may be made to take seconds. */
const quickBytes = 128 * 1024
const patienceMs = 10_000
const threadMegabytes = 384
/** Files judged at the same time, and those that may wait for it. */
const mostThreads = 2
const mostWaiting = 8

export type Verified =
  | { readonly kind: 'report'; readonly report: PdfReport }
  /** Took more time or memory than it may. */
  | { readonly kind: 'too-heavy' }
  /** Too many at once. */
  | { readonly kind: 'busy' }

export type VerifyBounds = {
  readonly patienceMs?: number
  /** How many may wait before this file is turned away; who judges what the house has taken in waits for its turn. */
  readonly mostWaiting?: number
}

// The sources run as they are; the build puts the thread beside the chunk that starts it.
const thread = new URL(import.meta.url.endsWith('.ts') ? './verify-worker.ts' : './verify-worker.js', import.meta.url)

let running = 0
const waiting: (() => void)[] = []

const enter = async (most: number): Promise<boolean> => {
  if (running < mostThreads) {
    running += 1
    return true
  }
  if (waiting.length >= most) return false
  await new Promise<void>((resolve) => waiting.push(resolve))
  return true
}

/** Whoever waits longest takes the place over. */
const leave = (): void => {
  const next = waiting.shift()
  if (next === undefined) running -= 1
  else next()
}

const judgeApart = (pdf: Uint8Array, trust: Trust, patience: number): Promise<Verified> =>
  new Promise((resolve) => {
    const worker = new Worker(thread, {
      workerData: { pdf, trust },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
    })
    const end = (verified: Verified): void => {
      clearTimeout(timer)
      resolve(verified)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ kind: 'too-heavy' }), patience)
    worker.once('message', (report: SendableReport) => end({ kind: 'report', report: fromSendable(report) }))
    worker.once('error', () => end({ kind: 'too-heavy' }))
  })

/**
 * Judges an uploaded file within bounds of time and memory. What could hold the program up is done in a thread of its own, a few at a
 * time, and stopped when it takes too long.
 */
export const verifyFile = async (pdf: Uint8Array, trust: Trust, bounds: VerifyBounds = {}): Promise<Verified> => {
  if (pdf.length <= quickBytes) return { kind: 'report', report: verifyPdf(pdf, trust) }
  if (!(await enter(bounds.mostWaiting ?? mostWaiting))) return { kind: 'busy' }
  try {
    return await judgeApart(pdf, trust, bounds.patienceMs ?? patienceMs)
  } finally {
    leave()
  }
}
