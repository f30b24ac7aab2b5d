import { describe, expect, it } from 'vitest'
import { qrSvg } from './qr-code.ts'

describe('qrSvg', () => {
  it('draws a square code with its quiet zone', () => {
    const svg = qrSvg('https://dichvucong.phutho.gov.vn/tra-cuu?ma=H44.01-260828-0001')
    const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
    expect((side - 8 - 17) % 4).toBe(0)
    expect(svg).not.toContain('<script')
  })

  it('keeps a hostile label inside its attribute', () => {
    expect(qrSvg('a', '"><script>')).toContain('aria-label="&quot;&gt;&lt;script&gt;"')
  })

  it('takes Vietnamese text and refuses what does not fit', () => {
    expect(qrSvg('Mã hồ sơ')).toContain('<path')
    expect(() => qrSvg('x'.repeat(5000))).toThrow()
  })
})
