import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'

export type PrintedRun = {
  readonly text: string
  /** Points from the left edge, and of the base line from the top edge of the page. */
  readonly x: number
  readonly y: number
  readonly right: number
  readonly size: number
  readonly font: string
  readonly isBold: boolean
  readonly isItalic: boolean
}

/** A drawn path by its bounding box. */
export type PrintedPath = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: string
}

export type PrintedPage = {
  readonly width: number
  readonly height: number
  readonly runs: readonly PrintedRun[]
  readonly paths: readonly PrintedPath[]
  readonly textColours: readonly string[]
}

type Proxy = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>
type Matrix = readonly [number, number, number, number, number, number]
type Tracked = { matrix: Matrix; stroke: string; fill: string }

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

const readDrawing = async (page: Proxy, height: number): Promise<Pick<PrintedPage, 'paths' | 'textColours'>> => {
  const { OPS } = await getResolvedPDFJS()
  const operators = await page.getOperatorList()
  let now: Tracked = { matrix: [1, 0, 0, 1, 0, 0], stroke: '#000000', fill: '#000000' }
  const kept: Tracked[] = []
  const paths: PrintedPath[] = []
  const textColours = new Set<string>()
  operators.fnArray.forEach((operator, at) => {
    const values = (operators.argsArray[at] ?? []) as unknown[]
    if (operator === OPS.save) kept.push({ ...now })
    else if (operator === OPS.restore) now = kept.pop() ?? now
    else if (operator === OPS.transform) now = { ...now, matrix: times(now.matrix, values as unknown as Matrix) }
    else if (operator === OPS.setStrokeRGBColor) now = { ...now, stroke: String(values[0]) }
    else if (operator === OPS.setFillRGBColor) now = { ...now, fill: String(values[0]) }
    else if (operator === OPS.showText) textColours.add(now.fill)
    else if (operator === OPS.constructPath) {
      const [left = 0, top = 0, right = 0, bottom = 0] = Object.values(values[2] as Record<string, number>)
      const [a, b] = [
        [left, top],
        [right, bottom],
      ].map(([x = 0, y = 0]) => ({
        x: now.matrix[0] * x + now.matrix[2] * y + now.matrix[4],
        y: height - (now.matrix[1] * x + now.matrix[3] * y + now.matrix[5]),
      }))
      if (a === undefined || b === undefined) return
      paths.push({
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
        colour: values[0] === OPS.stroke ? now.stroke : now.fill,
      })
    }
  })
  return { paths, textColours: [...textColours] }
}

const readPage = async (page: Proxy): Promise<PrintedPage> => {
  const [, , width = 0, height = 0] = page.view
  // Fonts are known by name once the page has been gone through.
  const drawing = await readDrawing(page, height)
  const content = await page.getTextContent()
  const runs = content.items.flatMap((item): PrintedRun[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [size, , , , x, y] = item.transform as number[]
    const font = (page.commonObjs.get(item.fontName) as { name: string }).name.replace(/^[A-Z]{6}\+/, '')
    return [
      {
        text: item.str,
        x: x ?? 0,
        y: height - (y ?? 0),
        right: (x ?? 0) + item.width,
        size: size ?? 0,
        font,
        isBold: /bold/i.test(font),
        isItalic: /italic/i.test(font),
      },
    ]
  })
  return { width, height, runs, ...drawing }
}

/** What is printed where, read back from the file by a reader that is not ours. */
export const readPrintedPages = async (pdf: Uint8Array): Promise<readonly PrintedPage[]> => {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages: PrintedPage[] = []
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await readPage(await document.getPage(number)))
  await document.loadingTask.destroy()
  return pages
}
