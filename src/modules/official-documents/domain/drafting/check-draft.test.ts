import { describe, expect, it } from 'vitest'
import { checkDraft, type DraftToCheck, faultsOfDraft } from './check-draft.ts'
import type { DraftHead } from './draft-head.ts'
import { readText } from './read-text.ts'

const head: DraftHead = {
  typeCode: 'QĐ',
  subject: 'Về việc ban hành Quy chế',
  addressees: [],
  recipients: [{ name: 'Như Điều 2', agencyId: null, purpose: 'to-know', channel: 'paper' }],
  unitNotation: 'VP',
  decider: '',
  signerPostId: null,
  authority: 'own',
  urgency: 0,
  circulation: '',
  drafterMark: '',
  copies: null,
  contact: [],
  secretary: '',
}
const decision = 'Căn cứ Luật A;\nCăn cứ Luật B.\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành.\nĐiều 2. Hiệu lực.'
const director = { title: 'Giám đốc', role: 'leader' }

const draft = (changed: Partial<DraftHead> = {}, text = decision, other: Partial<DraftToCheck> = {}): DraftToCheck => ({
  head: { ...head, ...changed },
  blocks: readText(text),
  signer: director,
  source: null,
  ...other,
})

const open = (wanted: DraftToCheck): readonly string[] =>
  checkDraft(wanted)
    .filter(({ state }) => state !== 'kept')
    .map(({ key, state }) => `${state} ${key}`)

describe('form and competence of a draft', () => {
  it('are in order', () => expect(open(draft())).toEqual([]))

  it.each<readonly [string, readonly string[], DraftToCheck]>([
    ['nobody signs', ['fault signer'], draft({}, decision, { signer: null })],
    ['no leader signs', ['fault signer'], draft({}, decision, { signer: { title: 'Chuyên viên', role: 'handler' } })],
    [
      'a deputy signs as head',
      ['fault authority'],
      draft({}, decision, { signer: { title: 'Phó Giám đốc', role: 'leader' } }),
    ],
    ['the head signs for himself', ['fault authority'], draft({ authority: 'KT' })],
    ['by order, as was given in writing', [], draft({ authority: 'TL' })],
    [
      'by order that nobody gave',
      ['fault delegated-authority'],
      draft({ authority: 'TL' }, decision, { right: { code: 'signature.authority-missing', authority: 'TL' } }),
    ],
    ['a decision that rests on nothing', ['fault bases'], draft({}, 'QUYẾT ĐỊNH:\nĐiều 1. A.')],
    ['articles out of order', ['doubt order'], draft({}, `${decision}\nĐiều 4. Thi hành.`)],
    ['an appendix nobody points to', ['doubt appendices'], draft({}, `${decision}\nPhụ lục I\nDanh mục\nMột.`)],
    ['blanks', ['doubt blanks'], draft({}, `${decision}\nNgày … tháng 9.`)],
    ['an abstract like a sentence', ['doubt subject'], draft({ subject: 'Về việc A.' })],
    ['a letter to nobody', ['fault addressees', 'doubt unit'], draft({ typeCode: 'CV', unitNotation: '' }, 'Đề nghị.')],
    ['nobody gets it', ['doubt recipients'], draft({ recipients: [] })],
    ['minutes without a secretary', ['fault secretary'], draft({ typeCode: 'BB' }, 'Họp.')],
    [
      'a file that lost pictures',
      ['doubt losses'],
      draft({}, decision, { source: { fileName: 'a.docx', attachmentId: 'a', losses: { pictures: 2 } } }),
    ],
  ])('%s', (_, expected, wanted) => {
    expect(open(wanted)).toEqual(expected)
    expect(faultsOfDraft(wanted)).toEqual(
      expected.filter((each) => each.startsWith('fault')).map((each) => each.replace('fault ', '')),
    )
  })
})
