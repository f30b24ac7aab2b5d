import { parentPort, workerData } from 'node:worker_threads'
import type { Trust } from './certificate-trust.ts'
import { toSendable } from './sendable-report.ts'
import { verifyPdf } from './verify-pdf.ts'

/** Entry of the thread that judges one large file and ends: whoever waits can stop it at any time. */
const { pdf, trust } = workerData as { readonly pdf: Uint8Array; readonly trust: Trust }
parentPort?.postMessage(toSendable(verifyPdf(pdf, trust)))
