import { formatLegalDate } from '#kernel/time.ts'
import type { OutcomeField, OutcomeSource, OutcomeTemplate, OutcomeValues } from '../outcome-template.ts'
import { answer, dayText, identityPaper, inCapitals, lineField, textIn } from './answer-text.ts'

type Side = 'wife' | 'husband'

const spouseFields = (side: Side, who: string): readonly OutcomeField[] => [
  lineField(`${side}Name`, `Họ, chữ đệm, tên ${who}`),
  lineField(`${side}BirthDate`, `Ngày, tháng, năm sinh của ${who}`),
  lineField(`${side}Ethnicity`, `Dân tộc của ${who}`),
  lineField(`${side}Nationality`, `Quốc tịch của ${who}`),
  lineField(`${side}Residence`, `Nơi cư trú của ${who}`),
  lineField(`${side}Document`, `Giấy tờ tùy thân của ${who}`),
]

const spouseValues = ({ form }: OutcomeSource, side: Side, from: 'bride' | 'groom'): OutcomeValues => ({
  [`${side}Name`]: inCapitals(answer(form, `${from}.fullName`)),
  [`${side}BirthDate`]: dayText(answer(form, `${from}.birthDate`)),
  [`${side}Ethnicity`]: answer(form, `${from}.ethnicity`),
  [`${side}Nationality`]: answer(form, `${from}.nationality`),
  [`${side}Residence`]: answer(form, `${from}.residence`),
  [`${side}Document`]: identityPaper(answer(form, `${from}.identityNumber`), answer(form, `${from}.identityPaper`)),
})

const spouseShown = (values: OutcomeValues, side: Side) => {
  const text = textIn(values)
  return {
    name: text(`${side}Name`),
    birthDate: text(`${side}BirthDate`),
    ethnicity: text(`${side}Ethnicity`),
    nationality: text(`${side}Nationality`),
    residence: text(`${side}Residence`),
    document: text(`${side}Document`),
  }
}

/** @legal TT-04-2020-BTP Mẫu sổ và giấy tờ hộ tịch */
export const marriage: OutcomeTemplate<'outcome-marriage'> = {
  key: 'outcome-marriage',
  title: 'Giấy chứng nhận kết hôn',
  notation: '{year}',
  fields: [
    ...spouseFields('wife', 'vợ'),
    ...spouseFields('husband', 'chồng'),
    lineField('registeredAt', 'Nơi đăng ký kết hôn'),
    lineField('registeredOn', 'Ngày, tháng, năm đăng ký'),
  ],
  prefill: (source) => ({
    ...spouseValues(source, 'wife', 'bride'),
    ...spouseValues(source, 'husband', 'groom'),
    registeredAt: source.agencyName,
    registeredOn: formatLegalDate(source.today),
  }),
  render: (values, head) => ({
    ...head,
    wife: spouseShown(values, 'wife'),
    husband: spouseShown(values, 'husband'),
    registeredAt: textIn(values)('registeredAt'),
    registeredOn: textIn(values)('registeredOn'),
  }),
}
