import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { homeCommune } from './home-commune.ts'

const commune = (name: string, communeCode: string) => ({ deciding: { name: `Ủy ban nhân dân ${name}` }, communeCode })
const communes = [
  commune('xã Hy Cương', '08015'),
  commune('phường Việt Trì', '07900'),
  commune('phường Phú Thọ', '07942'),
  commune('xã Bình Phú', '08001'),
  commune('xã Bình Phù', '08002'),
]

const found = (address: string, communeCode: string | null = null) =>
  homeCommune(communes, { address, communeCode, provinceName: 'Phú Thọ' })?.communeCode ?? null

describe('the commune that is proposed', () => {
  test.each([
    ['Khu 3, Xã Hy Cương, tỉnh Phú Thọ', '08015'],
    ['khu 3, xa hy cuong, Phu Tho', '08015'],
    ['Khu 3, X. Hy Cương', '08015'],
    ['12 Trần Phú, P.Việt Trì, Tỉnh  Phú Thọ', '07900'],
    ['Khu 7, Phường Phú Thọ, tỉnh Phú Thọ', '07942'],
    ['Khu 1, xã Bình Phù, tỉnh Phú Thọ', '08002'],
  ])('is that of %s', (address, code) => {
    expect(found(address)).toBe(code)
  })

  test.each([
    ['nothing known', ''],
    ['another province', 'Khu 3, xã Hy Cương, tỉnh Thái Nguyên'],
    ['a street of that name', 'Đường Việt Trì, phường Láng, Hà Nội'],
    ['a name without what it is', 'Hy Cương'],
    ['a commune that is no more', 'Khu 3, xã Kim Đức, thành phố Việt Trì, tỉnh Phú Thọ'],
    ['two that differ in marks alone', 'Khu 1, xa Binh Phu, Phu Tho'],
  ])('is none with %s', (_, address) => {
    expect(found(address)).toBeNull()
  })

  it('is that of the account where no address is written, and not where the person has moved', () => {
    expect(found('', '08015')).toBe('08015')
    expect(found('', '99999')).toBeNull()
    expect(found('Khu 1, xã Vạn Xuân, tỉnh Phú Thọ', '08015')).toBeNull()
  })

  it('is one of those there are, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (address, code) => {
        const one = homeCommune(communes, { address, communeCode: code, provinceName: 'Phú Thọ' })
        expect(one === null || communes.includes(one)).toBe(true)
      }),
    )
  })
})
