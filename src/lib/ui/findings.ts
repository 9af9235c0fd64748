import type { Finding, Level } from '../errors/index.js'
import type { Catalogue } from '../i18n/index.js'
import type { Palette } from './palette.js'

const shownPerCode = 3
const byWeight: Readonly<Record<Level, number>> = { error: 2, warning: 1, hint: 0 }

/** Findings as lines, gentlest first so that the worst stand nearest the prompt; repeats of a code are counted, not listed. */
export function formatFindings(
  findings: readonly Finding[],
  catalogue: Catalogue,
  palette: Palette,
): string {
  const groups = Object.values(groupByCode(findings))
  groups.sort((a, b) => weight(a) - weight(b))
  return groups.flatMap((group) => formatGroup(group, catalogue, palette)).join('\n')
}

function formatGroup(
  group: readonly Finding[],
  catalogue: Catalogue,
  palette: Palette,
): readonly string[] {
  const { ui } = catalogue.texts
  const lines = group
    .slice(0, shownPerCode)
    .map((finding) => formatOne(finding, catalogue, palette))
  const hidden = group.length - shownPerCode
  return hidden > 0 ? [...lines, palette.faint(`  ${ui.more({ count: hidden })}`)] : lines
}

function formatOne(finding: Finding, catalogue: Catalogue, palette: Palette): string {
  const { ui } = catalogue.texts
  const { message, fix } = catalogue.describe(finding)
  const { level, code } = finding as { readonly level: Level; readonly code: string }
  const paint = level === 'error' ? palette.bad : palette.warn
  const place = ui.place(finding)
  const head = `${paint(ui.levels[level])} ${palette.faint(code)}  ${place ? `${place}  ` : ''}${message}`
  return [head, ...fix.map((line) => `  ${ui.fix}: ${line}`)].join('\n')
}

function groupByCode(findings: readonly Finding[]): Record<string, Finding[]> {
  const groups: Record<string, Finding[]> = {}
  for (const finding of findings) {
    const { code } = finding as { readonly code: string }
    const group = groups[code]
    if (group === undefined) groups[code] = [finding]
    else group.push(finding)
  }
  return groups
}

function weight(group: readonly Finding[]): number {
  return Math.max(...group.map(({ level }: { readonly level: Level }) => byWeight[level]))
}
