import { type Messages, messages } from '#web/messages/index.ts'

/** Where programs come in; what is refused here is told as a problem, never as a page. */
export const isApiAddress = (url: string): boolean => /^\/api\/v\d+(?:[/?]|$)/.test(url)

export const problemMediaType = 'application/problem+json; charset=utf-8'

/** @see RFC 9457 */
export type ProblemDetails = {
  readonly type: string
  readonly title: string
  readonly status: number
  /** Says the same to programs in every language and version. */
  readonly code: string
  readonly detail?: string
  readonly errors?: readonly { readonly name: string; readonly text: string }[]
}

type TitledStatus = keyof Messages['api']['problems']

const titleOf = (status: number): string => {
  const titles: Readonly<Record<number, string>> = messages('vi').api.problems
  return titles[status] ?? messages('vi').api.problems[status >= 500 ? 500 : 400]
}

export const problemDetails = (
  status: TitledStatus | number,
  code: string,
  more: Pick<ProblemDetails, 'detail' | 'errors'> = {},
): ProblemDetails => ({ type: `/api#${code}`, title: titleOf(status), status, code, ...more })
