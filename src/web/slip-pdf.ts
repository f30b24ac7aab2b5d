import { slipTitle } from '#modules/dossiers/domain/index.ts'
import type { KeptSlip } from '#modules/dossiers/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { PdfTemplate, TemplateData } from '#platform/pdf/template-data.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

/** The picture of a slip, always the same for the same slip. */
export const slipPdf = (slip: KeptSlip, sealing: Sealing, publicUrl: string): Promise<Uint8Array> => {
  const template = `slip-${slip.form}` as PdfTemplate
  return compilePdf(template, JSON.parse(sealing.open(slip.data)) as TemplateData[typeof template], {
    title: `${slipTitle(slip.form)} ${slip.notation}`,
    createdAt: slip.madeAt,
    qrText: `${publicUrl}/tra-cuu?ma=${slip.code}&khoa=${slip.trackingKey}`,
  })
}
