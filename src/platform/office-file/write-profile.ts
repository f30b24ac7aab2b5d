import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tinosFolder } from '../pdf/tinos.ts'

const switches: readonly (readonly [path: string, name: string, value: string])[] = [
  ['Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  // Files may name others of this machine: text to be put in, pictures, data.
  ['Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
]

/** Macros off, and nothing is fetched that a file only points to. */
const registry = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
${switches
  .map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

/** Looked for by LibreOffice itself; not every machine has the letters of the language in them. */
const families = ['Times New Roman', 'Liberation Serif', 'DejaVu Serif'] as const

/** Times New Roman is drawn with the font that has its measures, and so is what names no font that is here. */
const fonts = (): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${tinosFolder()}</dir>
  <selectfont><rejectfont>${families
    .map((family) => `<pattern><patelt name="family"><string>${family}</string></patelt></pattern>`)
    .join('')}</rejectfont></selectfont>
  ${[...families, 'serif']
    .map(
      (family) =>
        `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match>`,
    )
    .join('\n  ')}
</fontconfig>
`

/** A profile that is used once, below `folder`, and the surroundings that go with it. */
export const writeProfile = async (
  folder: string,
): Promise<{ readonly folder: string; readonly environment: Readonly<Record<string, string>> }> => {
  const profile = join(folder, 'profile')
  const fontsFile = join(folder, 'fonts.conf')
  await mkdir(join(profile, 'user'), { recursive: true })
  await writeFile(join(profile, 'user', 'registrymodifications.xcu'), registry)
  await writeFile(fontsFile, fonts())
  return {
    folder: profile,
    environment: { HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8', FONTCONFIG_FILE: fontsFile },
  }
}
