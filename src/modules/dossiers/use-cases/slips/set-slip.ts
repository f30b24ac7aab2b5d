import type { Temporal } from '#kernel/time.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { type CompiledForm, compileForm } from '#platform/pdf/compile-pdf.ts'
import type { PdfTemplate, TemplateData } from '#platform/pdf/template-data.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'
import { slipTitle } from '../../domain/slip-form.ts'
import type { KeptSlip } from '../../queries/tracking.ts'

type SlipTemplate = Extract<PdfTemplate, `slip-${string}`>

/** What a slip is, beside what it says. */
export type SlipToSet = Pick<KeptSlip, 'form' | 'notation' | 'code' | 'trackingKey'> & {
  readonly madeAt: Temporal.Instant
}

/** The page of a slip, always the same for the same slip; `publicUrl` without a slash at the end. */
export const setSlip = (slip: SlipToSet, data: TemplateData[SlipTemplate], publicUrl: string): Promise<CompiledForm> =>
  compileForm(`slip-${slip.form}` as SlipTemplate, data, {
    title: `${slipTitle(slip.form)} ${slip.notation}`,
    createdAt: slip.madeAt,
    qrText: `${publicUrl}/tra-cuu?ma=${slip.code}&khoa=${slip.trackingKey}`,
  })

type SlipDeps = { readonly files: FileStore; readonly sealing: Sealing; readonly publicUrl: string }

/** The file of a slip: the one that was signed, else set now from what the slip says. */
export const slipFile = async (deps: SlipDeps, slip: KeptSlip): Promise<Uint8Array> => {
  if (slip.sha256 !== null) return deps.files.read(slip.sha256)
  const data = JSON.parse(deps.sealing.open(slip.data)) as TemplateData[SlipTemplate]
  return (await setSlip(slip, data, deps.publicUrl)).pdf
}
