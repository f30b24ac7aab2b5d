import type { Messages } from '../../messages/index.ts'
import { Form, type FormTarget } from '../form/form.tsx'
import { Icon, type IconName } from './icon.tsx'

export type OfficerPlace = {
  readonly href: string
  readonly text: string
  readonly icon: IconName
  readonly current?: boolean | undefined
  /** What waits there, where the page knows it. */
  readonly count?: number | undefined
}

export type OfficerPlaceGroup = {
  readonly key: string
  /** Without a name it stands before all others. */
  readonly name?: string | undefined
  readonly places: readonly OfficerPlace[]
}

/** Carried by the form that narrows the rail. */
export const railFieldName = 'khung'

export type RailProps = {
  readonly t: Messages
  readonly groups: readonly OfficerPlaceGroup[]
  /** Where the choice of a narrow or wide rail is kept. */
  readonly toggle: FormTarget
}

const placesId = 'places'

const Place = ({ t, place }: { readonly t: Messages; readonly place: OfficerPlace }) => (
  <a href={place.href} aria-current={place.current === true ? 'page' : undefined}>
    <Icon name={place.icon} />
    <span class="label">{place.text}</span>
    {place.count !== undefined && place.count > 0 && (
      <span class="count">
        <span aria-hidden="true">{place.count.toLocaleString('vi')}</span>
        <span class="sr-only">{t.officer.places.waiting(place.count.toLocaleString('vi'))}</span>
      </span>
    )}
  </a>
)

const Group = ({ t, group }: { readonly t: Messages; readonly group: OfficerPlaceGroup }) => {
  const nameId = `${placesId}-${group.key}`
  return (
    <>
      {group.name !== undefined && (
        <p class="group" id={nameId}>
          <span class="label">{group.name}</span>
        </p>
      )}
      <ul aria-labelledby={group.name === undefined ? undefined : nameId}>
        {group.places.map((place) => (
          <li key={place.href}>
            <Place t={t} place={place} />
          </li>
        ))}
      </ul>
    </>
  )
}

/**
 * Everywhere one may work. A rail beside the page on a wide screen; on a phone a sheet that the bar under the thumb opens, which browsers
 * show and close by themselves (`popover`).
 */
export const OfficerRail = ({ t, groups, toggle }: RailProps) => (
  <>
    <nav class="places" id={placesId} popover="auto" aria-label={t.officer.places.label}>
      {groups.map((group) => (
        <Group key={group.key} t={t} group={group} />
      ))}
    </nav>
    <Form target={toggle} class="rail-width">
      <button type="submit" data-rail-width>
        <Icon name="fold" />
        <span class="label to-narrow">{t.officer.places.narrow}</span>
        <span class="label to-wide">{t.officer.places.widen}</span>
      </button>
    </Form>
  </>
)

export type QuickProps = { readonly t: Messages; readonly places: readonly OfficerPlace[] }

/** On a phone: where one goes most, and the way to all other places. */
export const QuickPlaces = ({ t, places }: QuickProps) => (
  <nav class="quick" aria-label={t.officer.places.quick}>
    {places.map((place) => (
      <Place key={place.href} t={t} place={place} />
    ))}
    <button type="button" popovertarget={placesId}>
      <Icon name="menu" />
      <span class="label">{t.officer.places.all}</span>
    </button>
  </nav>
)
