import { formatLegalDate } from '#kernel/time.ts'
import type { OutcomeSource, OutcomeTemplate } from '../outcome-template.ts'
import {
  answer,
  capital,
  clockInWords,
  dayInWords,
  dayText,
  identityPaper,
  inCapitals,
  joined,
  legalDay,
  lineField,
  sexText,
  shown,
  textIn,
} from './answer-text.ts'

/** `04 giờ 30 phút, ngày 11 tháng 8 năm 2026`; the hour is often not known. */
const momentOfDeath = ({ form }: OutcomeSource): string => {
  const time = answer(form, 'death.time')
  const hour = /^\d{2}:\d{2}$/.test(time) ? `${time.replace(':', ' giờ ')} phút` : time
  return joined([hour, legalDay(answer(form, 'death.date'))])
}

const momentInWords = ({ form }: OutcomeSource): string => {
  const day = dayInWords(answer(form, 'death.date'))
  const hour = clockInWords(answer(form, 'death.time'))
  return hour === '' ? day : joined([hour, day.replace(/^Ngày/u, 'ngày')])
}

const noticeText = ({ form }: OutcomeSource): string => {
  const by = answer(form, 'notice.issuedBy')
  const on = answer(form, 'notice.issuedOn')
  const number = answer(form, 'notice.number')
  const head = joined([answer(form, 'notice.kind'), number === '' ? '' : `số ${number}`], ' ')
  if (by === '' && on === '') return head
  return joined([head, by === '' ? 'cấp' : `do ${by} cấp`, on === '' ? '' : legalDay(on)], ' ')
}

const declarantText = ({ form, ownerName }: OutcomeSource): string => {
  const relation = answer(form, 'requester.relation')
  const name = answer(form, 'requester.fullName') || ownerName
  return relation === '' ? name : `${name} (${relation.toLocaleLowerCase('vi')})`
}

/** @legal TT-04-2020-BTP Mẫu sổ và giấy tờ hộ tịch */
export const death: OutcomeTemplate<'outcome-death-extract'> = {
  key: 'outcome-death-extract',
  title: 'Trích lục khai tử',
  notation: '{year}/TLKT',
  fields: [
    lineField('name', 'Họ, chữ đệm, tên người đã chết'),
    lineField('birthDate', 'Ngày, tháng, năm sinh'),
    lineField('sex', 'Giới tính'),
    lineField('ethnicity', 'Dân tộc'),
    lineField('nationality', 'Quốc tịch'),
    lineField('residence', 'Nơi cư trú cuối cùng'),
    lineField('document', 'Số định danh cá nhân hoặc giấy tờ tùy thân', { optional: true }),
    lineField('diedAt', 'Đã chết vào lúc'),
    lineField('diedAtInWords', 'Ghi bằng chữ'),
    lineField('diedIn', 'Nơi chết'),
    lineField('cause', 'Nguyên nhân chết', { optional: true }),
    lineField('notice', 'Giấy báo tử hoặc giấy tờ thay thế', { optional: true }),
    lineField('declarant', 'Người đi khai tử'),
    lineField('registeredAt', 'Nơi đăng ký khai tử'),
    lineField('registeredOn', 'Ngày, tháng, năm đăng ký'),
  ],
  prefill: (source) => {
    const { form } = source
    return {
      name: inCapitals(answer(form, 'deceased.fullName')),
      birthDate: dayText(answer(form, 'deceased.birthDate')),
      sex: sexText(answer(form, 'deceased.gender')),
      ethnicity: answer(form, 'deceased.ethnicity'),
      nationality: answer(form, 'deceased.nationality'),
      residence: answer(form, 'deceased.lastResidence'),
      document: identityPaper(answer(form, 'deceased.identityNumber')),
      diedAt: momentOfDeath(source),
      diedAtInWords: capital(momentInWords(source)),
      diedIn: answer(form, 'death.place'),
      cause: answer(form, 'death.cause'),
      notice: noticeText(source),
      declarant: declarantText(source),
      registeredAt: source.agencyName,
      registeredOn: formatLegalDate(source.today),
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    return {
      ...head,
      deceased: {
        name: text('name'),
        birthDate: text('birthDate'),
        sex: text('sex'),
        ethnicity: text('ethnicity'),
        nationality: text('nationality'),
        ...shown('residence', text('residence')),
        ...shown('document', text('document')),
      },
      diedAt: text('diedAt'),
      diedAtInWords: text('diedAtInWords'),
      diedIn: text('diedIn'),
      ...shown('cause', text('cause')),
      ...shown('notice', text('notice')),
      ...shown('declarant', text('declarant')),
      registeredAt: text('registeredAt'),
      registeredOn: text('registeredOn'),
    }
  },
}
