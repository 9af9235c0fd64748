import { ExitCode } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface ExitCodeRow {
  readonly code: ExitCode
  readonly name: string
  readonly meaning: string
}

export default class HelpExitCodes extends BaseCommand<{ readonly codes: readonly ExitCodeRow[] }> {
  static override summary = '列出各退出码及其含义'
  static override description = '脚本可据退出码判断结果；各版本之间含义不变。'

  async run(): Promise<{ readonly codes: readonly ExitCodeRow[] }> {
    await this.parse(HelpExitCodes)
    const { ui, help } = this.texts
    const codes = Object.entries(ExitCode).map(([name, code]) => ({
      code,
      name,
      meaning: ui.exitCodes[code],
    }))
    this.printTable(codes, [
      { header: help.code, get: (row) => row.code, align: 'right' },
      { header: help.meaning, get: (row) => row.meaning },
    ])
    return { codes }
  }
}
