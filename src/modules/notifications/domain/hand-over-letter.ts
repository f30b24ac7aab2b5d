import { formatDate, type Temporal } from '#kernel/time.ts'

type File = { readonly title: string; readonly by: Temporal.PlainDate; readonly isOverdue: boolean }

/** The letter that reminds an officer of files that must go to the archive. */
export const handOverLetter = ({ link, files }: { readonly link: string; readonly files: readonly File[] }) => {
  const overdue = files.filter(({ isOverdue }) => isOverdue).length
  const subject = overdue > 0 ? `${overdue} hồ sơ quá hạn nộp lưu trữ` : `${files.length} hồ sơ sắp đến hạn nộp lưu trữ`
  const lines = files.map(
    ({ title, by, isOverdue }) => `- ${title}: nộp chậm nhất ${formatDate(by)}${isOverdue ? ' (đã quá hạn)' : ''}`,
  )
  const body = ['Các hồ sơ sau phải nộp vào lưu trữ cơ quan:', '', ...lines, '', `Lập đợt nộp lưu tại: ${link}`].join(
    '\n',
  )
  return { subject, body }
}
