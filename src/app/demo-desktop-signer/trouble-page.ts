/** What may go wrong at the machine of a signer: he closes the window, pulls the token, or his tool does other than it should. */
export const troubles = ['none', 'cancelled', 'no-token', 'wrong-token', 'unsigned', 'other-file', 'silent'] as const
export type Trouble = (typeof troubles)[number]

const words: Readonly<Record<Trouble, string>> = {
  none: 'Ký bình thường',
  cancelled: 'Người ký đóng cửa sổ nhập mã PIN',
  'no-token': 'Chưa cắm thiết bị ký',
  'wrong-token': 'Cắm nhầm thiết bị: lãnh đạo ký bằng con dấu, văn thư đóng dấu bằng khóa của lãnh đạo',
  unsigned: 'Nộp lại tệp chưa ký',
  'other-file': 'Nộp một tệp đã bị sửa rồi mới ký',
  silent: 'Phần mềm tắt giữa chừng',
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** What the machine of the signer does next, chosen by whoever shows the demonstration. */
export const troublePage = (current: Trouble, holders: readonly string[]): string => {
  const choices = (Object.keys(words) as Trouble[])
    .map(
      (one) =>
        `<li>${one === current ? `<strong>${words[one]}</strong>` : `<a href="/?su-co=${one}">${words[one]}</a>`}</li>`,
    )
    .join('')
  const token =
    holders.length === 0 ? 'Không có thiết bị ký.' : `Thiết bị cắm ở máy này: ${holders.map(escaped).join('; ')}.`
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bản mô phỏng VGCA Sign Service</title><h1>Bản mô phỏng VGCA Sign Service</h1><p>${token} Mỗi lần ký sẽ:</p><ul>${choices}</ul></html>`
}
