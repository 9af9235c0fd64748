import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import type { Finding } from '../../lib/errors/index.js'
import { loadHallRules } from '../../lib/hall/index.js'
import { auditHall, hallPlace, readFacts } from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface HallAuditResult {
  readonly events: number
  readonly clocks: number
  readonly findings: readonly Finding[]
}

export default class HallAudit extends BaseCommand<HallAuditResult> {
  static override summary = '核对运行中的参考大厅：事件链、编号、乱码、截止日、岗位分离、时钟'
  static override description =
    '全部按大厅自己给出的记录重新推算，不采信它的结论。有不符的，逐条列出，以退出码 1 结束。'
  static override examples = [
    { description: '核对', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
  }

  async run(): Promise<HallAuditResult> {
    const { flags } = await this.parse(HallAudit)
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, join(this.config.configDir, 'halls'), data)
    const rules = await loadHallRules(templatesDir())
    const facts = await readFacts(place, rules, Date.now)
    const findings = auditHall(facts, rules)
    const result = { events: facts.events.length, clocks: facts.clocks.length, findings }
    this.noteFindings(findings)
    this.print(this.texts.hall.audited({ ...result, findings: findings.length }))
    return findings.length > 0 ? this.endWithFindings(result) : result
  }
}
