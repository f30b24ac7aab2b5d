/** What may go wrong at the machine of a signer: he closes the window, pulls the token, or his tool does other than it should. */
export const troubles = ['none', 'cancelled', 'no-token', 'unsigned', 'other-file', 'silent'] as const
export type Trouble = (typeof troubles)[number]

const words: Readonly<Record<Trouble, string>> = {
  none: 'Ký bình thường',
  cancelled: 'Người ký đóng cửa sổ nhập mã PIN',
  'no-token': 'Chưa cắm thiết bị ký',
  unsigned: 'Nộp lại tệp chưa ký',
  'other-file': 'Nộp một tệp đã bị sửa rồi mới ký',
  silent: 'Phần mềm tắt giữa chừng',
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** What the machine of the signer does next, chosen by whoever shows the demonstration. */
export const troublePage = (current: Trouble, holder: string | null): string => {
  const choices = (Object.keys(words) as Trouble[])
    .map(
      (one) =>
        `<li>${one === current ? `<strong>${words[one]}</strong>` : `<a href="/?su-co=${one}">${words[one]}</a>`}</li>`,
    )
    .join('')
  const token = holder === null ? 'Không có thiết bị ký.' : `Thiết bị ký của ${escaped(holder)}.`
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bản mô phỏng VGCA Sign Service</title><h1>Bản mô phỏng VGCA Sign Service</h1><p>${token} Mỗi lần ký sẽ:</p><ul>${choices}</ul></html>`
}
