import { localDate, type Temporal } from '#kernel/time.ts'
import type { Reader } from '#platform/database/connection.ts'
import { dueOf } from '../domain/charges.ts'
import { listCharges } from '../store/charges.ts'
import { getPayableDossier } from '../store/dossier.ts'
import { findAccount } from '../store/settings.ts'

/** What the national portal is told a dossier still owes: 1 with amounts, 0 nothing due, -1 not found. */
export type OwedAnswer = { readonly error_code: 1 | 0 | -1; readonly message: Record<string, unknown> | string }

export const owedByCode = async (reader: Reader, code: string, now: Temporal.Instant): Promise<OwedAnswer> => {
  const found = await reader.selectFrom('dossier').select('id').where('code', '=', code).executeTakeFirst()
  if (found === undefined) return { error_code: -1, message: 'Không tìm thấy hồ sơ' }
  const due = dueOf(await listCharges(reader, found.id))
  if (due.length === 0) return { error_code: 0, message: 'Không có khoản phải nộp' }
  const dossier = await getPayableDossier(reader, found.id)
  const account = await findAccount(reader, localDate(now), dossier.agencyId)
  return {
    error_code: 1,
    message: {
      MaDichVu: '2',
      MaDVC: dossier.procedureCode,
      TenDVC: dossier.procedureName.slice(0, 250),
      MaTTHC: dossier.procedureCode,
      TenTTHC: dossier.procedureName.slice(0, 250),
      MaDonVi: dossier.agencyCode,
      TenDonVi: dossier.agencyName,
      MaHoSo: dossier.code,
      PhiLePhi: due.map(({ kind, code: feeCode, name, amount }) => ({
        LoaiPhiLePhi: String(kind),
        MaPhiLePhi: feeCode,
        TenPhiLePhi: name,
        SoTien: amount,
      })),
      TKThuHuong: account.account,
      MaNHThuHuong: account.bank,
      TenTKThuHuong: account.name,
      NoiDungThanhToan: `Phí, lệ phí hồ sơ ${dossier.code}`,
      HoTenNguoiNop: dossier.ownerName,
      DiaChiNguoiNop: dossier.ownerAddress,
      DSKhoanNop: due.map(({ name, amount }) => ({ NoiDung: name, SoTien: String(amount) })),
    },
  }
}
