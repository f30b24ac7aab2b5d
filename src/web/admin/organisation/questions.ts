import { agencyKindWords, agencyLevelWords, roleWords, unitKindWords } from '#modules/agencies/domain/index.ts'
import type { AgencyFacts } from '#modules/agencies/index.ts'
import type { Messages } from '#web/messages/index.ts'
import type { Option } from '#web/ui/form/select.tsx'
import type { Question } from './organisation-form.tsx'

const optionsOf = <Key extends string>(
  words: Readonly<Record<Key, string>>,
  names: Readonly<Record<Key, string>>,
): readonly Option[] => (Object.keys(words) as Key[]).map((key) => ({ value: words[key], text: names[key] }))

const day = (name: string, label: string, hint?: string): Question => ({
  name,
  type: 'date',
  label,
  hint,
  required: true,
  width: 'half',
})

export const agencyQuestions = ({ admin: t }: Messages): readonly Question[] => [
  { name: 'ten', type: 'text', label: t.orgName, required: true, maxLength: 500 },
  { name: 'ten_ngan', type: 'text', label: t.orgShortName, required: true, maxLength: 200, width: 'half' },
  { name: 'ma', type: 'text', label: t.orgCode, hint: t.orgCodeHint, required: true, width: 'half' },
  {
    name: 'loai',
    type: 'select',
    label: t.orgKind,
    options: optionsOf(agencyKindWords, t.agencyKinds),
    required: true,
    width: 'half',
  },
  {
    name: 'cap',
    type: 'select',
    label: t.orgLevel,
    options: optionsOf(agencyLevelWords, t.agencyLevels),
    required: true,
    width: 'half',
  },
  { name: 'ma_cap_tren', type: 'text', label: t.orgParent, hint: t.orgParentHint, width: 'half' },
  { name: 'ma_xa', type: 'text', label: t.orgCommune, hint: t.orgCommuneHint, inputMode: 'numeric', width: 'half' },
  { name: 'dia_chi', type: 'text', label: t.orgAddress },
  { name: 'dien_thoai', type: 'phone', label: t.orgPhone, width: 'half' },
  { name: 'thu_dien_tu', type: 'email', label: t.orgEmail, width: 'half' },
  { name: 'gio_lam_viec', type: 'text', label: t.orgHours },
  { name: 'ky_hieu', type: 'text', label: t.orgNotation, hint: t.orgNotationHint, width: 'half' },
  day('tu_ngay', t.orgSince, t.orgSinceHint),
  { name: 'can_cu', type: 'text', label: t.orgLaw, hint: t.orgLawHint },
]

export const unitQuestions = ({ admin: t }: Messages): readonly Question[] => [
  { name: 'ten', type: 'text', label: t.orgUnitName, required: true, maxLength: 500 },
  { name: 'khoa', type: 'text', label: t.orgUnitKey, hint: t.orgUnitKeyHint, required: true, maxLength: 60 },
  {
    name: 'loai',
    type: 'select',
    label: t.orgUnitKind,
    options: optionsOf(unitKindWords, t.unitKinds),
    required: true,
  },
]

export const codeQuestions = ({ admin: t }: Messages): readonly Question[] => [
  { name: 'noi_cap', type: 'text', label: t.orgIssuer, required: true, maxLength: 100 },
  { name: 'ma_khac', type: 'text', label: t.orgOtherCode, required: true, maxLength: 64 },
  day('tu_ngay', t.orgSince),
]

export const endQuestions = ({ admin: t }: Messages): readonly Question[] => [
  { name: 'ke_thua', type: 'text', label: t.orgSuccessors, hint: t.orgSuccessorsHint },
  day('tu_ngay', t.orgEndOn, t.orgEndHint),
  { name: 'can_cu_ket_thuc', type: 'text', label: t.orgLaw, hint: t.orgLawHint, required: true },
]

export const personQuestions = ({ admin: t }: Messages): readonly Question[] => [
  { name: 'ho_ten', type: 'text', label: t.orgFullName, required: true, maxLength: 200 },
  { name: 'thu_dien_tu', type: 'email', label: t.orgEmail, width: 'half' },
  { name: 'dien_thoai', type: 'phone', label: t.orgPhone, width: 'half' },
]

export const loginQuestion = ({ admin: t }: Messages): Question => ({
  name: 'dang_nhap',
  type: 'text',
  label: t.orgLogin,
  hint: t.orgLoginHint,
  required: true,
  maxLength: 61,
})

/** With the units of a known agency to choose from; else the unit's key is typed. */
export const seatQuestions = ({ admin: t }: Messages, units?: AgencyFacts['units']): readonly Question[] => [
  { name: 'chuc_danh', type: 'text', label: t.orgTitleOfPost, hint: t.orgTitleHint, required: true, maxLength: 200 },
  {
    name: 'vai_tro',
    type: 'select',
    label: t.orgRole,
    options: optionsOf(roleWords, t.officerRoles),
    required: true,
    width: 'half',
  },
  units === undefined
    ? { name: 'don_vi', type: 'text', label: t.orgSeatUnit, hint: t.orgSeatUnitHint, width: 'half' }
    : {
        name: 'don_vi',
        type: 'select',
        label: t.orgSeatUnit,
        hint: t.orgWholeAgencyHint,
        options: units.map(({ key, name }) => ({ value: key, text: name })),
        width: 'half',
      },
  day('tu_ngay', t.orgSince),
  {
    name: 'kiem_nhiem',
    type: 'select',
    label: t.orgConcurrent,
    options: [{ value: 'co', text: t.orgConcurrentYes }],
    width: 'half',
  },
]
