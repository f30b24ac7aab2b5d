import type { OutcomeSource, OutcomeTemplate, OutcomeValues } from '../outcome-template.ts'
import {
  answer,
  capital,
  joined,
  lineField,
  listed,
  listField,
  textField,
  textIn,
  withSmallStart,
} from './answer-text.ts'
import { deciderOf, legalBases, officesOf } from './legal-bases.ts'
import { isAllowance, rulingOfAllowance } from './social-allowance.ts'

const requestText = ({ form, procedureName }: OutcomeSource): string =>
  withSmallStart(answer(form, 'request.subject') || procedureName.replace(/^Thủ tục\s+/u, ''))

const whoText = ({ form, ownerName, ownerIdentity, ownerAddress }: OutcomeSource): string => {
  const name = answer(form, 'requester.fullName') || ownerName
  const number = answer(form, 'requester.identityNumber') || ownerIdentity
  const address = answer(form, 'requester.address') || ownerAddress
  return joined([name, number === '' ? '' : `số định danh ${number}`, address === '' ? '' : `địa chỉ: ${address}`])
}

/** What a single case is decided about; of social allowances the e-form says more. */
const rulingOf = (source: OutcomeSource): OutcomeValues & { readonly person: string } =>
  isAllowance(source)
    ? rulingOfAllowance(source)
    : {
        subject: `Về việc ${requestText(source)}`,
        ruling: `${capital(requestText(source))} đối với ${whoText(source)}.`,
        person: source.ownerName,
        onProposalOf: `Xét hồ sơ đề nghị của ${source.ownerName}`,
        filedWith: 'Lưu: VT',
      }

/** Articles end with a full stop, whatever was typed, and are numbered by the form. */
const articlesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(/^Điều\s+\d+\.\s*/u, ''))
    .filter((line) => line !== '')
    .map((line) => (/[.:;!?]$/u.test(line) ? line : `${line}.`))

const bare = (text: string): string => text.replace(/[.;]+$/u, '')

const isNone = (text: string): boolean => /^(?:không|ko|0)?[.;]*$/iu.test(text)

/** The first article: what is decided, then how much, from when and how it is paid. */
const firstArticle = (text: (name: string) => string): string => {
  const ruling = bare(text('ruling').replaceAll(/\s*\r?\n\s*/g, ' '))
  if (isNone(text('amount'))) return `${ruling}.`
  const parts = [
    ruling,
    `Mức hưởng: ${bare(text('amount'))}`,
    ...(text('from') === '' ? [] : [`Thời điểm hưởng: ${withSmallStart(bare(text('from')))}`]),
    ...(text('payment') === '' ? [] : [`Hình thức chi trả: ${withSmallStart(bare(text('payment')))}`]),
  ]
  return `${parts.join('. ')}.`
}

/** A decision on a single case: social assistance, people of merit, whatever the law has decided in this form. @legal ND-30-2020 Phụ lục III */
export const decision: OutcomeTemplate<'outcome-decision'> = {
  key: 'outcome-decision',
  title: 'Quyết định',
  notation: 'QĐ-{agency}',
  fields: [
    lineField('subject', 'Trích yếu (Về việc …)'),
    lineField('decider', 'Người ban hành'),
    listField('bases', 'Căn cứ ban hành', { help: 'Mỗi căn cứ một dòng; bỏ căn cứ không liên quan.' }),
    textField('ruling', 'Điều 1. Nội dung quyết định', { help: 'Quyết định điều gì, với ai.' }),
    lineField('amount', 'Mức hưởng', {
      help: 'Hệ số và số tiền, ví dụ: 1,5 × 500.000 = 750.000 đồng/tháng. Ghi “không” nếu quyết định không có khoản chi.',
    }),
    lineField('from', 'Thời điểm hưởng', { optional: true }),
    lineField('payment', 'Hình thức chi trả', { optional: true }),
    listField('articles', 'Các điều tiếp theo', { help: 'Mỗi điều một dòng, không ghi “Điều …”.' }),
    listField('recipients', 'Nơi nhận', { help: 'Mỗi nơi nhận một dòng.' }),
  ],
  prefill: (source) => {
    const { person, onProposalOf = '', filedWith = '', ...known } = rulingOf(source)
    return {
      ...known,
      decider: deciderOf(source.agencyName),
      bases: [...legalBases(source), onProposalOf].join('\n'),
      articles: [
        'Quyết định này có hiệu lực kể từ ngày ký.',
        `${officesOf(source.agencyName)} và ${person} chịu trách nhiệm thi hành Quyết định này./.`,
      ].join('\n'),
      recipients: `Như Điều 3\n${filedWith}`,
    }
  },
  render: (values, head) => {
    const text = textIn(values)
    return {
      ...head,
      subject: text('subject'),
      decider: text('decider'),
      bases: listed(values.bases),
      articles: [firstArticle(text), ...articlesOf(text('articles'))],
      recipients: listed(values.recipients),
    }
  },
}
