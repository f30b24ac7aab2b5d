import { parentPort, workerData } from 'node:worker_threads'
import { extractText, getDocumentProxy } from 'unpdf'

type Work = { readonly pdf: Uint8Array; readonly mostPages: number; readonly mostCharacters: number }

/** Entry of the thread that reads one PDF and ends: whoever waits can stop it at any time. */
const { pdf, mostPages, mostCharacters } = workerData as Work

const read = async (): Promise<string> => {
  const document = await getDocumentProxy(pdf)
  if (document.numPages > mostPages) return ''
  const { text } = await extractText(document, { mergePages: true })
  return text.slice(0, mostCharacters)
}

parentPort?.postMessage(await read())
