/** Who acts. An officer acts from the posts held that day, own or delegated. */
export type Actor = AnonymousActor | CitizenActor | OfficerActor | MachineActor | SystemActor

export type AnonymousActor = { readonly kind: 'anonymous' }

/** How sure an identity is: declared by the person, or vouched for by the eID provider at its level. */
export type Assurance = 'declared' | 'eid-1' | 'eid-2'

export type CitizenActor = {
  readonly kind: 'citizen'
  readonly accountId: string
  readonly fullName: string
  readonly assurance: Assurance
}

export const roles = [
  'one-stop-officer',
  'unit-head',
  'handler',
  'leader',
  'clerk',
  'archivist',
  'supervisor',
  'administrator',
  'auditor',
] as const

export type Role = (typeof roles)[number]

export type HeldPost = {
  readonly postId: string
  readonly role: Role
  readonly title: string
  readonly agencyId: string
  readonly agencyName: string
  readonly unitId: string | null
  readonly unitName: string
  /** Held for somebody else between two dates. */
  readonly isDelegated: boolean
}

export type OfficerActor = {
  readonly kind: 'officer'
  readonly accountId: string
  readonly officerId: string
  readonly fullName: string
  readonly posts: readonly HeldPost[]
  /** Agencies whose work a leader, supervisor or auditor may read: those of such posts and everything below them in the tree. */
  readonly supervisedAgencyIds: readonly string[]
}

/** Another system at the door, with what it was granted when its key was made. */
export type MachineActor = {
  readonly kind: 'machine'
  readonly clientId: string
  readonly name: string
  readonly grants: readonly string[]
}

/** The program itself: jobs and clocks. */
export type SystemActor = { readonly kind: 'system' }

export const anonymous: AnonymousActor = { kind: 'anonymous' }
export const system: SystemActor = { kind: 'system' }

export const holdsGrant = (actor: Actor, grant: string): boolean =>
  actor.kind === 'machine' && actor.grants.includes(grant)

export const hasRole = (actor: Actor, ...wanted: readonly Role[]): actor is OfficerActor =>
  actor.kind === 'officer' && actor.posts.some((post) => wanted.includes(post.role))

/** The agencies in which the actor holds one of the roles. */
export const agencyIdsWithRole = (actor: Actor, ...wanted: readonly Role[]): readonly string[] =>
  actor.kind === 'officer' ? actor.posts.filter((post) => wanted.includes(post.role)).map((post) => post.agencyId) : []

/** The post from which the actor may do a deed of a role in an agency (and unit, when the deed is of a unit). */
export const postFor = (
  actor: Actor,
  role: Role,
  agencyId: string,
  unitId: string | null = null,
): HeldPost | undefined =>
  actor.kind === 'officer'
    ? actor.posts.find(
        (post) =>
          post.role === role &&
          post.agencyId === agencyId &&
          (unitId === null || post.unitId === null || post.unitId === unitId),
      )
    : undefined
