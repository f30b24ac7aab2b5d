import { en } from './en/index.ts'
import { vi } from './vi/index.ts'

export const locales = ['vi', 'en'] as const
export type Locale = (typeof locales)[number]

/**
 * Every text of the screens. Texts with values in them are functions, so that a wrong or missing value does not compile.
 * A text that English lacks does not compile either: see `PublicArea`.
 */
export type Messages = typeof vi

/** Areas for officers alone are written in Vietnamese only; all others have both languages. */
export const officerAreas = [
  'admin',
  'documentSearch',
  'drafting',
  'incoming',
  'issuing',
  'meetings',
  'officer',
  'outgoing',
  'personnel',
  'quality',
  'signingPages',
  'signingRules',
  'tasks',
] as const
export type OfficerArea = (typeof officerAreas)[number]
export type PublicArea = Exclude<keyof Messages, OfficerArea>

const english: { readonly [Area in PublicArea]: Messages[Area] } = en
const catalogues: Record<Locale, Messages> = { vi, en: { ...vi, ...english } }

export const messages = (locale: Locale): Messages => catalogues[locale]
