import { tidy } from '#kernel/vietnamese-text.ts'

/** An element by its own name, in small letters: prefix, namespace and case are what programs differ in. */
export type Node = { readonly name: string; readonly children: readonly Node[]; readonly text: string }

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/** All of a name below, however deep, in the order of the file. */
export const descendants = (node: Node, name: string): readonly Node[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)])

export const children = (node: Node | undefined, name: string): readonly Node[] =>
  node?.children.filter((child) => child.name === name) ?? []

/** The first of a name that holds anything, or else the first: programs write an element twice, or empty. */
export const child = (node: Node | undefined, name: string): Node | undefined => {
  const all = children(node, name)
  return all.find((one) => one.text !== '' || one.children.length > 0) ?? all[0]
}

/** Programs write what they do not know as the word itself. */
const nothing = /^(?:null|undefined)$/i

/** The text at the end of a path, tidied; empty when there is none. */
export const textAt = (node: Node | undefined, ...path: readonly string[]): string => {
  const end = path.reduce(child, node)
  return end === undefined || nothing.test(end.text) ? '' : end.text
}

export type TreeBuilder = {
  readonly open: (name: string) => string
  readonly text: (piece: string) => void
  readonly close: () => void
  readonly root: () => Node | undefined
}

type Open = { name: string; children: Node[]; pieces: string[] }

/** Signs that no line of text holds, and that the database refuses. */
const unprintable = /(?![\t\n\r])\p{Cc}|[\u200B-\u200D\u2060\uFEFF]/gu

/** Keeps what is read as a tree; throws what `tooLong` answers beyond `mostSigns` of text. */
export const buildTree = (mostSigns: number, tooLong: () => Error): TreeBuilder => {
  const stack: Open[] = []
  let root: Node | undefined
  let signs = 0
  return {
    open: (name) => {
      const local = localName(name)
      stack.push({ name: local, children: [], pieces: [] })
      return local
    },
    text: (piece) => {
      signs += piece.length
      if (signs > mostSigns) throw tooLong()
      stack.at(-1)?.pieces.push(piece)
    },
    close: () => {
      const done = stack.pop()
      if (done === undefined) return
      const text = tidy(done.pieces.join('').toWellFormed().replaceAll(unprintable, ''))
      const node = { name: done.name, children: done.children, text }
      const above = stack.at(-1)
      if (above === undefined) root = node
      else above.children.push(node)
    },
    root: () => root,
  }
}
