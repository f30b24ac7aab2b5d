import { fold } from '#kernel/vietnamese-text.ts'

/** A commune to choose, by the name of its committee and its code in the list of statistics. */
type Commune = { readonly deciding: { readonly name: string }; readonly communeCode: string }

/** What is known of where somebody lives. */
type Home = { readonly address: string; readonly communeCode: string | null; readonly provinceName: string }

const exact = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** `P. Việt Trì` and `X.Hy Cương` are written out. */
const partsOf = (address: string): readonly string[] =>
  exact(address)
    .split(/[,;\n]/)
    .map((part) =>
      part
        .trim()
        .replace(/^p\.\s*/, 'phường ')
        .replace(/^x\.\s*/, 'xã '),
    )
    .filter((part) => part !== '')

const nameOf = (commune: Commune): string => exact(commune.deciding.name).replace(/^(ủy ban nhân dân|ubnd) /, '')

const isProvince = (part: string, provinceName: string): boolean => {
  const bare = (text: string) => fold(exact(text)).replace(/^(tinh|thanh pho|tp\.?) /, '')
  return bare(part) === bare(provinceName)
}

/** The one that a part of the address names, marks left out where no two communes are told apart by them alone. */
const named = <One extends Commune>(communes: readonly One[], part: string): readonly One[] => {
  const same = communes.filter((one) => nameOf(one) === part)
  return same.length > 0 ? same : communes.filter((one) => fold(nameOf(one)) === fold(part))
}

/**
 * The commune somebody lives in, for a first proposal: the one that the address names before the province, else the one that the account was
 * given. Null when it is not known: an address of another province, two communes of one name, a name without what it is (xã, phường).
 */
export const homeCommune = <One extends Commune>(communes: readonly One[], home: Home): One | null => {
  const parts = partsOf(home.address)
  const before = parts.filter((part, at) => !(at === parts.length - 1 && isProvince(part, home.provinceName)))
  const found = named(communes, before.at(-1) ?? '')
  if (found.length === 1) return found[0] ?? null
  // Who writes another place than the account was given has moved.
  if (parts.length > 0) return null
  return communes.find((one) => one.communeCode === home.communeCode) ?? null
}
