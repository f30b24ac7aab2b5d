import type { ImportLineRefusal, OrganisationReport } from '#modules/agencies/index.ts'
import { messages } from '#web/messages/index.ts'

const reasonOf = (refusal: ImportLineRefusal): string => {
  const { orgFieldFaults, orgRefusals } = messages('vi').admin
  if (refusal.code !== 'row.wrong') return orgRefusals[refusal.code]
  return refusal.columns.map((column) => `${column}: ${orgFieldFaults[column] ?? 'không đúng.'}`).join(' ')
}

/** What came of a file, for the terminal; every refused line with its reason. */
export const organisationReportText = (fileName: string, report: OrganisationReport): string =>
  [
    `${fileName}: nhập mới ${report.added}, thay đổi ${report.changed}, không đổi ${report.unchanged}, không nhận ${report.refused.length}`,
    ...report.refused.map(({ line, refusal }) => `  dòng ${line}: ${reasonOf(refusal)}`),
  ].join('\n')
