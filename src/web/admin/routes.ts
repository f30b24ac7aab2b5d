import type { Route } from '../http/route.ts'
import { everydayWordRoutes } from './everyday-words.tsx'

/** What administrators decide beside accounts. */
export const adminRoutes: readonly Route[] = [...everydayWordRoutes]
