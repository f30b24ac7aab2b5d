import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const theme = readFileSync(join(import.meta.dirname, 'shared/theme.css'), 'utf8')

const token = (name: string): string => {
  const value = new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(theme)?.[1]
  if (value === undefined) throw new Error(`no colour --${name}`)
  return value
}

const channel = (value: number): number => {
  const share = value / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** Relative luminance as WCAG 2.2 defines it. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const white = '#ffffff'
const colour = (name: string): string => (name === 'white' ? white : token(name))

describe('the theme', () => {
  it.each([
    ['ink', 'paper'],
    ['ink', 'mist'],
    ['ink', 'tint'],
    ['ink', 'gold'],
    ['ink', 'gold-pale'],
    ['soft', 'paper'],
    ['soft', 'mist'],
    ['soft', 'tint'],
    ['soft', 'gold-pale'],
    ['brand', 'paper'],
    ['brand', 'mist'],
    ['brand', 'tint'],
    ['brand-deep', 'tint'],
    ['brand-deep', 'brand-pale'],
    ['white', 'brand'],
    ['white', 'brand-deep'],
    ['white', 'late'],
    ['late', 'late-pale'],
    ['soon', 'soon-pale'],
    ['calm', 'calm-pale'],
  ])('writes %s on %s so that it can be read', (text, ground) =>
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5),
  )

  it.each([
    ['edge', 'paper'],
    ['edge', 'mist'],
    ['brand-deep', 'tint'],
    ['gold', 'brand-deep'],
  ])('draws %s on %s so that a control can be seen', (line, ground) =>
    expect(contrast(colour(line), colour(ground))).toBeGreaterThanOrEqual(3),
  )

  it('counts contrast as the standard does', () => {
    expect(contrast('#000000', white)).toBeCloseTo(21, 5)
    expect(contrast('#777777', white)).toBeLessThan(4.5)
  })
})
