import { availableParallelism } from 'node:os'
import { acceptedValue } from '#kernel/result.ts'
import { compileForm, compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { FormField } from '#platform/pdf/form-field.ts'
import { templateSamples } from '#platform/pdf/template-samples.ts'
import { signTogether } from '#platform/signing/keys/sign-together.ts'
import { outcomeFields } from '#platform/signing/outcome-fields.ts'
import { prepareForm } from '#platform/signing/prepare-form.ts'
import { signPdf } from '#platform/signing/sign-pdf.ts'
import type { SigningKey } from '#platform/signing/signing-key.ts'
import {
  handAppearance,
  issuedKey,
  leaderSubject,
  makeSigningSample,
  signedAt,
} from '#platform/signing/signing-sample.ts'
import { verifyPdf } from '#platform/signing/verification/verify-pdf.ts'

// How fast documents are made, signed, sealed and verified, one after another on one core; no database in it.

const rounds = Number(process.argv.find((each) => /^\d+$/.test(each)) ?? 100)
const asJson = process.argv.includes('--json')

type Row = { readonly what: string; readonly perSecond: number; readonly medianMs: number; readonly p95Ms: number }

const measure = async (what: string, deed: () => unknown, count = rounds): Promise<Row> => {
  for (let warm = 0; warm < 5; warm += 1) await deed()
  const times: number[] = []
  for (let round = 0; round < count; round += 1) {
    const start = performance.now()
    await deed()
    times.push(performance.now() - start)
  }
  times.sort((left, right) => left - right)
  const total = times.reduce((sum, each) => sum + each, 0)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { what, perSecond: (1000 * count) / total, medianMs: at(0.5), p95Ms: at(0.95) }
}

const options = {
  title: 'Quyết định',
  createdAt: signedAt,
  qrText: 'https://dichvucong.example.vn/tra-cuu?ma=H44.12-260828-0001',
}
const decision = templateSamples['outcome-decision']
const rows: Row[] = []

for (const keyType of ['p256', 'rsa2048'] as const) {
  const sample = await makeSigningSample(keyType)
  const { prepared, signed, sealed, trust, compiled } = sample
  if (keyType === 'p256') {
    rows.push(await measure('slip 01 as PDF/A', () => compilePdf('slip-01', templateSamples['slip-01'], options)))
    rows.push(
      await measure('decision as PDF/A, with its fields', () => compileForm('outcome-decision', decision, options)),
    )
    const official = templateSamples['official-document']
    rows.push(await measure('page of annex I as PDF/A', () => compileForm('official-document', official, options)))
    rows.push(await measure('form fields added', () => prepareForm(compiled.pdf, compiled.fields)))
  }
  rows.push(
    await measure(`${keyType}: key and certificate issued`, () => issuedKey(sample.root, leaderSubject, keyType), 20),
  )
  rows.push(await measure(`${keyType}: leader signs`, () => sample.sign(prepared)))
  rows.push(await measure(`${keyType}: clerk numbers and seals`, () => sample.seal(signed)))
  rows.push(await measure(`${keyType}: both signatures verified`, () => verifyPdf(sealed, trust)))
  rows.push(
    await measure(`${keyType}: made, prepared, signed, sealed`, async () => {
      const made = await compileForm('outcome-decision', decision, options)
      const ready = acceptedValue(prepareForm(made.pdf, made.fields))
      return sample.seal(acceptedValue(await sample.sign(ready)))
    }),
  )
}

const crowd = await makeSigningSample()
const places = Array.from(
  { length: 20 },
  (_, index): FormField => ({
    name: `ChuKy${index + 1}`,
    kind: 'signature',
    page: 1,
    x: 60 + 90 * (index % 5),
    y: 300 + 60 * Math.floor(index / 5),
    width: 80,
    height: 40,
    size: 13,
    style: 'regular',
    align: 'left',
  }),
)
let crowded: Uint8Array = acceptedValue(prepareForm(crowd.compiled.pdf, places))
const request = { key: crowd.leader, appearance: handAppearance, signingTime: signedAt }
for (const { name } of places) crowded = acceptedValue(await signPdf(crowded, { ...request, field: name }))
rows.push(await measure('p256: a file with 20 signatures verified', () => verifyPdf(crowded, crowd.trust), 20))

const papers = Array.from(
  { length: 100 },
  () => (key: SigningKey) => signPdf(crowd.prepared, { ...request, key, field: outcomeFields.leader }),
)
const batch = await measure(
  'p256: a batch of 100 signed (per second: batches)',
  () => signTogether(crowd.leader, papers, 2),
  5,
)
rows.push(batch)

if (asJson) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
else {
  process.stdout.write(
    `${rounds} rounds, one after another; node ${process.version}, ${availableParallelism()} cores\n`,
  )
  process.stdout.write(
    `${'what'.padEnd(40)}${'per second'.padStart(12)}${'p50 ms'.padStart(10)}${'p95 ms'.padStart(10)}\n`,
  )
  for (const row of rows) {
    const figures = [
      row.perSecond.toFixed(0).padStart(12),
      row.medianMs.toFixed(1).padStart(10),
      row.p95Ms.toFixed(1).padStart(10),
    ]
    process.stdout.write(`${row.what.padEnd(40)}${figures.join('')}\n`)
  }
}
