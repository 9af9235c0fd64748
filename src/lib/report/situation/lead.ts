import { paperDate } from '../gongwen/signature.js'
import type { Block } from '../model.js'
import { columns, table } from '../table.js'
import { type Context, count, fraction, para, percent } from './context.js'

const CONDITION = {
  具备: '具备上线试运行条件',
  基本具备: '基本具备上线试运行条件，有关事项须限期完善',
  不具备: '尚不具备上线试运行条件',
  不能下结论: '有关指标未能测得，不能下结论',
} as const

function basis(context: Context): Block {
  const { pack } = context.facts
  const days = pack.batches.map((batch) => paperDate(batch.day))
  return para(
    `根据《${pack.title}》（${pack.number}）要求，${pack.office.name}组织`,
    count('units'),
    `家单位，于${days.join('、')}分${pack.batches.length}批开展了综合演练。现将有关情况报告如下：`,
  )
}

/** The verdict first: what was reached, what was not, what is asked of whom. */
function verdict(context: Context): Block {
  const failed = context.gates.filter((gate) => gate.state !== 'passed')
  const rest =
    failed.length === 0
      ? '各项要求全部达到。'
      : `未达到或未测得的有：${failed.map((gate) => gate.name).join('、')}。`
  return para(
    `总体结论：${CONDITION[context.conclusion]}。参演单位中`,
    count('units.complete'),
    '家全部达标；',
    rest,
    '发现的问题共',
    count('problems'),
    '项，均已列入台账，须由责任单位按时限整改。',
  )
}

function keyFigures(context: Context): Block {
  const { pack, day } = context.facts
  const share = (id: string, target: string) => {
    const metric = context.metric(id)
    return [metric.name, target, fraction(id), percent(id), metric.clause ?? '']
  }
  const rows = [
    share('units.present', '全部到位'),
    ...pack.requirements.map((one) => share(`req.${one.id}`, `每单位≥${one.atLeast}`)),
    share('steps.done', '全部完成'),
    ...pack.targets
      .filter((target) => target.due <= day)
      .map((target) => share(`target.${target.id}`, `≥${target.atLeast.join('/')}`)),
  ]
  return table(
    'key-figures',
    '主要指标完成情况',
    columns('指标:34:left', '要求:16', '完成/应完成:17', '比例:11', '依据:22'),
    rows,
  )
}

export function leadBlocks(context: Context): Block[] {
  return [basis(context), verdict(context), keyFigures(context)]
}
