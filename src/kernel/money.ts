/** An amount in whole đồng. */
export type Dong = number

/** `75.000 đ` */
export const formatDong = (amount: Dong): string => `${amount.toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.')} đ`

const digitWords = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const digit = (value: number): string => digitWords[value] ?? ''

const unitWord = (tens: number, units: number): string => {
  if (units === 1 && tens > 1) return 'mốt'
  if (units === 5 && tens > 0) return 'lăm'
  return digit(units)
}

const tensWords = (tens: number, units: number): readonly string[] => {
  if (tens === 0) return units === 0 ? [] : ['linh', digit(units)]
  const ten = tens === 1 ? ['mười'] : [digit(tens), 'mươi']
  return units === 0 ? ten : [...ten, unitWord(tens, units)]
}

const groupWords = (group: number, leading: boolean): readonly string[] => {
  const hundreds = Math.floor(group / 100)
  const tens = Math.floor((group % 100) / 10)
  const units = group % 10
  if (leading && hundreds === 0) return tens === 0 ? [digit(units)] : tensWords(tens, units)
  return [digit(hundreds), 'trăm', ...tensWords(tens, units)]
}

const scales = ['', 'nghìn', 'triệu', 'tỷ', 'nghìn tỷ', 'triệu tỷ'] as const

/** An amount in words, as a receipt must carry it: `bảy mươi lăm nghìn đồng`. Refuses what is not a whole, non-negative number. */
export const dongInWords = (amount: Dong): string => {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`not an amount in đồng: ${amount}`)
  if (amount === 0) return 'Không đồng'
  const groups: number[] = []
  for (let rest = amount; rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(rest % 1000)
  const words = groups.flatMap((group, index) => {
    const scale = scales[groups.length - 1 - index] ?? ''
    return group === 0 ? [] : [...groupWords(group, index === 0), ...(scale === '' ? [] : [scale])]
  })
  const text = `${words.join(' ')} đồng`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
