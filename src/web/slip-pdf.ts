import type { KeptSlip } from '#modules/dossiers/index.ts'
import { compilePdf } from '#platform/pdf/compile-pdf.ts'
import type { PdfTemplate, TemplateData } from '#platform/pdf/template-data.ts'
import type { Sealing } from '#platform/secrets/sealing.ts'

const titles: Readonly<Record<string, string>> = {
  '01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  '02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  '03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  '04': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  '05': 'Thông báo dừng giải quyết hồ sơ',
}

export const slipTitle = (form: string): string => titles[form] ?? ''

/** The picture of a slip, always the same for the same slip. */
export const slipPdf = (slip: KeptSlip, sealing: Sealing, publicUrl: string): Promise<Uint8Array> => {
  const template = `slip-${slip.form}` as PdfTemplate
  return compilePdf(template, JSON.parse(sealing.open(slip.data)) as TemplateData[typeof template], {
    title: `${slipTitle(slip.form)} ${slip.notation}`,
    createdAt: slip.madeAt,
    qrText: `${publicUrl}/tra-cuu?ma=${slip.code}`,
  })
}
