import { formatLegalDate } from '#kernel/time.ts'
import type { OutcomeField, OutcomeSource, OutcomeTemplate, OutcomeValues } from '../outcome-template.ts'
import {
  answer,
  dayInWords,
  dayText,
  identityPaper,
  inCapitals,
  lineField,
  sexText,
  shown,
  textIn,
  yearText,
} from './answer-text.ts'

const parentFields = (key: 'mother' | 'father', who: string): readonly OutcomeField[] => [
  lineField(`${key}Name`, `Họ, chữ đệm, tên người ${who}`, { optional: true, help: 'Để trống nếu không xác định.' }),
  lineField(`${key}BirthYear`, `Năm sinh của người ${who}`, { optional: true }),
  lineField(`${key}Ethnicity`, `Dân tộc của người ${who}`, { optional: true }),
  lineField(`${key}Nationality`, `Quốc tịch của người ${who}`, { optional: true }),
  lineField(`${key}Residence`, `Nơi cư trú của người ${who}`, { optional: true }),
]

const parentValues = ({ form }: OutcomeSource, key: 'mother' | 'father'): OutcomeValues => ({
  [`${key}Name`]: inCapitals(answer(form, `${key}.fullName`)),
  [`${key}BirthYear`]: yearText(answer(form, `${key}.birthYear`)),
  [`${key}Ethnicity`]: answer(form, `${key}.ethnicity`),
  [`${key}Nationality`]: answer(form, `${key}.nationality`),
  [`${key}Residence`]: answer(form, `${key}.residence`),
})

const parentShown = (values: OutcomeValues, key: 'mother' | 'father') => {
  const text = textIn(values)
  const name = text(`${key}Name`)
  if (name === '') return {}
  return {
    [key]: {
      name,
      ...shown('birthYear', text(`${key}BirthYear`)),
      ...shown('ethnicity', text(`${key}Ethnicity`)),
      ...shown('nationality', text(`${key}Nationality`)),
      ...shown('residence', text(`${key}Residence`)),
    },
  }
}

/** @legal TT-04-2020-BTP Mẫu sổ và giấy tờ hộ tịch */
export const birth: OutcomeTemplate<'outcome-birth-extract'> = {
  key: 'outcome-birth-extract',
  title: 'Giấy khai sinh',
  notation: '{year}',
  fields: [
    lineField('name', 'Họ, chữ đệm, tên'),
    lineField('birthDate', 'Ngày, tháng, năm sinh'),
    lineField('birthDateInWords', 'Ngày, tháng, năm sinh ghi bằng chữ'),
    lineField('sex', 'Giới tính'),
    lineField('ethnicity', 'Dân tộc'),
    lineField('nationality', 'Quốc tịch'),
    lineField('birthPlace', 'Nơi sinh'),
    lineField('homeTown', 'Quê quán'),
    lineField('identity', 'Số định danh cá nhân', {
      optional: true,
      help: 'Do Cơ sở dữ liệu quốc gia về dân cư cấp.',
    }),
    ...parentFields('mother', 'mẹ'),
    ...parentFields('father', 'cha'),
    lineField('declarant', 'Họ, chữ đệm, tên người đi khai sinh'),
    lineField('declarantPaper', 'Giấy tờ tùy thân của người đi khai sinh'),
    lineField('registeredAt', 'Nơi đăng ký khai sinh'),
    lineField('registeredOn', 'Ngày, tháng, năm đăng ký'),
  ],
  prefill: (source) => {
    const { form } = source
    const birthDate = answer(form, 'child.birthDate')
    return {
      name: inCapitals(answer(form, 'child.fullName')),
      birthDate: dayText(birthDate),
      birthDateInWords: dayInWords(birthDate),
      sex: sexText(answer(form, 'child.gender')),
      ethnicity: answer(form, 'child.ethnicity'),
      nationality: answer(form, 'child.nationality'),
      birthPlace: answer(form, 'child.birthPlace'),
      homeTown: answer(form, 'child.hometown'),
      ...parentValues(source, 'mother'),
      ...parentValues(source, 'father'),
      declarant: answer(form, 'requester.fullName') || source.ownerName,
      declarantPaper: identityPaper(
        answer(form, 'requester.identityNumber') || source.ownerIdentity,
        answer(form, 'requester.identityPaper'),
      ),
      registeredAt: source.agencyName,
      registeredOn: formatLegalDate(source.today),
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    return {
      ...head,
      form: 'certificate',
      child: {
        name: text('name'),
        birthDate: text('birthDate'),
        birthDateInWords: text('birthDateInWords'),
        sex: text('sex'),
        ethnicity: text('ethnicity'),
        nationality: text('nationality'),
        birthPlace: text('birthPlace'),
        homeTown: text('homeTown'),
        ...shown('identity', text('identity')),
      },
      ...parentShown(values, 'mother'),
      ...parentShown(values, 'father'),
      declarant: { name: text('declarant'), ...shown('document', text('declarantPaper')) },
      registeredAt: text('registeredAt'),
      registeredOn: text('registeredOn'),
    }
  },
}
