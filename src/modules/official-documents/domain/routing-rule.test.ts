import { describe, expect, it } from 'vitest'
import { matchingRule, routingRulesKey } from './routing-rule.ts'

const rules = routingRulesKey.schema.parse([
  { author: 'Sở Tư pháp', typeCode: 'CV', words: 'hộ tịch', target: 'Tư pháp' },
  { author: 'sở tư pháp', typeCode: '', words: '', target: 'Văn phòng' },
  { author: '', typeCode: 'GM', words: '', target: 'Lãnh đạo' },
])

const targetOf = (authorName: string, typeCode: string, subject: string) =>
  matchingRule(rules, { authorName, typeCode, subject })?.target

describe('a rule of routing', () => {
  it('is the first one whose conditions are all met, marks and capitals aside', () => {
    expect(targetOf('SỞ TƯ PHÁP tỉnh Phú Thọ', 'CV', 'V/v rà soát dữ liệu HỘ TỊCH')).toBe('Tư pháp')
    expect(targetOf('Sở Tư pháp', 'KH', 'Kế hoạch hộ tịch')).toBe('Văn phòng')
    expect(targetOf('Sở Y tế', 'GM', 'Mời họp')).toBe('Lãnh đạo')
    expect(targetOf('Sở Y tế', 'CV', 'hộ tịch')).toBeUndefined()
  })

  it('needs somebody to whom it leads', () => {
    expect(routingRulesKey.schema.safeParse([{ author: 'x', typeCode: '', words: '', target: ' ' }]).success).toBe(
      false,
    )
  })
})
