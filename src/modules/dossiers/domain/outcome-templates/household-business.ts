import { dongInWords, formatDong } from '#kernel/money.ts'
import { formatLegalDate } from '#kernel/time.ts'
import { valueAt } from '#modules/forms/domain/index.ts'
import { linesOf, type OutcomeSource, type OutcomeTemplate } from '../outcome-template.ts'
import {
  answer,
  answerRows,
  dayText,
  inCapitals,
  joined,
  lineField,
  listField,
  pairOf,
  sexText,
  shown,
  textIn,
} from './answer-text.ts'

const capitalText = ({ form }: OutcomeSource): string => {
  const amount = valueAt(form, 'capital.amount')
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0
    ? `${formatDong(amount)} (${dongInWords(amount)})`
    : ''
}

/** The main trade first, as the certificate lists them. */
const tradeLines = ({ form }: OutcomeSource): string =>
  [...answerRows(form, 'lines')]
    .sort((left, right) => Number(right.main === 'yes') - Number(left.main === 'yes'))
    .map((row) => joined([answer(row, 'name'), answer(row, 'code')], ' | '))
    .join('\n')

const memberLines = ({ form }: OutcomeSource): string =>
  answerRows(form, 'members')
    .map((row) => [answer(row, 'fullName'), answer(row, 'identityNumber'), answer(row, 'permanentAddress')].join(' | '))
    .join('\n')

const memberOf = (line: string) => {
  const [name = '', identity = '', residence = ''] = line.split('|').map((part) => part.trim())
  return { name, identity, residence }
}

/** @legal TT-68-2025-BTC Phụ lục III */
export const householdBusiness: OutcomeTemplate<'outcome-household-business'> = {
  key: 'outcome-household-business',
  title: 'Giấy chứng nhận đăng ký hộ kinh doanh',
  notation: '{year}/HKD',
  fields: [
    lineField('businessCode', 'Mã số hộ kinh doanh', { help: 'Là mã số thuế, cũng là số định danh của chủ hộ.' }),
    listField('registration', 'Đăng ký', { help: 'Lần đầu; mỗi lần thay đổi thêm một dòng.' }),
    lineField('name', 'Tên hộ kinh doanh'),
    lineField('address', 'Địa chỉ trụ sở'),
    lineField('phone', 'Điện thoại', { optional: true }),
    lineField('email', 'Thư điện tử', { optional: true }),
    listField('trades', 'Ngành, nghề kinh doanh', { help: 'Mỗi ngành một dòng: tên ngành | mã ngành.' }),
    lineField('capital', 'Vốn kinh doanh'),
    lineField('ownerName', 'Họ và tên chủ hộ'),
    lineField('ownerSex', 'Giới tính'),
    lineField('ownerBirthDate', 'Sinh ngày'),
    lineField('ownerEthnicity', 'Dân tộc', { optional: true }),
    lineField('ownerNationality', 'Quốc tịch'),
    lineField('ownerIdentity', 'Số định danh cá nhân'),
    lineField('ownerResidence', 'Nơi thường trú'),
    lineField('ownerContact', 'Địa chỉ liên lạc', { optional: true }),
    listField('members', 'Thành viên hộ gia đình tham gia', {
      optional: true,
      help: 'Mỗi người một dòng: họ và tên | số định danh | nơi cư trú.',
    }),
  ],
  prefill: (source) => {
    const { form } = source
    return {
      businessCode: answer(form, 'owner.identityNumber') || source.ownerIdentity,
      registration: `Đăng ký lần đầu, ${formatLegalDate(source.today)}`,
      name: inCapitals(answer(form, 'name.vietnamese')),
      address: joined(['street', 'commune', 'province'].map((part) => answer(form, `premises.${part}`))),
      phone: answer(form, 'premises.phone') || answer(form, 'owner.phone'),
      email: answer(form, 'premises.email') || answer(form, 'owner.email'),
      trades: tradeLines(source),
      capital: capitalText(source),
      ownerName: inCapitals(answer(form, 'owner.fullName') || source.ownerName),
      ownerSex: sexText(answer(form, 'owner.gender')),
      ownerBirthDate: dayText(answer(form, 'owner.birthDate')),
      ownerEthnicity: answer(form, 'owner.ethnicity'),
      ownerNationality: answer(form, 'owner.nationality'),
      ownerIdentity: answer(form, 'owner.identityNumber') || source.ownerIdentity,
      ownerResidence: answer(form, 'owner.permanentAddress') || source.ownerAddress,
      ownerContact: answer(form, 'owner.currentAddress'),
      members: memberLines(source),
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    const members = linesOf(values.members).map(memberOf)
    return {
      ...head,
      businessCode: text('businessCode'),
      registration: linesOf(values.registration),
      name: text('name'),
      address: text('address'),
      ...shown('phone', text('phone')),
      ...shown('email', text('email')),
      trades: linesOf(values.trades).map((line) => {
        const [name, code] = pairOf(line, '|')
        return { name, ...shown('code', code) }
      }),
      capital: text('capital'),
      owner: {
        name: text('ownerName'),
        sex: text('ownerSex'),
        birthDate: text('ownerBirthDate'),
        ...shown('ethnicity', text('ownerEthnicity')),
        nationality: text('ownerNationality'),
        identity: text('ownerIdentity'),
        residence: text('ownerResidence'),
        ...shown('contactAddress', text('ownerContact')),
      },
      ...(members.length === 0 ? {} : { members }),
    }
  },
}
