import { type MarkedToken, marked, type Token } from 'marked'
import { slug } from '#kernel/vietnamese-text.ts'
import type { GuideBlock, GuideSection, GuideSpan, GuideView } from '#web/ui/parts/guide-text.tsx'

/**
 * A guide of `docs/guides`, read as pages show it, so that what stands in the repository and what the program says cannot differ.
 * The Markdown of guides is small on purpose: a title, a lead, sections, steps, lists, paragraphs; bold for what is written on the
 * screen, code for what is typed or an address. Pictures and paragraphs in italics are for readers of the repository alone: who
 * reads on the page has the real thing before him.
 * @throws on any other Markdown, so that a guide never loses a part unseen
 */
export const parseGuide = (markdown: string): GuideView => {
  const [title, ...rest] = knownTokens(marked.lexer(markdown))
  if (title?.type !== 'heading' || title.depth !== 1) throw new Error('a guide begins with its title')
  const leadAt = rest.findIndex((token) => token.type === 'paragraph' && !isForRepository(token))
  const lead = rest[leadAt]
  if (lead?.type !== 'paragraph') throw new Error('a guide says after its title what it is for')
  const sections: { title: string; id: string; blocks: GuideBlock[] }[] = []
  for (const token of rest.slice(leadAt + 1)) {
    if (token.type === 'heading' && token.depth === 2) {
      sections.push({ title: token.text, id: slug(token.text), blocks: [] })
      continue
    }
    const block = blockOf(token)
    if (block === null) continue
    const section = sections.at(-1)
    if (section === undefined) throw new Error('what follows the lead of a guide stands under a heading')
    section.blocks.push(block)
  }
  return { title: title.text, lead: lead.text, sections: sections satisfies readonly GuideSection[] }
}

const knownTokens = (tokens: readonly Token[] | undefined): readonly MarkedToken[] =>
  (tokens ?? []).filter((token): token is MarkedToken => token.type !== 'space')

type Paragraph = Extract<MarkedToken, { type: 'paragraph' }>

const isForRepository = (token: Paragraph): boolean => {
  const spans = knownTokens(token.tokens).filter((span) => span.type !== 'text' || span.text.trim() !== '')
  return spans.every((span) => span.type === 'image' || span.type === 'em')
}

const blockOf = (token: MarkedToken): GuideBlock | null => {
  if (token.type === 'paragraph')
    return isForRepository(token) ? null : { kind: 'paragraph', spans: spansOf(token.tokens) }
  if (token.type === 'list')
    return {
      kind: token.ordered ? 'steps' : 'list',
      items: token.items.map((item) => spansOf(knownTokens(item.tokens).flatMap(inlineOf))),
    }
  throw new Error(`a guide holds what pages do not show: ${token.raw.slice(0, 80)}`)
}

const inlineOf = (token: MarkedToken): readonly Token[] => {
  if (token.type === 'text' || token.type === 'paragraph') return token.tokens ?? []
  throw new Error(`a step of a guide holds more than one paragraph: ${token.raw.slice(0, 80)}`)
}

const spansOf = (tokens: readonly Token[]): readonly GuideSpan[] => knownTokens(tokens).map(spanOf)

const spanOf = (token: MarkedToken): GuideSpan => {
  if (token.type === 'text' || token.type === 'escape') return { kind: 'text', text: token.text }
  if (token.type === 'strong') return { kind: 'name', text: token.text }
  if (token.type === 'codespan')
    return /^\/[a-z][a-z/-]*$/.test(token.text)
      ? { kind: 'address', text: token.text }
      : { kind: 'typed', text: token.text }
  throw new Error(`a sentence of a guide holds what pages do not show: ${token.raw.slice(0, 80)}`)
}
