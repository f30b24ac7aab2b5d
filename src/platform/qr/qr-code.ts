import { create } from 'qrcode'

/** Modules of blank paper that a reader needs around the code (ISO/IEC 18004). */
const quietZone = 4

/**
 * The QR code of a text as one SVG path, black on white, without script or style, so that it fits pages with a strict
 * content policy and prints sharply at every size. Throws when the text is longer than a QR code can carry (about 2,300 bytes).
 */
export const qrSvg = (text: string, label?: string): string => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * quietZone
  const rows = Array.from({ length: modules.size }, (_, row) => rowPath(modules, row)).join('')
  const name = label === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escapeAttribute(label)}"`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" ${name}>` +
    `<path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#000" d="${rows}"/></svg>`
  )
}

type Modules = { readonly size: number; readonly get: (row: number, column: number) => number | boolean }

/** Runs of dark modules become one rectangle each: a third of the size of one rectangle a module. */
const rowPath = (modules: Modules, row: number): string => {
  let path = ''
  for (let column = 0; column < modules.size; ) {
    let end = column
    while (end < modules.size && modules.get(row, end)) end += 1
    if (end > column) path += `M${column + quietZone} ${row + quietZone}h${end - column}v1h-${end - column}z`
    column = Math.max(end, column + 1)
  }
  return path
}

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
