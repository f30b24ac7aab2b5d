import { Channel, type ChannelTerms } from './channel.ts'
import type { Fee, FeeKind } from './fee.ts'
import {
  bounded,
  type DoubtList,
  type Loose,
  lineOf,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from './national-source.ts'
import type { TimeLimit, TimeUnit } from './time-limit.ts'

const units: Readonly<Record<string, { readonly unit: TimeUnit; readonly words: string }>> = {
  working_day: { unit: 'working_day', words: 'ngày làm việc' },
  calendar_day: { unit: 'calendar_day', words: 'ngày' },
  hour: { unit: 'working_hour', words: 'giờ' },
  month: { unit: 'month', words: 'tháng' },
}

const field = 'channels'

/** A limit runs only when both its number and its unit can be read; a half day or a zero is left to people. */
const readLimit = (way: Loose, doubts: DoubtList): { limit: TimeLimit | null; limitText: string } => {
  const amount = numberOf(way, 'thoi_gian')
  const name = lineOf(way, 'don_vi')
  const known = Object.hasOwn(units, name) ? units[name] : undefined
  if (amount === null) {
    doubts.add('limit-missing', field, `${lineOf(way, 'kenh')}: ${name}`)
    return { limit: null, limitText: '' }
  }
  const words = `${String(amount).replace('.', ',')} ${known?.words ?? ''}`.trim()
  if (known === undefined) {
    doubts.add('limit-unit-unknown', field, `${lineOf(way, 'kenh')}: ${words}`)
    return { limit: null, limitText: words }
  }
  if (!Number.isInteger(amount) || amount < 1 || amount > 10_000) {
    doubts.add('limit-odd', field, `${lineOf(way, 'kenh')}: ${words}`)
    return { limit: null, limitText: words }
  }
  if (known.unit === 'working_hour') doubts.add('limit-hours-taken-as-working', field, words)
  return { limit: { amount, unit: known.unit }, limitText: words }
}

const kindOf = (words: string): { kind: FeeKind; name: string } => {
  if (/lệ phí/i.test(words)) return { kind: 'le-phi', name: 'Lệ phí' }
  return /phí/i.test(words) && !/^miễn phí$/i.test(words)
    ? { kind: 'phi', name: 'Phí' }
    : { kind: 'unknown', name: 'Phí, lệ phí' }
}

/**
 * The source writes "free" where the fee is in truth told in a remark in brackets ("set by the People's Council"): such an amount is not
 * known. Amounts below a thousand đồng lost their zeros or are in another currency.
 */
const readFee = (fee: Loose, remark: string, doubts: DoubtList): Fee => {
  const amount = numberOf(fee, 'so_tien')
  const note = bounded(textOf(fee, 'mo_ta'), 8_000, 'fees', doubts)
  const told = remark.startsWith('(') && !/^\(+\s*(?:không(?: quy định| có)?\s*\.?)\s*\)+/i.test(remark)
  if (amount === 0 && told) {
    doubts.add('fee-in-note', 'fees', remark)
    return { ...kindOf(remark), amount: null, note: remark.slice(0, 8_000) }
  }
  if (amount === null || !Number.isSafeInteger(amount) || amount < 0 || (amount > 0 && amount < 1_000)) {
    doubts.add('fee-odd', 'fees', `${amount ?? ''} ${note}`)
    return { ...kindOf(note), amount: null, note }
  }
  return { ...kindOf(note), amount, note }
}

const readWay = (way: Loose, doubts: DoubtList): ChannelTerms | null => {
  const channel = Channel.safeParse(lineOf(way, 'kenh'))
  if (!channel.success) {
    doubts.add('channel-unknown', field, lineOf(way, 'kenh'))
    return null
  }
  const note = bounded(textOf(way, 'mo_ta'), 20_000, field, doubts)
  const fees = objectsOf(way, 'phi').map((fee) => readFee(fee, note, doubts))
  if (fees.length === 0 && /^\d/.test(note)) doubts.add('fee-in-note', 'fees', note)
  return { channel: channel.data, ...readLimit(way, doubts), fees: fees.slice(0, 60), note }
}

/** The ways of filing. What the table of the source could not give stays as its raw text. */
export const readChannels = (record: Loose, doubts: DoubtList): { channels: ChannelTerms[]; unread: string } => {
  const channels = objectsOf(record, 'cach_thuc_thuc_hien')
    .slice(0, 30)
    .map((way) => readWay(way, doubts))
    .filter((way) => way !== null)
  const seen = new Set<string>()
  for (const way of channels) {
    if (seen.has(way.channel)) doubts.add('channel-repeated', field, `${way.channel}: ${way.limitText}`)
    seen.add(way.channel)
  }
  if (channels.length > 0) return { channels, unread: '' }
  const unread = textOf(objectOf(record, 'raw'), 'cach_thuc')
  doubts.add('channels-unread', field, unread)
  return { channels, unread: bounded(unread, 200_000, field, doubts) }
}
