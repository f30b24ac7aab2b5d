import { dongInWords } from '#kernel/money.ts'
import { formatDate, type Temporal } from '#kernel/time.ts'
import type { LivedPerson, LivedWords } from './lived-data.ts'

type Answers = Readonly<Record<string, unknown>>

/** Who fills in a form about whom, on which day. */
export type AnswerScene = {
  readonly procedure: string
  readonly person: LivedPerson
  /** Somebody of the other sex: the other parent, the other of a couple. */
  readonly partner: LivedPerson
  readonly day: Temporal.PlainDate
  readonly words: LivedWords
  readonly chance: () => number
}

const isAnswers = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The sample with some of its answers replaced. */
const withAnswers = (sample: Answers, changed: Answers): Answers => ({
  ...sample,
  ...Object.fromEntries(
    Object.entries(changed).map(([key, value]) => {
      const before = sample[key]
      return [key, isAnswers(value) && isAnswers(before) ? withAnswers(before, value) : value]
    }),
  ),
})

const oneOf = <Value>(values: readonly Value[], chance: number): Value =>
  values[Math.floor(chance * values.length)] as Value

const familyNameOf = (person: LivedPerson): string => person.fullName.split(' ')[0] ?? ''

/** The commune or ward in an address, as written there. */
const communeOf = (person: LivedPerson): string => /(?:xã|phường)\s[^,]+/iu.exec(person.address)?.[0] ?? person.address

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const placeOf = (person: LivedPerson) => ({
  street: person.address.split(',')[0] ?? '',
  commune: capital(communeOf(person)),
  province: 'Tỉnh Phú Thọ',
  phone: person.phone,
})

const parentOf = (person: LivedPerson, residence: string) => ({
  fullName: person.fullName,
  birthYear: person.birthDate.toString(),
  identityNumber: person.identityNumber,
  ethnicity: person.ethnicity,
  residence,
})

const birth = ({ person, partner, day, words, chance }: AnswerScene): Answers => {
  const [father, mother] = person.gender === 'male' ? [person, partner] : [partner, person]
  const gender = chance() < 0.5 ? 'male' : 'female'
  return {
    requester: { ...personOf(person), relation: person.gender === 'male' ? 'Cha' : 'Mẹ' },
    child: {
      fullName: `${familyNameOf(father)} ${oneOf(words.given[gender] ?? [], chance())}`,
      birthDate: day.subtract({ days: 6 + Math.floor(chance() * 30) }).toString(),
      gender,
      hometown: capital(person.address.split(', ').slice(1).join(', ')),
      birthCertificateNumber: `${String(100 + Math.floor(chance() * 800)).padStart(4, '0')}/${day.year}`,
    },
    mother: parentOf(mother, person.address),
    father: parentOf(father, person.address),
    marriage: { certificateBy: `Ủy ban nhân dân ${communeOf(person)}` },
  }
}

const personOf = (person: LivedPerson) => ({
  fullName: person.fullName,
  birthDate: person.birthDate.toString(),
  identityNumber: person.identityNumber,
  residence: person.address,
  phone: person.phone,
})

const marriage = ({ person, partner }: AnswerScene): Answers => {
  const [groom, bride] = person.gender === 'male' ? [person, partner] : [partner, person]
  const spouse = (one: LivedPerson) => ({ ...personOf(one), ethnicity: one.ethnicity, timesMarried: 1 })
  return { bride: spouse(bride), groom: { ...spouse(groom), endOfFormerMarriage: undefined } }
}

const death = ({ person, day, words, chance }: AnswerScene): Answers => {
  const on = day.subtract({ days: 2 + Math.floor(chance() * 8) }).toString()
  const { birthDate: _, ...requester } = personOf(person)
  const commune = communeOf(person)
  return {
    requester: { ...requester, relation: person.gender === 'female' ? 'Vợ' : 'Con' },
    deceased: {
      fullName: `${familyNameOf(person)} ${oneOf(words.given.departed ?? [], chance())}`,
      lastResidence: person.address,
    },
    death: { date: on },
    notice: { issuedBy: `Ủy ban nhân dân ${commune}`, issuedOn: on },
  }
}

const householdBusiness = ({ person, day }: AnswerScene): Answers => ({
  owner: {
    ...personOf(person),
    residence: undefined,
    gender: person.gender,
    ethnicity: person.ethnicity,
    permanentAddress: person.address,
    currentAddress: person.address,
    email: person.email === '' ? undefined : person.email,
  },
  name: { vietnamese: filledIn('Hộ kinh doanh {shortName}', person) },
  premises: placeOf(person),
  tax: { startDate: day.add({ days: 20 }).toString() },
})

const constructionPermit = ({ person }: AnswerScene): Answers => {
  const { phone, ...site } = placeOf(person)
  return { investor: { name: person.fullName, number: person.identityNumber, ...site, phone }, site }
}

const landChange = ({ person }: AnswerScene): Answers => ({
  user: {
    name: person.fullName.toUpperCase(),
    identity: person.identityNumber,
    address: person.address,
    phone: person.phone,
  },
  certificate: { address: person.address },
  change: {
    before: `${person.fullName}, chứng minh nhân dân số 113456789`,
    after: `${person.fullName}, số định danh ${person.identityNumber}`,
  },
})

const socialAssistance = ({ person }: AnswerScene): Answers => ({
  person: {
    fullName: person.fullName,
    birthDate: person.birthDate.toString(),
    gender: person.gender,
    ethnicity: person.ethnicity,
    identityNumber: person.identityNumber,
    permanentAddress: person.address,
    livesWith: `Sống một mình tại ${person.address}`,
    phone: person.phone,
  },
  disability: { certificate: `Số 45 ngày 02/06/2023, ${communeOf(person)}` },
  payment: { holder: person.fullName.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'D').toUpperCase() },
})

const certifiedCopy = ({ person }: AnswerScene): Answers => ({
  requester: { fullName: person.fullName, identityNumber: person.identityNumber, phone: person.phone },
})

const civilExtract = ({ person, chance }: AnswerScene): Answers => ({
  requester: personOf(person),
  event: { registeredAt: `Ủy ban nhân dân ${communeOf(person)}` },
  person: {
    fullName: person.fullName,
    birthDate: formatDate(person.birthDate),
    gender: person.gender,
    ethnicity: person.ethnicity,
  },
  copies: { count: 1 + Math.floor(chance() * 4) },
})

const general = ({ person, procedure, words }: AnswerScene): Answers => {
  const asked = words.procedures[procedure]
  if (asked === undefined) throw new Error(`nothing is said of ${procedure} in lived/words.json`)
  const { fullName, identityNumber, address, phone, email } = person
  return {
    requester: { fullName, identityNumber, address, phone, email: email === '' ? undefined : email },
    request: { subject: asked.subject, content: asked.content },
  }
}

const changes: Readonly<Record<string, (scene: AnswerScene) => Answers>> = {
  birth,
  marriage,
  death,
  'household-business': householdBusiness,
  'construction-permit': constructionPermit,
  'land-change': landChange,
  'social-assistance': socialAssistance,
  'certified-copy': certifiedCopy,
  'civil-extract': civilExtract,
  general,
}

/** The sample answer to a form, given by this person on this day. Answers that are undefined are left out. */
export const answersOfPerson = (formKey: string, sample: Answers, scene: AnswerScene): Record<string, unknown> => {
  const change = changes[formKey]
  if (change === undefined) throw new Error(`nobody knows how to fill in the form ${formKey}`)
  return JSON.parse(JSON.stringify(withAnswers(sample, change(scene)))) as Record<string, unknown>
}

const inWords = (value: number): string =>
  dongInWords(value)
    .replace(/ đồng$/u, '')
    .toLowerCase()

const dayInWords = ({ day, month, year }: Temporal.PlainDate): string =>
  `Ngày ${inWords(day)} tháng ${inWords(month)} năm ${inWords(year)}`

/** What an officer writes, with the facts of the person in the places of `{fullName}` and the like. */
export const filledIn = (text: string, person: LivedPerson): string => {
  const facts: Readonly<Record<string, string>> = {
    nameInCapitals: person.fullName.toLocaleUpperCase('vi'),
    shortName: person.fullName.split(' ').slice(-2).join(' '),
    sex: person.gender === 'male' ? 'Nam' : 'Nữ',
    birthDate: formatDate(person.birthDate),
    birthDateInWords: dayInWords(person.birthDate),
    ethnicity: person.ethnicity,
    address: person.address,
    commune: communeOf(person),
    phone: person.phone,
  }
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole)
}
