import { z } from 'zod'

/**
 * What the platform answers, whichever of its two generations speaks: `{error_code, message}`, the message being JSON in a text, or
 * the fields themselves beside `MaLoi`.
 */
export type PlatformAnswer = {
  readonly isRefused: boolean
  readonly reason: string
  readonly fields: Readonly<Record<string, unknown>>
}

const AnswerObject = z.record(z.string(), z.unknown())

const objectIn = (value: unknown): Record<string, unknown> | null => {
  if (typeof value === 'string') {
    try {
      return objectIn(JSON.parse(value) as unknown)
    } catch {
      return null
    }
  }
  const parsed = AnswerObject.safeParse(value)
  return parsed.success && !Array.isArray(value) ? parsed.data : null
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Null when the answer is no object at all. */
export const readAnswer = (body: unknown): PlatformAnswer | null => {
  const outer = objectIn(body)
  if (outer === null) return null
  const inner = objectIn(outer.message) ?? {}
  const fields = { ...outer, ...inner }
  const ownCode = textOf(fields.MaLoi)
  const outerCode = textOf(outer.error_code)
  const isRefused = ownCode === '' ? /^(?:-|[1-9]\d+$)/.test(outerCode) : ownCode !== '00'
  const reason = textOf(fields.MoTaLoi) || textOf(outer.message) || `${ownCode}${outerCode}`
  return { isRefused, reason: reason.slice(0, 200), fields }
}

/** The address to which the payer goes, when the answer has one that a browser may follow. */
export const redirectUrlIn = (answer: PlatformAnswer): string | null => {
  const text = textOf(answer.fields.UrlThanhToan)
  if (!URL.canParse(text)) return null
  const { protocol, href } = new URL(text)
  return protocol === 'https:' || protocol === 'http:' ? href : null
}

const pdfAsText = 'JVBERi0'

/** A PDF that lies somewhere in an answer as base64. */
export const pdfIn = (value: unknown, depth = 0): Buffer | null => {
  if (typeof value === 'string') {
    if (value.startsWith(pdfAsText)) return Buffer.from(value, 'base64')
    const inner = value.startsWith('{') ? objectIn(value) : null
    return inner === null || depth > 3 ? null : pdfIn(inner, depth + 1)
  }
  if (typeof value !== 'object' || value === null || depth > 3) return null
  for (const member of Object.values(value)) {
    const found = pdfIn(member, depth + 1)
    if (found !== null) return found
  }
  return null
}
