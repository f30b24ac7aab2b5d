import { fold } from '#kernel/vietnamese-text.ts'

type Point = readonly [number, number]

const tall = new Set('bdfhklt')
const deep = new Set('gjpqy')
const round = new Set('aceosxz')

/** One letter in a field one wide and one high above the base line (tall letters reach two, deep ones minus one). */
const strokesOf = (letter: string): readonly Point[] => {
  if (tall.has(letter))
    return [
      [0.15, 0.3],
      [0.75, 1.7],
      [0.5, 2.05],
      [0.25, 1.5],
      [0.3, 0.2],
      [0.6, 0.02],
      [1, 0.35],
    ]
  if (deep.has(letter))
    return [
      [0.3, 0.8],
      [0.7, 0.9],
      [0.75, 0.2],
      [0.5, -0.9],
      [0.15, -1.05],
      [0.3, -0.5],
      [1, 0.3],
    ]
  if (round.has(letter))
    return [
      [0.6, 0.85],
      [0.2, 0.75],
      [0.12, 0.2],
      [0.5, 0.02],
      [0.75, 0.6],
      [0.72, 0.15],
      [1, 0.25],
    ]
  return [
    [0.15, 0.85],
    [0.3, 0.1],
    [0.5, 0.8],
    [0.65, 0.75],
    [0.72, 0.1],
    [1, 0.3],
  ]
}

/** The first letter: a large loop from below, as people begin. */
const opening: readonly Point[] = [
  [0.1, 0.5],
  [-0.5, 0.1],
  [-0.2, -0.5],
  [0.8, 0.6],
  [1.5, 2.3],
  [1.1, 2.9],
  [0.6, 2.0],
  [0.7, 0.4],
  [1.2, 0],
  [1.7, 0.5],
]

/** The last stroke runs back under the name and forward again. */
const closing = (width: number): readonly Point[] => [
  [width + 0.5, 0.9],
  [width + 0.9, 0.2],
  [width * 0.6, -0.75],
  [0.5, -0.8],
  [width * 0.5, -0.5],
  [width + 1.6, -0.15],
]

const letters = (name: string): readonly string[] => {
  const words = fold(name)
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
  return [...(words.at(-1) ?? 'ky')].slice(0, 9)
}

/** Drawing operators of blue lettering made from a name: the same name always gives the same lettering. Not a forgery of anyone's hand. */
export const handwriting = (name: string, box: { readonly width: number; readonly height: number }): string => {
  const points: Point[] = [...opening]
  let x = 1.6
  for (const letter of letters(name).slice(1)) {
    points.push(...strokesOf(letter).map(([dx, dy]): Point => [x + dx * 0.92, dy]))
    x += 0.92
  }
  points.push(...closing(x))
  const slanted = points.map(([px, py]): Point => [px + py * 0.32, py])
  const fitted = scaledInto(slanted, box)
  const path = smooth(fitted)
  return `q 0.06 0.16 0.62 RG 1 J 1 j 1.25 w ${path} S 0.5 w 1 0 0 1 0.45 0.35 cm ${path} S Q`
}

const scaledInto = (
  points: readonly Point[],
  box: { readonly width: number; readonly height: number },
): readonly Point[] => {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - bottom]
  const scale = Math.min((box.width - 6) / width, (box.height - 6) / height)
  const [marginX, marginY] = [(box.width - width * scale) / 2, (box.height - height * scale) / 2]
  return points.map(([x, y]): Point => [marginX + (x - left) * scale, marginY + (y - bottom) * scale])
}

/** A smooth line through all points (Catmull-Rom as Bézier curves). */
const smooth = (points: readonly Point[]): string => {
  const at = (index: number): Point => points[Math.max(0, Math.min(points.length - 1, index))] ?? [0, 0]
  const text = ([x, y]: Point): string => `${x.toFixed(2)} ${y.toFixed(2)}`
  const handle = (from: Point, before: Point, after: Point, sign: number): Point => [
    from[0] + (sign * (after[0] - before[0])) / 6,
    from[1] + (sign * (after[1] - before[1])) / 6,
  ]
  const curves = points.slice(1).map((_, index) => {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    return `${text(handle(from, before, to, 1))} ${text(handle(to, from, after, -1))} ${text(to)} c`
  })
  return `${text(at(0))} m ${curves.join(' ')}`
}
