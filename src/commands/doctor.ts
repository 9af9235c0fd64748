import { join } from 'node:path'
import { BaseCommand } from '../lib/ui/index.js'
import { type Check, examine } from '../lib/workspace/index.js'

interface DoctorResult {
  readonly checks: readonly (Check & { readonly message: string })[]
}

export default class Doctor extends BaseCommand<DoctorResult> {
  static override summary = '检查本机和工作目录是否可以演练'
  static override description = '只查看，不改动。逐项说明是否正常、应怎么办。'
  static override examples = [
    { description: '检查当前文件夹', command: '<%= config.bin %> <%= command.id %>' },
  ]

  async run(): Promise<DoctorResult> {
    await this.parse(Doctor)
    const { doctor: texts } = this.texts
    const seen = await examine(this.workspaceDir, {
      node: process.versions.node,
      engines: String(this.config.pjson['engines']?.['node'] ?? ''),
      fontDirs: fontDirs(process.env),
    })
    const checks = seen.map((check) => ({ ...check, message: texts.advice[check.id](check) }))
    this.printTable(checks, [
      { header: texts.columns.item, get: ({ id }) => texts.items[id] },
      { header: texts.columns.state, get: ({ state }) => this.#state(state) },
      { header: texts.columns.message, get: ({ message }) => message },
    ])
    const isWell = checks.every(
      ({ state, id }) => state !== 'bad' && (state !== 'warn' || id === 'fonts'),
    )
    return isWell ? { checks } : this.endWithFindings({ checks })
  }

  #state(state: Check['state']): string {
    const { good, warn, bad, faint } = this.palette
    const paint = { good, warn, bad, none: faint }
    return paint[state](this.texts.doctor.states[state])
  }
}

/** Where Windows, macOS and Linux keep fonts. */
function fontDirs(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { WINDIR = 'C:/Windows', LOCALAPPDATA = '', HOME = '' } = env
  const own = ['.fonts', '.local/share/fonts', 'Library/Fonts'].map((dir) => join(HOME, dir))
  const windows = [join(WINDIR, 'Fonts'), join(LOCALAPPDATA, 'Microsoft/Windows/Fonts')]
  return [
    ...windows,
    ...own,
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    '/Library/Fonts',
    '/System/Library/Fonts',
  ]
}
