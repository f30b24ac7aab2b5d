import type { Messages } from '../../messages/index.ts'

/** Every page is a pure function of the texts and of a view model; nothing in it is counted, dated or worded any more. */
export type ViewProps<View> = { readonly t: Messages; readonly view: View }

export type LinkView = { readonly href: string; readonly text: string }
