import type { FormTarget } from '#web/ui/form/form.tsx'
import { railFieldName } from '#web/ui/shell/officer-rail.tsx'
import { fieldOf, type PageRequest, type Route, redirect } from '../route.ts'

/** How wide somebody likes the rail is a matter of this screen, not of the account: a cookie keeps it. */
const railPath = '/can-bo/khung'
const narrow = 'hep'
const wide = 'rong'
const keptSeconds = 365 * 24 * 60 * 60

export const isRailNarrow = (request: PageRequest): boolean => request.cookie(railFieldName) === narrow

export const railTarget = (request: PageRequest): FormTarget => ({
  action: railPath,
  csrf: request.csrfToken,
  hidden: { [railFieldName]: isRailNarrow(request) ? wide : narrow, _tiep: request.address },
})

/** Keeps the choice and shows the same page again; with scripts the page changes at once and this is only told. */
export const railWidth: Route = {
  method: 'POST',
  path: railPath,
  access: { officer: 'any' },
  handler: async (request) =>
    redirect(request.returnTo ?? '/can-bo', {
      cookies: [
        {
          name: railFieldName,
          value: fieldOf(request.form, railFieldName) === narrow ? narrow : null,
          maxAgeSeconds: keptSeconds,
        },
      ],
    }),
}
