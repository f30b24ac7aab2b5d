import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import { messages, officerAreas } from './index.ts'
import { vi } from './vi/index.ts'

type Leaf = { readonly key: string; readonly value: unknown }

const leaves = (value: unknown, key = ''): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => leaves(part, key === '' ? name : `${key}.${name}`))
    : [{ key, value }]

const keys = (value: unknown): readonly string[] => leaves(value).map(({ key }) => key)
const publicVietnamese = Object.fromEntries(
  Object.entries(vi).filter(([area]) => !officerAreas.some((one) => one === area)),
)

describe('the texts', () => {
  it('have every public key in both languages', () =>
    expect([...keys(en)].sort()).toEqual([...keys(publicVietnamese)].sort()))

  it.each([...leaves(vi), ...leaves(en)])('$key is a text or makes one', ({ value }) => {
    if (typeof value === 'function') return
    expect(typeof value).toBe('string')
    expect(String(value).trim()).not.toBe('')
  })

  it('take the same values in both languages', () => {
    const arity = new Map(leaves(vi).map(({ key, value }) => [key, typeof value === 'function' ? value.length : -1]))
    const different = leaves(en).filter(
      ({ key, value }) => (typeof value === 'function' ? value.length : -1) !== arity.get(key),
    )
    expect(different.map(({ key }) => key)).toEqual([])
  })

  it('are composed letters, so that they fold and compare as typed ones do', () => {
    const loose = leaves(vi).filter(({ value }) => typeof value === 'string' && value !== value.normalize('NFC'))
    expect(loose.map(({ key }) => key)).toEqual([])
  })

  it('name the ten national statuses', () => {
    expect(Object.values(messages('vi').statuses.official)).toEqual([
      'Mới đăng ký',
      'Được tiếp nhận',
      'Không được tiếp nhận',
      'Đang xử lý',
      'Yêu cầu bổ sung giấy tờ',
      'Yêu cầu thực hiện nghĩa vụ tài chính',
      'Công dân yêu cầu rút hồ sơ',
      'Dừng xử lý',
      'Đã xử lý xong',
      'Đã trả kết quả',
    ])
  })

  it('fill values in', () => {
    expect(messages('vi').common.step(2, 4, 'Thông tin')).toBe('Bước 2/4 · Thông tin')
    expect(messages('en').common.step(2, 4, 'Details')).toBe('Step 2 of 4 · Details')
  })
})
