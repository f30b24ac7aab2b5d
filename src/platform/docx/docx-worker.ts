import { parentPort, workerData } from 'node:worker_threads'
import { readBody } from './docx-body.ts'
import { openDocx } from './docx-parts.ts'

/** Entry of the thread that reads one Word document and ends: whoever waits can stop it at any time. */
const { docx } = workerData as { readonly docx: Uint8Array }

const parts = await openDocx(Buffer.from(docx.buffer, docx.byteOffset, docx.byteLength))
parentPort?.postMessage(parts.ok ? { ok: true, value: readBody(parts.value) } : parts)
