import { createTransport, type SendMailOptions } from 'nodemailer'
import { specimenPaper } from '../demo-province/lived-papers.ts'
import type { TwinLetter } from './imap-twin.ts'

const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000)

/** What a registry finds in its mailbox of a morning: a document, a notice in the letter itself, an offer nobody asked for. */
const mails = (mailbox: string): readonly SendMailOptions[] => [
  {
    messageId: `<731-syt-${mailbox}>`,
    from: 'Sở Y tế <vanthu@soyte.phutho.example>',
    subject: '731/SYT-NVY: V/v tăng cường phòng, chống dịch bệnh mùa đông xuân',
    date: hoursAgo(20),
    text: 'Kính gửi: Ủy ban nhân dân các xã, phường.\n\nSở Y tế gửi văn bản kèm theo để triển khai thực hiện. Bản giấy không gửi.\n\nTrân trọng.',
    attachments: [
      { filename: '731-SYT-NVY.pdf', content: specimenPaper('Tăng cường phòng, chống dịch bệnh mùa đông xuân') },
    ],
  },
  {
    messageId: `<ngung-nuoc-${mailbox}>`,
    from: 'Công ty Cấp nước Phú Thọ <thongbao@capnuoc.example>',
    subject: 'Thông báo ngừng cấp nước để sửa chữa đường ống',
    date: hoursAgo(8),
    html: '<p>Kính gửi quý cơ quan,</p><p>Công ty ngừng cấp nước từ <b>22 giờ</b> ngày mai đến <b>4 giờ</b> sáng hôm sau.</p>',
    attachments: [
      { filename: 'So do tuyen ong.pdf', content: specimenPaper('Sơ đồ tuyến ống') },
      { filename: 'khach-hang.zip', content: Buffer.from('PK\u0003\u0004 minh họa', 'latin1') },
    ],
  },
  {
    messageId: `<moi-chao-${mailbox}>`,
    from: 'Hội chợ Thiết bị văn phòng <chaohang@quangcao.example>',
    subject: 'Ưu đãi máy in cho cơ quan nhà nước',
    date: hoursAgo(3),
    text: 'Giảm giá 20% đến hết tháng. Liên hệ để được báo giá.',
  },
]

/** The letters of a mailbox of the demonstration, as a mail server holds them. */
export const demoLetters = async (mailbox: string): Promise<TwinLetter[]> => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const letters: TwinLetter[] = []
  for (const mail of mails(mailbox)) {
    const { message } = await composer.sendMail({ to: mailbox, ...mail })
    if (!Buffer.isBuffer(message)) throw new Error('a letter was not composed')
    letters.push({ uid: letters.length + 1, content: message, seen: false })
  }
  return letters
}
