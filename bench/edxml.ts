import { cpus } from 'node:os'
import { acceptedValue } from '#kernel/result.ts'
import { edxmlReader, writeEdxml } from '#modules/interchange/index.ts'
import { letter } from '../src/modules/interchange/use-cases/edxml/edxml.fixture.ts'

// How long a message of the axis takes to read and check, and what memory a big one takes. `node bench/edxml.ts [megabytes]`

const megabytes = Number(process.argv[2] ?? 100)
const rounds = 300

const message = { ...letter, attachments: letter.attachments.slice(0, 1) }
const pieceBytes = 60_000
const piece = Buffer.from(Array.from({ length: pieceBytes }, (_, at) => (at * 31 + (at >> 7)) % 256))

async function* content(bytes: number) {
  for (let left = bytes; left > 0; left -= pieceBytes) yield piece.subarray(0, Math.min(left, pieceBytes))
}

const median = (values: readonly number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0

const readWhole = async (pieces: AsyncIterable<string>): Promise<number> => {
  const reader = edxmlReader()
  let bytes = 0
  for await (const text of pieces)
    for (const one of acceptedValue(reader.write(Buffer.from(text)))) bytes += one.bytes.length
  acceptedValue(reader.end())
  return bytes
}

let small = ''
for await (const text of writeEdxml(message, () => content(34_000))) small += text
const bytes = Buffer.from(small)
const times: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const from = performance.now()
  const reader = edxmlReader()
  acceptedValue(reader.write(bytes))
  acceptedValue(reader.end())
  times.push(performance.now() - from)
}
console.log(`${cpus().length} cores (${cpus()[0]?.model})`)
console.log(
  `${(bytes.length / 1000).toFixed(0)} kB read and checked: ${median(times).toFixed(2)} ms (median of ${rounds})`,
)

const before = process.memoryUsage().rss
let most = before
const watch = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 20)
const from = performance.now()
const read = await readWhole(writeEdxml(message, () => content(megabytes * 1_000_000)))
clearInterval(watch)
console.log(
  `${(read / 1e6).toFixed(0)} MB of files written and read back: ${((performance.now() - from) / 1000).toFixed(1)} s, ` +
    `memory grew by ${((Math.max(most, process.memoryUsage().rss) - before) / 2 ** 20).toFixed(0)} MiB`,
)
