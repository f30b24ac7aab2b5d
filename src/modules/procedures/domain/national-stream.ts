import type { Result } from '#kernel/result.ts'
import { type NationalRecord, type NationalRecordRefusal, parseNationalRecord } from './national-record.ts'

export type DuplicateRecord = { readonly code: 'national-record.duplicate-code'; readonly text: string }

/** One line of the list and what came of it. */
export type NationalLine = {
  readonly line: number
  readonly result: Result<NationalRecord, NationalRecordRefusal | DuplicateRecord>
}

/**
 * Reads the lines one by one as they come and holds none of them: only the codes seen so far are remembered. The first record of a code
 * counts, later ones are refused as duplicates. Empty lines are passed over.
 */
export async function* readNationalLines(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<NationalLine> {
  const seen = new Set<string>()
  let line = 0
  for await (const text of lines) {
    line += 1
    if (text.trim() === '') continue
    const result = parseNationalRecord(text)
    if (result.ok && seen.has(result.value.published.code))
      yield {
        line,
        result: { ok: false, refusal: { code: 'national-record.duplicate-code', text: result.value.published.code } },
      }
    else {
      if (result.ok) seen.add(result.value.published.code)
      yield { line, result }
    }
  }
}
