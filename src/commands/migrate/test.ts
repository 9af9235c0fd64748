import { instantFrom } from '../../lib/calendar/index.js'
import { loadMapping, type TestOutcome, testMapping } from '../../lib/migrate/index.js'
import { BaseCommand, codeFlag, consentOf, mappingArg } from '../../lib/ui/index.js'

interface TestResult {
  readonly passed: number
  readonly failed: number
  readonly tests: readonly TestOutcome[]
}

export default class MigrateTest extends BaseCommand<TestResult> {
  static override summary = '运行映射文件里的测试'
  static override description =
    '映射文件的 tests 写明一行源数据应得的结果；不连源库和目标库。没有通过的逐条列出。'
  static override examples = [
    { description: '运行', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = codeFlag

  async run(): Promise<TestResult> {
    const { args, flags } = await this.parse(MigrateTest)
    const mapping = await loadMapping(args.mapping, process.env, consentOf(flags))
    const tests = await testMapping(mapping, instantFrom(Date.now()).slice(0, 10))
    const failures = tests.filter(({ passed }) => !passed)
    const { columns, tested } = this.texts.migrate
    if (failures.length > 0) {
      this.printTable(failures, [
        { header: columns.test, get: ({ n }) => n, align: 'right' },
        { header: columns.entity, get: ({ entity }) => entity },
        { header: columns.expected, get: ({ expected }) => JSON.stringify(expected) },
        { header: columns.got, get: ({ got }) => JSON.stringify(got) },
      ])
    }
    const result = { passed: tests.length - failures.length, failed: failures.length, tests }
    this.print(tested(result))
    return failures.length > 0 ? this.endWithFindings(result) : result
  }
}
