import type { OutcomeTemplate, OutcomeTemplateKey } from '../outcome-template.ts'
import { birth } from './birth.ts'
import { constructionPermit } from './construction-permit.ts'
import { death } from './death.ts'
import { decision } from './decision.ts'
import { householdBusiness } from './household-business.ts'
import { letter } from './letter.ts'
import { marriage } from './marriage.ts'

type Templates = { readonly [Key in OutcomeTemplateKey]: OutcomeTemplate<Key> }

const templates: Templates = {
  'outcome-birth-extract': birth,
  'outcome-marriage': marriage,
  'outcome-death-extract': death,
  'outcome-household-business': householdBusiness,
  'outcome-construction-permit': constructionPermit,
  'outcome-decision': decision,
  'outcome-letter': letter,
}

export const outcomeTemplateKeys = Object.keys(templates) as readonly OutcomeTemplateKey[]

const isKey = (key: string): key is OutcomeTemplateKey => Object.hasOwn(templates, key)

/** The legal form by its key; results without one of their own are letters. */
export const outcomeTemplateOf = (key: string): OutcomeTemplate =>
  // What a form renders belongs to its own page: whoever asks takes `key` and `render` from the same template.
  (isKey(key) ? templates[key] : letter) as unknown as OutcomeTemplate
