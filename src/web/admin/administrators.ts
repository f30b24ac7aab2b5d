/** Who may come to the pages of this folder; the use cases behind ask again. */
export const administrators = { officer: ['administrator'] } as const
