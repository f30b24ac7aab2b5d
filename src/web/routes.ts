import type { Route } from './http/route.ts'

/** Every page and endpoint there is; each audience adds its own list. */
export const routes: readonly Route[] = []
