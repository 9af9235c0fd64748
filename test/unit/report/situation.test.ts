import { describe, expect, test } from 'vitest'
import type { DrillCard } from '../../../src/lib/drill/index.js'
import { situationReport } from '../../../src/lib/report/situation/index.js'
import { reportFacts, withResult } from '../../support/report.js'

const headings = async () => {
  const { paper } = situationReport(await reportFacts())
  return paper.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
}

describe('the situation report', () => {
  test("carries the notice's four phrases as headings, in the notice's order", async () => {
    const level1 = (await headings()).filter((text) => /^[一二三四五]、/.test(text))

    expect(level1).toEqual([
      '一、演练进程',
      '二、结果与结论',
      '三、需修改完善的业务流程和系统功能',
      '四、发现问题和措施建议',
      '五、下一步工作安排',
    ])
  })

  test('tells under 效能监督 whose cards there were, every count a figure with its lines', async () => {
    const plain = await reportFacts()
    const unit = plain.pack.units[1]
    const card = (level: 'red' | 'yellow' | 'warning', seq: number): DrillCard => ({
      ...{ rule: 'D02', version: 1, preset: 'drill', inputs: {}, title: '演练环节期限', level },
      subject: { kind: 'stage', id: `L1/${seq}`, number: 'A1', unit: unit?.code ?? '', item: null },
      ...{ lines: [], basis: '', at: '2015-04-08T10:00:00+08:00', evidence: [seq] },
    })
    const cards = [card('red', 2), card('red', 3), card('warning', 4)]
    const { paper, context } = situationReport({ ...plain, cards })
    const table = paper.blocks.find((block) => block.kind === 'table' && block.id === 'cards')
    const calm = situationReport(plain).paper.blocks

    expect(table).toMatchObject({ rows: [[unit?.short, {}, {}, {}]] })
    expect(context.metric('cards.red')).toMatchObject({ numerator: 2, evidence: [2, 3] })
    expect(context.metric(`cards.${unit?.code}.yellow`).numerator).toBe(0)
    expect(calm.some((block) => block.kind === 'table' && block.id === 'cards')).toBe(false)
  })

  test('writes no digit into a sentence that is not a figure, a date, a clause or an ordinal', async () => {
    const { paper, context } = situationReport(await reportFacts())
    const { pack } = context.facts
    const known = [pack.title, pack.number, ...pack.obligations.map((one) => one.title)]
    const sentences = paper.blocks.flatMap((block) => (block.kind === 'para' ? block.runs : []))
    const words = sentences.filter((run) => typeof run === 'string')

    for (const text of words) {
      const rest = known
        .reduce((left, part) => left.replaceAll(part, ''), text)
        .replace(/\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}|附件\d|^\d{1,2}\.|95%|分\d批/g, '')
      expect(rest).not.toMatch(/\d/)
    }
  })

  test('concludes 具备 when everything holds, and says which unit missed what when not', async () => {
    const facts = await reportFacts()
    const missed = withResult(facts, 'R2', { verdict: 'missed', counted: 2, evidence: [1] })

    expect(situationReport(facts).context.conclusion).toBe('具备')
    const { context } = situationReport(missed)
    expect(context.conclusion).toBe('不具备')
    expect(context.problems[0]).toMatchObject({ severity: '一级', no: 1 })
    expect(context.problems[0]?.fact).toContain('应完成5，时限内完成2')
  })

  test('leaves exempt units out of the denominator and names the reason', async () => {
    const facts = await reportFacts()
    const exempt = withResult(facts, 'R2', {
      verdict: 'exempt',
      counted: null,
      because: '无相应事项',
      evidence: [],
    })
    const { context, paper } = situationReport(exempt)

    expect(context.metric('req.R2')).toMatchObject({ numerator: 27, denominator: 27, na: 1 })
    expect(JSON.stringify(paper.blocks)).toContain('不适用，原因是无相应事项')
  })

  test('concludes nothing while a gate is unmeasured: no items is not a share of 0', async () => {
    const { context } = situationReport(await reportFacts({ items: [] }))

    expect(context.metric('target.depth')).toMatchObject({ numerator: 0, denominator: 0 })
    expect(context.conclusion).toBe('不能下结论')
  })

  test('is only 基本具备 when a target with an owner and a date fails', async () => {
    const facts = await reportFacts()
    const items = facts.items.map((item) => ({ ...item, depth: 2 }))
    const { context } = situationReport({ ...facts, items })

    expect(context.conclusion).toBe('基本具备')
    expect(context.problems.some((one) => one.fact.includes('0/1'))).toBe(true)
  })

  test('names returned records with their file and rows, and gaps by item and node', async () => {
    const facts = await reportFacts()
    const unit = facts.pack.units[0]?.code ?? ''
    const { context } = situationReport({
      ...facts,
      returned: [
        {
          unit,
          form: 'items',
          file: 'inbox/a.xlsx',
          sheet: '附件2',
          row: 7,
          reasons: [{ code: 'HK-ITEM-012', message: '承诺期限长于法定期限', fix: '改短' }],
        },
      ],
      mapping: {
        users: [],
        assignments: [],
        gaps: [{ unit, item: 'ITEM1', node: 'approve', proposals: [] }],
      },
    })

    expect(context.problems.map((one) => one.fact)).toEqual([
      '1个事项环节无人办理：「企业投资项目备案」的审批环节',
      '事项表退回待改1条：承诺期限长于法定期限（1处）',
    ])
    expect(context.problems[1]?.evidence).toBe('a.xlsx「附件2」第7行')
  })

  test('ties every figure that it uses to journal lines or to a formula over the stores', async () => {
    const { paper } = situationReport(await reportFacts())
    const seqs = new Set([1, 2, 3, 4, 5])

    for (const metric of paper.metrics) {
      expect(metric.formula, metric.id).not.toBe('')
      expect(
        metric.evidence.every((seq) => seqs.has(seq)),
        metric.id,
      ).toBe(true)
    }
  })
})
