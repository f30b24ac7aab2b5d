import { valueAt } from '#modules/forms/domain/index.ts'
import type { OutcomeSource } from '../outcome-template.ts'
import { answer, dayText, joined, wordFor } from './answer-text.ts'

const categories: Readonly<Record<string, string>> = {
  'abandoned-child': 'trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng',
  'studying-youth': 'người từ 16 tuổi đến 22 tuổi đang học, không có nguồn nuôi dưỡng',
  'hiv-poor': 'trẻ em, người nhiễm HIV/AIDS thuộc hộ nghèo',
  'single-parent': 'người đơn thân nghèo đang nuôi con',
  elderly: 'người cao tuổi thuộc diện trợ giúp xã hội',
  disabled: 'người khuyết tật nặng, đặc biệt nặng',
  'child-poor': 'trẻ em dưới 3 tuổi thuộc hộ nghèo, hộ cận nghèo ở vùng khó khăn',
}

const requests = {
  monthly: { subject: 'hưởng trợ cấp xã hội hằng tháng', ruling: 'Trợ cấp xã hội hằng tháng đối với', amount: '' },
  adjust: {
    subject: 'điều chỉnh mức trợ cấp xã hội hằng tháng',
    ruling: 'Điều chỉnh mức trợ cấp xã hội hằng tháng đối với',
    amount: '',
  },
  stop: {
    subject: 'thôi hưởng trợ cấp xã hội hằng tháng',
    ruling: 'Thôi trợ cấp xã hội hằng tháng đối với',
    amount: 'thôi hưởng toàn bộ',
  },
} as const

const requestOf = ({ form }: OutcomeSource): (typeof requests)[keyof typeof requests] => {
  const asked = answer(form, 'need.requests')
  return asked === 'adjust' || asked === 'stop' ? requests[asked] : requests.monthly
}

const personName = ({ form, ownerName }: OutcomeSource): string => {
  const name = answer(form, 'person.fullName') || ownerName
  const sex = answer(form, 'person.gender')
  return `${sex === 'female' ? 'bà' : sex === 'male' ? 'ông' : 'ông (bà)'} ${name}`
}

const personText = (source: OutcomeSource): string => {
  const { form } = source
  const birth = answer(form, 'person.birthDate')
  const number = answer(form, 'person.identityNumber') || source.ownerIdentity
  const address = answer(form, 'person.permanentAddress') || source.ownerAddress
  const category = wordFor(categories, answer(form, 'need.category'))
  return joined([
    personName(source),
    birth === '' ? '' : `sinh ngày ${dayText(birth)}`,
    number === '' ? '' : `số định danh cá nhân ${number}`,
    address === '' ? '' : `nơi đăng ký thường trú: ${address}`,
    category === '' ? '' : `thuộc đối tượng ${category}`,
  ])
}

const paymentText = ({ form }: OutcomeSource): string => {
  if (answer(form, 'payment.method') !== 'bank') return 'Qua tổ chức chi trả tại địa phương'
  const account = answer(form, 'payment.account')
  return joined([`Qua tài khoản ngân hàng${account === '' ? '' : ` số ${account}`}`, answer(form, 'payment.bank')])
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The e-form of social assistance was answered. */
export const isAllowance = ({ form }: OutcomeSource): boolean => valueAt(form, 'need.category') !== undefined

/** What is decided on an allowance; how much it is the officer reckons by the coefficient of the category. @legal ND-20-2021 Điều 6 */
export const rulingOfAllowance = (source: OutcomeSource) => ({
  subject: `Về việc ${requestOf(source).subject}`,
  ruling: `${requestOf(source).ruling} ${personText(source)}.`,
  amount: requestOf(source).amount,
  from: `Từ tháng ${two(source.today.month)} năm ${source.today.year}`,
  payment: paymentText(source),
  person: personName(source),
  onProposalOf: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội',
  filedWith: 'Lưu: VT, VHXH',
})
