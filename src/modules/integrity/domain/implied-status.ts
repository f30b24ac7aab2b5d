import type { Status } from '#modules/dossiers/domain/index.ts'

const settingDeeds: Readonly<Record<string, Status>> = {
  'dossier.filed': 'registered',
  'dossier.accepted': 'accepted',
  'dossier.assigned': 'processing',
  'dossier.refused': 'refused',
  'dossier.supplement-requested': 'supplementing',
  'dossier.finance-requested': 'paying',
  'dossier.finance-settled': 'processing',
  'dossier.withdrawn': 'withdrawn',
  'dossier.stopped': 'stopped',
  'dossier.settled': 'settled',
  'dossier.returned': 'returned',
}

/**
 * The status in which the deeds of a dossier, in their order, leave it; null when no deed says. After an answered supplement it stands where it
 * stood when it was asked.
 */
export const impliedStatus = (deeds: readonly string[]): Status | null => {
  let status: Status | null = null
  let beforeSupplement: Status | null = null
  for (const deed of deeds) {
    if (deed === 'dossier.supplement-requested') beforeSupplement = status
    status = deed === 'dossier.supplement-answered' ? beforeSupplement : (settingDeeds[deed] ?? status)
  }
  return status
}
