import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import {
  type PlanSummary,
  planSummary,
  planWorkspace,
  type UnitLoad,
  unitTimetable,
  type WorkspacePlan,
} from '../../lib/drill/index.js'
import { loadHallRules } from '../../lib/hall/index.js'
import { BaseCommand, type Column } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillPlan extends BaseCommand<PlanSummary> {
  static override summary = '排出演练计划：谁、什么时候、办什么'
  static override description =
    '次数取自通知，人员和事项取自已导入的资料；只排计划，不改动任何东西。排不下、缺人、缺信息的逐条列出。'
  static override examples = [
    { description: '看各单位要办多少', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '看一个单位的时间表',
      command: '<%= config.bin %> <%= command.id %> --unit 国土局',
    },
  ]
  static override flags = {
    seed: Flags.integer({
      description: '随机数种子，种子相同则计划相同',
      default: 20_150_408,
      min: 0,
      helpValue: 'N',
    }),
    unit: Flags.string({ description: '一个单位的时间表：代码、全称或简称', helpValue: 'NAME' }),
  }

  async run(): Promise<PlanSummary> {
    const { flags } = await this.parse(DrillPlan)
    const planned = await planWorkspace(await openWorkspace(this.workspaceDir), flags.seed)
    const summary = planSummary(planned.plan, planned.timetable)
    if (flags.unit === undefined) this.#printLoads(planned, summary)
    else await this.#printUnit(planned, flags.unit)
    this.noteFindings(planned.gaps)
    const isReady = planned.gaps.every(({ level }) => level === 'hint')
    return isReady ? summary : this.endWithFindings(summary)
  }

  #printLoads({ plan }: WorkspacePlan, { rounds, units, steps, exempt, left }: PlanSummary): void {
    const { columns, planned, exempt: exempted } = this.texts.drill
    const themes = plan.themes.map(({ title }, index): Column<UnitLoad> => {
      return { header: title, get: (load) => load.rounds[index]?.times ?? null, align: 'right' }
    })
    this.printTable(units, [
      { header: columns.unit, get: ({ unit }) => unit },
      { header: columns.batch, get: ({ batch }) => batch },
      ...themes,
      { header: columns.steps, get: (load) => load.steps, align: 'right' },
      { header: columns.people, get: ({ people }) => people, align: 'right' },
      { header: columns.until, get: ({ until }) => until?.slice(0, 16).replace('T', ' ') ?? null },
    ])
    this.print(planned({ rounds, steps: steps.length, left: left.length }))
    if (exempt.length > 0) this.print(exempted({ count: exempt.length }))
  }

  async #printUnit({ plan, timetable }: WorkspacePlan, unit: string): Promise<void> {
    const { columns } = this.texts.drill
    const { roles } = await loadHallRules(templatesDir())
    const said = this.catalogue.language === 'en' ? 'en' : 'zh'
    this.printTable(unitTimetable(plan, timetable, unit), [
      { header: columns.from, get: ({ from }) => from.slice(5, 19).replace('T', ' ') },
      { header: columns.to, get: ({ to }) => to.slice(11, 19) },
      { header: columns.role, get: ({ role }) => roles.list[role]?.[said] ?? role },
      { header: columns.account, get: ({ account }) => account },
      { header: columns.title, get: ({ title }) => title },
      { header: columns.subject, get: ({ subject }) => subject },
    ])
  }
}
