import { linesOf, type OutcomeTemplate } from '../outcome-template.ts'
import { lineField, listed, listField, textField, textIn, withSmallStart } from './answer-text.ts'

/** The official letter: for results without a form of their own, and for every refusal after appraisal. */
export const letter: OutcomeTemplate<'outcome-letter'> = {
  key: 'outcome-letter',
  title: 'Văn bản trả lời',
  notation: '{agency}-TTHC',
  fields: [
    lineField('subject', 'Trích yếu (V/v …)'),
    listField('addressees', 'Kính gửi', { help: 'Mỗi nơi nhận một dòng.' }),
    textField('opening', 'Mở đầu', { optional: true }),
    listField('paragraphs', 'Nội dung trả lời', { help: 'Kết quả và lý do, mỗi đoạn một dòng.' }),
    textField('closing', 'Kết', { optional: true }),
    listField('recipients', 'Nơi nhận', { help: 'Mỗi nơi nhận một dòng.' }),
  ],
  prefill: ({ procedureName, ownerName, agencyName }) => {
    const name = procedureName.replace(/^Thủ tục\s+/u, '')
    const asked = withSmallStart(name)
    return {
      subject: `V/v ${asked}`,
      addressees: ownerName,
      opening: `${agencyName} nhận được hồ sơ đề nghị ${asked} của ${ownerName}. Sau khi xem xét, ${agencyName} trả lời như sau:`,
      closing: `${agencyName} trả lời để ${ownerName} được biết./.`,
      recipients: 'Như trên\nLưu: VT',
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    return {
      ...head,
      subject: text('subject'),
      addressees: listed(values.addressees),
      paragraphs: [...linesOf(text('opening')), ...linesOf(values.paragraphs), ...linesOf(text('closing'))],
      recipients: listed(values.recipients),
    }
  },
}
